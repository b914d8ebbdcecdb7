import type { Decision } from './decide.ts';
import type { Order, Shipment } from './documents.ts';
import type { StockEvent } from './events.ts';
import type { LedgerEntry } from './ledger.ts';
import type { StockLevel } from './level.ts';
import { eventContent } from './shape/shape.ts';

/**
 * Takes over what {@link applyDecision} tells it: the counterpart of {@link StockView}, for stock
 * that is kept in a map, a database or a cache.
 *
 * @example
 * ```ts run
 * import type { StockLevel, StockWriter } from 'genstore-inventory/model';
 *
 * const rows = new Map<string, StockLevel>();
 * const keyOf = ({ variantId, locationId }: StockLevel) => `${variantId} ${locationId}`;
 * const writer: StockWriter = {
 *   setLevel: (level) => rows.set(keyOf(level), level),
 *   deleteLevel: (level) => rows.delete(keyOf(level)),
 *   setOrder: () => {},
 *   setShipment: () => {},
 *   setEvent: () => {},
 * };
 * ```
 */
export interface StockWriter {
  /** Keeps a level as it is now. The entry says what changed, and what the ledger gets. */
  setLevel(level: StockLevel, entry: LedgerEntry): void;
  /** Forgets a level, whose variant is no longer connected to its location. */
  deleteLevel(level: StockLevel, entry: LedgerEntry): void;
  /** Keeps an order as it is now. */
  setOrder(order: Order): void;
  /** Keeps a shipment as it is now. */
  setShipment(shipment: Shipment): void;
  /** Keeps the content of an event by its id, for {@link StockView.event}. */
  setEvent(id: string, content: string): void;
}

/**
 * Carries a decision out on stock that is kept elsewhere: hands on every level that changed, in the
 * order of the ledger's entries, then the order or shipment, and the content of the event. Does
 * nothing for a refused event and for a repeated one.
 *
 * The writer is called at once, one call after the other. One for a database collects what it is
 * told, to store it in one transaction.
 *
 * @example
 * ```ts run
 * import { applyDecision, decide, stockLevel } from 'genstore-inventory/model';
 * import type { StockWriter } from 'genstore-inventory/model';
 *
 * const level = stockLevel({ variantId: '107', locationId: '50002', available: 10 });
 * const none = () => undefined;
 * const view = { level: () => level, order: none, shipment: none, event: none };
 * const event = {
 *   type: 'stock.held',
 *   id: 'e1',
 *   at: '2026-03-01T10:00:00Z',
 *   variantId: '107',
 *   locationId: '50002',
 *   quantity: 4,
 *   reason: 'quality check',
 * } as const;
 *
 * const statements: unknown[] = [];
 * const writer: StockWriter = {
 *   setLevel: ({ variantId, locationId, available }) =>
 *     statements.push(['update levels', variantId, locationId, available]),
 *   deleteLevel: ({ variantId, locationId }) =>
 *     statements.push(['delete from levels', variantId, locationId]),
 *   setOrder: ({ orderId, lines }) => statements.push(['replace orders', orderId, lines]),
 *   setShipment: ({ shipmentId, lines }) => statements.push(['replace shipments', shipmentId, lines]),
 *   setEvent: (id) => statements.push(['insert events', id]),
 * };
 * applyDecision(writer, event, decide(view, event));
 * statements; // → [ [ 'update levels', '107', '50002', 6 ], [ 'insert events', 'e1' ] ]
 * ```
 */
export function applyDecision(writer: StockWriter, event: StockEvent, decision: Decision): void {
  if (carryOut(writer, decision)) writer.setEvent(event.id, eventContent(event));
}

/** Does all that a decision says but for keeping the event, and tells whether that is to be kept. */
export function carryOut(writer: StockWriter, decision: Decision): boolean {
  if (!decision.ok || decision.duplicate) return false;
  const { entries, order, shipment } = decision;
  for (const entry of entries) {
    if (entry.type === 'variant.disconnected') writer.deleteLevel(entry.after, entry);
    else writer.setLevel(entry.after, entry);
  }
  if (order !== undefined) writer.setOrder(order);
  if (shipment !== undefined) writer.setShipment(shipment);
  return true;
}
