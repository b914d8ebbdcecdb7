import type { Order, OrderLine, Shipment } from '../documents.ts';
import type { StockEvent } from '../events.ts';
import type { Movement } from '../movements.ts';
import type { ExceedsOrder, Rejection, RejectionReason } from '../rejections.ts';
import type { StockView } from '../state.ts';
import type { Written } from './level-events.ts';
import { openLines, tallyLines } from './tally.ts';
import type { Amount, TallyLine } from './tally.ts';

/** The units that an event asks for, before anything is known about the levels. */
export interface Plan {
  readonly amounts: readonly Amount[];
  /** Whether the amounts are the event's lines, so that a rejection can name the line. */
  readonly isByLine: boolean;
  /** The event, where it says itself what becomes of its level. */
  readonly written?: Written;
  readonly origin?: string | undefined;
  readonly order?: Order;
  readonly shipment?: Shipment;
}

/** All of an order or a shipment but its lines, under the names of either. */
interface Head {
  readonly orderId?: string;
  readonly shipmentId?: string;
  readonly locationId?: string;
  readonly origin?: string | undefined;
}

/** What an event says of a shipment. */
interface Asked extends Head {
  readonly lines?: readonly (Partial<Amount> & { readonly variantId: string })[] | undefined;
}

/** Finds the amounts of an event, and what they make of the order or shipment that it is about. */
export function planEvent(view: StockView, event: StockEvent, row: Movement): Plan | Rejection {
  switch (event.type) {
    case 'variant.connected':
    case 'variant.disconnected':
    case 'oversell.changed':
    case 'stock.set':
    case 'stock.adjusted':
      return { amounts: [], isByLine: false, written: event };
    case 'stock.held':
    case 'stock.released':
    case 'stock.written-off':
      return { amounts: [event], isByLine: false };
    case 'return.restocked':
      return { amounts: event.lines, isByLine: true };
    case 'return.received':
      if (event.orderId === undefined) return { amounts: event.lines, isByLine: true };
      return planOrder(view, event.orderId, event.lines, row);
    case 'order.placed':
    case 'order.cancelled':
    case 'order.fulfilled':
    case 'fulfillment.cancelled':
      return planOrder(view, event.orderId, event.lines, row);
    case 'shipment.announced':
      if (event.origin === event.locationId) {
        return { reason: 'same-status', locationId: event.locationId };
      }
      return planShipment(view, event.shipmentId, event, row);
    case 'shipment.received':
    case 'shipment.cancelled':
      return planShipment(view, event.shipmentId, event, row);
  }
}

function planOrder(
  view: StockView,
  orderId: string,
  lines: readonly Amount[] | undefined,
  row: Movement,
): Plan | Rejection {
  return planLines('order', { orderId }, view.order(orderId), lines, row);
}

function planShipment(
  view: StockView,
  shipmentId: string,
  event: Asked,
  row: Movement,
): Plan | Rejection {
  const known = view.shipment(shipmentId);
  const { locationId = '', origin } = known ?? event;
  // The lines of its events are at the shipment's location.
  const amounts = event.lines?.map(({ variantId, quantity = 0, accepted = 0, rejected = 0 }) => {
    const units = row.accepted === undefined ? quantity : accepted + rejected;
    return { variantId, locationId, quantity: units, accepted, rejected };
  });
  const head = { shipmentId, locationId, ...(origin === undefined ? {} : { origin }) };
  return planLines('shipment', head, known, amounts, row);
}

/** Opens an order or shipment, or moves its units on, and finds the amounts that go with that. */
function planLines(
  kind: 'order' | 'shipment',
  head: Head,
  known: { readonly lines: readonly TallyLine[] } | undefined,
  given: readonly Amount[] | undefined,
  { tally }: Movement,
): Plan | Rejection {
  if (tally === undefined && known !== undefined) return refuse(head, `${kind}-exists`);
  if (tally !== undefined && known === undefined) return refuse(head, `${kind}-not-found`);
  const before = known?.lines ?? [];
  const amounts = given ?? allOpen(before);
  if (amounts.length === 0) return refuse(head, `exceeds-${kind}`, { actual: 0, requested: 0 });
  const lines = tally ? tallyLines(before, amounts, tally) : openLines(kind, amounts);
  if ('actual' in lines) {
    const { index: line, actual } = lines;
    const { variantId, locationId, quantity: requested } = amounts[line] as Amount;
    const numbers = { actual, requested, variantId, locationId, line };
    return refuse(head, `exceeds-${kind}`, numbers);
  }
  const isByLine = given !== undefined;
  const { orderId } = head;
  if (orderId !== undefined) {
    // Not spread, because this runs for every event of an order.
    const order = { orderId, lines: lines as readonly OrderLine[] };
    return { amounts, isByLine, order: Object.freeze(order) };
  }
  const shipment = Object.freeze({ ...head, lines }) as Shipment;
  return { amounts, isByLine, origin: head.origin, shipment };
}

/** The reasons of orders and shipments are the same three under two names. */
function refuse(
  { orderId, shipmentId }: Head,
  reason: RejectionReason,
  numbers?: Partial<ExceedsOrder>,
): Rejection {
  const ids = orderId === undefined ? { shipmentId } : { orderId };
  return { ...numbers, reason, ...ids } as Rejection;
}

/** All that is still open; of a shipment, all of it is accepted. */
function allOpen(lines: readonly TallyLine[]): Amount[] {
  return lines
    .filter(({ open }) => open > 0)
    .map((line) => ({ ...line, quantity: line.open, accepted: line.open }));
}
