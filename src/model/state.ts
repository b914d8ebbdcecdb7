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

/**
 * How {@link decide} reads stock, so that it can live in a map, a database or a cache.
 *
 * @example
 * ```ts run
 * import { decide, eventContent, stockLevel } from 'genstore-inventory/model';
 * import type { StockLevel, StockView } from 'genstore-inventory/model';
 *
 * // A table of levels, and no orders.
 * const rows = new Map<string, StockLevel>();
 * const applied = new Map<string, string>();
 * const view: StockView = {
 *   level: (variantId, locationId) => rows.get(`${variantId} ${locationId}`),
 *   order: () => undefined,
 *   shipment: () => undefined,
 *   event: (id) => applied.get(id),
 * };
 *
 * const place = { variantId: '107', locationId: '50002' };
 * rows.set('107 50002', stockLevel({ ...place, available: 10 }));
 * const at = '2026-03-01T10:00:00Z';
 * const event = { type: 'stock.held', id: 'e1', at, ...place, quantity: 4, reason: 'check' } as const;
 * const decision = decide(view, event);
 * if (decision.ok) {
 *   for (const { after } of decision.entries) rows.set(`${after.variantId} ${after.locationId}`, after);
 *   applied.set(event.id, eventContent(event));
 * }
 * view.level('107', '50002')?.available; // → 6
 * ```
 */
export interface StockView {
  /** The level of a variant at a location; undefined where they are not connected. */
  level(variantId: string, locationId: string): StockLevel | undefined;
  /** The order as it is now, finished ones included. */
  order(orderId: string): Order | undefined;
  /** The shipment as it is now, finished ones included. */
  shipment(shipmentId: string): Shipment | undefined;
  /** The content ({@link eventContent}) of the event that was applied under this id. */
  event(id: string): string | undefined;
}
