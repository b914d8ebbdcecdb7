import type { Order, Shipment } from './documents.ts';
import type { StockEvent } from './events.ts';
import type { LedgerEntry } from './ledger.ts';
import { MOVEMENTS } from './movements.ts';
import type { Rejection } from './rejections.ts';
import { planEvent } from './rules/plan.ts';
import { post } from './rules/post.ts';
import { checkEvent, eventContent } from './shape/shape.ts';
import type { Content } from './shape/quantities.ts';
import type { StockView } from './state.ts';

/**
 * The effect of an event on stock. An accepted one is its ledger entries, one for each level that it
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
  return decideWith(view, event);
}

/** Decides an event, and collects its content for whoever will keep it. */
export function decideWith(view: StockView, event: StockEvent, collected?: Content): Decision {
  const problem = checkEvent(event, collected);
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
  if (order !== undefined) return { ok: true, duplicate: false, entries, order };
  if (shipment !== undefined) return { ok: true, duplicate: false, entries, shipment };
  return { ok: true, duplicate: false, entries };
}
