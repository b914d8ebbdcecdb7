import type { HoldRow } from './hold-rows.ts';
import type { HoldsClient } from './holds.ts';

/**
 * Moves the units of a hold between available and unavailable. In the on-hand form, which writes on-hand
 * as it was read: an order that comes between the reading and the write is kept.
 */
export async function moveUnits(
  client: HoldsClient,
  { hold, kept }: Pick<HoldRow, 'hold' | 'kept'>,
  way: 'take' | 'give-back',
): Promise<void> {
  const { variantId, locationId, quantity } = hold;
  const unavailable = way === 'take' ? quantity : -quantity;
  await client.adjust(
    { variantId, locationId, by: { unavailable, onHand: 0 } },
    { idempotencyKey: keyOf({ hold, kept }, way) },
  );
}

/** The key of the write that takes a hold's units or gives them back. */
export function keyOf(
  { hold, kept }: Pick<HoldRow, 'hold' | 'kept'>,
  way: 'take' | 'give-back',
): string {
  return `hold/${hold.key}/${kept.id}/${way}`;
}
