import type { LedgerEntry, QuantityName, StockEventType } from '../../model/index.ts';

/** The quantities, in the order in which they stand everywhere. */
export const QUANTITIES = [
  'available',
  'committed',
  'unavailable',
  'incoming',
  'onHand',
] as const satisfies readonly QuantityName[];

export const NAMES: Readonly<Record<QuantityName, string>> = {
  available: 'Available',
  committed: 'Committed',
  unavailable: 'Unavailable',
  incoming: 'Incoming',
  onHand: 'On hand',
};

/** A sign for each, because colour alone tells nothing to many. */
export const SIGNS: Readonly<Record<QuantityName, string>> = {
  available: '●',
  committed: '◆',
  unavailable: '■',
  incoming: '▲',
  onHand: '▬',
};

export const HAPPENINGS: Readonly<Record<StockEventType, string>> = {
  'variant.connected': 'Connected',
  'variant.disconnected': 'Disconnected',
  'oversell.changed': 'Overselling changed',
  'stock.set': 'Stock set',
  'stock.adjusted': 'Stock adjusted',
  'stock.held': 'Held',
  'stock.released': 'Released',
  'stock.written-off': 'Written off',
  'order.placed': 'Order placed',
  'order.cancelled': 'Order cancelled',
  'order.fulfilled': 'Order fulfilled',
  'fulfillment.cancelled': 'Fulfilment cancelled',
  'return.received': 'Return received',
  'return.restocked': 'Return restocked',
  'shipment.announced': 'Shipment announced',
  'shipment.received': 'Shipment received',
  'shipment.cancelled': 'Shipment cancelled',
};

const PLAIN = new Intl.NumberFormat('en');

/** 12,345 and −3, with a minus that is as wide as a figure. */
export function units(many: number): string {
  return PLAIN.format(many).replace('-', '−');
}

/** +3, −3. */
export function change(many: number): string {
  return many > 0 ? `+${units(many)}` : units(many);
}

/** The time of day in an ISO text; all times here are UTC. */
export function timeOf(at: string): string {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? at : moment.toISOString().slice(11, 19);
}

/** One thing, or several: `1 level`, `12 levels`. */
export function count(many: number, one: string, more = `${one}s`): string {
  return `${units(many)} ${many === 1 ? one : more}`;
}

/** The changes of an entry: `available −3, committed +3`. */
export function changesOf({ deltas }: LedgerEntry): string {
  const parts = QUANTITIES.filter((name) => name !== 'onHand' && deltas[name] !== 0).map(
    (name) => `${NAMES[name].toLowerCase()} ${change(deltas[name])}`,
  );
  return parts.length === 0 ? 'no units moved' : parts.join(', ');
}

/** The document that an entry belongs to, or why it was: `order 1001`. */
export function causeOf({ orderId, shipmentId, reason }: LedgerEntry): string {
  if (orderId !== undefined) return `order ${orderId}`;
  if (shipmentId !== undefined) return `shipment ${shipmentId}`;
  return reason ?? '';
}
