import type { Order, Shipment } from '../documents.ts';
import { keyOf } from '../level.ts';
import { DraftMap } from '../persistent/persistent-map.ts';
import type { InvalidEvent } from '../rejections.ts';
import { checkFields } from '../shape/fields.ts';
import type { StockState } from '../state.ts';
import { savedFields } from './saved-stock.ts';
import type { SavedStock } from './saved-stock.ts';
import { stockLevel } from '../stock-level.ts';
import { StockDataError } from './stock-data-error.ts';

/**
 * Writes a state as plain data, which {@link loadStock} reads. What the lists hold is the state's own
 * and frozen.
 *
 * @example
 * ```ts run
 * import { emptyStock, loadStock, saveStock } from 'genstore-inventory/model';
 *
 * const json = JSON.stringify(saveStock(emptyStock()));
 * loadStock(JSON.parse(json)).position; // → 0
 * ```
 */
export function saveStock({ levels, orders, shipments, events, position }: StockState): SavedStock {
  return {
    version: 1,
    levels: [...levels.values()],
    orders: [...orders.values()],
    shipments: [...shipments.values()],
    events: Array.from(events, ([id, content]) => ({ id, content })),
    position,
  };
}

/**
 * Makes a state of what {@link saveStock} wrote, wherever it was in the meantime. Everything is
 * checked and copied: ids, numbers, on-hand, the tallies of orders and shipments.
 *
 * @throws StockDataError with the path of the first thing that is wrong.
 *
 * @example
 * ```ts run
 * import { emptyStock, loadStock, saveStock, StockDataError } from 'genstore-inventory/model';
 *
 * const place = { variantId: '107', locationId: '50002', oversell: 'deny' } as const;
 * const level = { ...place, available: 9, committed: 2, unavailable: 0, incoming: 0, onHand: 12 };
 * try {
 *   loadStock({ ...saveStock(emptyStock()), levels: [level] });
 * } catch (error) {
 *   if (error instanceof StockDataError) console.log(error.path); // → levels[0].onHand
 * }
 * ```
 */
export function loadStock(data: SavedStock): StockState {
  const problem = checkFields(data, savedFields(), undefined, true);
  if (problem !== undefined) {
    const { path, expected, actual } = problem as InvalidEvent;
    throw new StockDataError(path, `${expected}, not ${actual}`);
  }
  const { levels, orders, shipments, events, position } = data;
  return {
    levels: mapOf('levels', levels, keyOf, stockLevel),
    orders: mapOf('orders', orders, ({ orderId }) => orderId, copyOf),
    shipments: mapOf('shipments', shipments, ({ shipmentId }) => shipmentId, copyOf),
    events: mapOf(
      'events',
      events,
      ({ id }) => id,
      ({ content }) => content,
    ),
    position,
  };
}

function mapOf<Item, Value>(
  path: string,
  items: readonly Item[],
  keyFor: (item: Item) => string,
  valueOf: (item: Item) => Value,
): ReadonlyMap<string, Value> {
  const map = new DraftMap<Value>(new Map());
  for (const [index, item] of items.entries()) {
    const key = keyFor(item);
    if (map.live.has(key)) {
      throw new StockDataError(`${path}[${index}]`, 'another one: it is there twice');
    }
    map.set(key, valueOf(item));
  }
  return map.snapshot();
}

/** A frozen copy of an order or shipment. */
function copyOf<Document extends Order | Shipment>(document: Document): Document {
  const lines = document.lines.map((line) => Object.freeze({ ...line }));
  return Object.freeze<Document>({ ...document, lines: Object.freeze(lines) });
}
