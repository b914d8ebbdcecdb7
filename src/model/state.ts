import type { Order, Shipment } from './documents.ts';
import type { StockLevel } from './level.ts';

/**
 * Everything the model knows: maps of plain frozen data. `structuredClone` copies a state as it is;
 * for JSON, write the maps as arrays of their entries and read them with `new Map`.
 *
 * @example
 * ```ts run
 * import { emptyStock } from 'genstore-inventory/model';
 * import type { StockState } from 'genstore-inventory/model';
 *
 * const json = JSON.stringify(emptyStock(), (_, value) =>
 *   value instanceof Map ? [...value] : value,
 * );
 * const { levels, orders, shipments, events, position } = JSON.parse(json);
 * const state: StockState = {
 *   levels: new Map(levels),
 *   orders: new Map(orders),
 *   shipments: new Map(shipments),
 *   events: new Map(events),
 *   position,
 * };
 * ```
 */
export interface StockState {
  /** The levels by {@link levelKey}. */
  readonly levels: ReadonlyMap<string, StockLevel>;
  /** The orders by id, finished ones included. */
  readonly orders: ReadonlyMap<string, Order>;
  /** The shipments by id, finished ones included. */
  readonly shipments: ReadonlyMap<string, Shipment>;
  /** The content of every applied event by id ({@link eventContent}), so that none applies twice. */
  readonly events: ReadonlyMap<string, string>;
  /** How many ledger entries led here. */
  readonly position: number;
}

/**
 * A state without levels, orders or shipments.
 *
 * @example
 * ```ts run
 * import { emptyStock } from 'genstore-inventory/model';
 *
 * emptyStock().levels.size; // → 0
 * ```
 */
export function emptyStock(): StockState {
  return {
    levels: new Map(),
    orders: new Map(),
    shipments: new Map(),
    events: new Map(),
    position: 0,
  };
}
