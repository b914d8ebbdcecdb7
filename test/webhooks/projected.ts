import { createOrderProjector } from '../../src/webhooks/index.ts';
import type { OrderProjector } from '../../src/webhooks/index.ts';
import { level, NORTH, SHIRT } from './topics.ts';

/** available, committed, on hand. */
export function numbers(
  projector: OrderProjector,
  variantId = SHIRT,
  locationId = NORTH,
): number[] {
  const { available, committed, onHand } = projector.level(variantId, locationId) ?? {};
  return [available ?? NaN, committed ?? NaN, onHand ?? NaN];
}

/** Why levels and orders are in doubt. */
export function reasons(projector: Pick<OrderProjector, 'gaps'>): string[] {
  return projector.gaps().map(({ reason }) => reason);
}

/** A projector that read these levels, or 10 shirts in the north. */
export function observed(...levels: ReturnType<typeof level>[]): OrderProjector {
  const projector = createOrderProjector();
  projector.observe(levels.length === 0 ? [level()] : levels);
  return projector;
}
