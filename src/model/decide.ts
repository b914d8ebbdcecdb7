import { eventContent } from './content.ts';
import type { Order, Shipment } from './documents.ts';
import type { StockEvent } from './events.ts';
import type { StockLevel } from './level.ts';
import type { LedgerEntry } from './ledger.ts';
import { MOVEMENTS } from './movements.ts';
import { planEvent } from './plan.ts';
import { post } from './post.ts';
import type { Rejection } from './rejections.ts';
import { checkEvent } from './validate.ts';

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

/**
 * What an event does to stock. An accepted one is its ledger entries, one for each level that it
 * touches, with the order or shipment as it is afterwards; a repeated one has no entries.
 */
export type Decision =
  | {
      readonly ok: true;
      readonly duplicate: boolean;
      readonly entries: readonly LedgerEntry[];
      readonly order?: Order;
      readonly shipment?: Shipment;
    }
  | { readonly ok: false; readonly rejection: Rejection };

/**
 * Decides what an event does, without doing it: the core that everything else in the model is made
 * of. It reads through the view only what the event names, so its cost depends on the event's lines
 * and not on how many levels there are. Never throws on bad events.
 *
 * To carry a decision out, store each entry's `after` (for `variant.disconnected`, remove the
 * level), the order or shipment, and the event's content by its id.
 *
 * @example
 * ```ts run
 * import { decide, stockLevel } from 'genstore-inventory/model';
 *
 * const level = stockLevel({ variantId: '107', locationId: '50002', available: 10 });
 * const view = {
 *   level: () => level,
 *   order: () => undefined,
 *   shipment: () => undefined,
 *   event: () => undefined,
 * };
 * const decision = decide(view, {
 *   type: 'order.placed',
 *   id: 'e2',
 *   at: '2026-03-01T10:00:00Z',
 *   orderId: '1001',
 *   lines: [{ variantId: '107', locationId: '50002', quantity: 3 }],
 * });
 * if (decision.ok) decision.entries[0]?.after.available; // → 7
 * ```
 */
export function decide(view: StockView, event: StockEvent): Decision {
  const problem = checkEvent(event);
  if (problem !== undefined) return { ok: false, rejection: problem };
  const content = view.event(event.id);
  if (content !== undefined) {
    return content === eventContent(event)
      ? { ok: true, duplicate: true, entries: [] }
      : { ok: false, rejection: { reason: 'event-id-reused', eventId: event.id } };
  }
  const row = MOVEMENTS[event.type];
  const plan = planEvent(view, event, row);
  if ('reason' in plan) return { ok: false, rejection: plan };
  const entries = post(view, event, row, plan);
  if ('reason' in entries) return { ok: false, rejection: entries };
  const { order, shipment } = plan;
  return {
    ok: true,
    duplicate: false,
    entries,
    ...(order && { order }),
    ...(shipment && { shipment }),
  };
}
