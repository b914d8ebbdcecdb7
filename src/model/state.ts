import type { Order, Shipment } from './documents.ts';
import { levelKey } from './level.ts';
import type { StockLevel } from './level.ts';
import { PersistentMap } from './persistent/persistent-map.ts';

/**
 * Everything the model knows: maps of plain frozen data that never change, in the order in which
 * their keys came. A state shares with the one before it all that the event between them did not
 * touch, so that earlier states can be kept at hardly any cost. A state may also be made with maps of
 * any other kind; the first event copies them.
 *
 * These maps are no native ones. Whoever iterates over them sees all, vitest's and jest's `toEqual`
 * too, and JSON has their entries. But `structuredClone` makes empty objects of them, Node's
 * `assert.deepStrictEqual` takes any two for equal, and its console shows them as empty: give these
 * what {@link saveStock} makes of a state; {@link loadStock} makes a state of that again.
 *
 * @example
 * ```ts run
 * import { emptyStock, levelKey, stockLevel, transition } from 'genstore-inventory/model';
 * import type { StockState } from 'genstore-inventory/model';
 *
 * const place = { variantId: '107', locationId: '50002' };
 * const level = stockLevel({ ...place, available: 10 });
 * const key = levelKey('107', '50002');
 * const before: StockState = { ...emptyStock(), levels: new Map([[key, level]]) };
 * const held = { ...place, quantity: 4, reason: 'quality check' };
 * const at = '2026-03-01T10:00:00Z';
 * const { state } = transition(before, { type: 'stock.held', id: 'e1', at, ...held });
 * state.levels.get(key)?.available; // → 6
 * before.levels.get(key)?.available; // → 10
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
    levels: new PersistentMap(),
    orders: new PersistentMap(),
    shipments: new PersistentMap(),
    events: new PersistentMap(),
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

/** Reads a state, as it is at the moment of reading. */
export function viewOf({ levels, orders, shipments, events }: StockState): StockView {
  return {
    level: (variantId, locationId) => levels.get(levelKey(variantId, locationId)),
    order: (orderId) => orders.get(orderId),
    shipment: (shipmentId) => shipments.get(shipmentId),
    event: (id) => events.get(id),
  };
}
