import type { StockEventType } from './events.ts';
import type { StockStatus } from './status.ts';

/** Which statuses each unit enters (1) and leaves (-1). On-hand follows from them. */
export type Directions = { readonly [Status in StockStatus]?: 1 | -1 };

/** One row of the table. What is left out plays no part in the event. */
export interface Movement {
  /** Where the units go that a line calls its `quantity`. */
  readonly quantity?: Directions;
  /** Where the units go that a shipment's line accepts. */
  readonly accepted?: Directions;
  /** Where the units go that a shipment's line rejects. */
  readonly rejected?: Directions;
  /** Where a line's units go at the origin of a transfer. */
  readonly origin?: Directions;
  /** The event carries values of its own: absolute or relative ones. */
  readonly writes?: 'set' | 'adjust';
  /** The bound of an event's units beyond the general rules: what may be sold, or can be shipped. */
  readonly bound?: 'sellable' | 'shippable';
  /**
   * The tallies that the event's order or shipment keeps: units go from one to another. An
   * event of an order or shipment that has no tally opens it.
   */
  readonly tally?: readonly [from: TallyName, to: TallyName];
}

/** A count of the units of an order or shipment line that something became of. */
export type TallyName = 'open' | 'fulfilled' | 'cancelled' | 'returned' | 'received';

/**
 * The stock model: for every event, which statuses its units enter and leave, what bounds them, and
 * what an order or shipment remembers of them. {@link decide} runs this table, and the documentation
 * is generated from it.
 *
 * @example
 * ```ts run
 * import { MOVEMENTS } from 'genstore-inventory/model';
 *
 * MOVEMENTS['order.placed'].quantity; // → { available: -1, committed: 1 }
 * ```
 */
export const MOVEMENTS: { readonly [Type in StockEventType]: Movement } = freezeAll<
  Record<StockEventType, Movement>
>({
  'variant.connected': { writes: 'set' },
  'variant.disconnected': {},
  'oversell.changed': {},
  'stock.set': { writes: 'set' },
  'stock.adjusted': { writes: 'adjust' },
  'stock.held': { quantity: { available: -1, unavailable: 1 } },
  'stock.released': { quantity: { available: 1, unavailable: -1 } },
  'stock.written-off': { quantity: { unavailable: -1 } },
  'order.placed': {
    quantity: { available: -1, committed: 1 },
    bound: 'sellable',
  },
  'order.cancelled': {
    quantity: { available: 1, committed: -1 },
    tally: ['open', 'cancelled'],
  },
  'order.fulfilled': {
    quantity: { committed: -1 },
    bound: 'shippable',
    tally: ['open', 'fulfilled'],
  },
  'fulfillment.cancelled': { quantity: { committed: 1 }, tally: ['fulfilled', 'open'] },
  'return.received': { quantity: { unavailable: 1 }, tally: ['fulfilled', 'returned'] },
  'return.restocked': { quantity: { available: 1, unavailable: -1 } },
  'shipment.announced': {
    quantity: { incoming: 1 },
    origin: { available: -1 },
  },
  'shipment.received': {
    accepted: { available: 1, incoming: -1 },
    rejected: { unavailable: 1, incoming: -1 },
    tally: ['open', 'received'],
  },
  'shipment.cancelled': {
    quantity: { incoming: -1 },
    origin: { available: 1 },
    tally: ['open', 'cancelled'],
  },
});

/** Freezes an object and all that is in it. */
function freezeAll<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value)) if (typeof inner === 'object') freezeAll(inner);
  return Object.freeze(value);
}
