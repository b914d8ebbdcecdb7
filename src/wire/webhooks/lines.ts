import { isNothing } from '../decoded.ts';
import type { SentLineItems } from './schemas.ts';

/** Units of a variant, in an order, in one of its fulfillments or in a refund. */
export interface WebhookLine {
  /** The platform's id of the variant. */
  readonly variantId: string;
  /** The warehouse; left out where the platform does not say. */
  readonly locationId?: string;
  /** At least 1. */
  readonly quantity: number;
}

/** Reads lines, but for those without a variant or a unit. */
export function linesOf(items: SentLineItems): WebhookLine[] {
  return items.flatMap(({ variantId, locationId, quantity }) => {
    if (isNone(variantId) || Number(quantity) === 0) return [];
    const line = { variantId: String(variantId), quantity: Number(quantity) };
    return isNone(locationId) ? line : { ...line, locationId: String(locationId) };
  });
}

/** The first id that is one. */
export function firstId<Id>(...ids: readonly Id[]): Id | undefined {
  return ids.find((id) => !isNone(id));
}

function isNone(id: unknown): boolean {
  return isNothing(id) || id === '';
}

/** Writes a line as the platform does. */
export function itemOf({ variantId, locationId, quantity }: WebhookLine): object {
  return { variantId, locationId, quantity: String(quantity) };
}
