import type { Order, OrderLine, Shipment, ShipmentLine } from '../documents.ts';
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

/** What an event says of an order or a shipment, under the names of either. */
interface Asked {
  readonly locationId?: string;
  readonly origin?: string | undefined;
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
      return planOrder(view, event.orderId, event, row);
    case 'order.placed':
    case 'order.cancelled':
    case 'order.fulfilled':
    case 'fulfillment.cancelled':
      return planOrder(view, event.orderId, event, row);
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
  { lines }: Asked,
  row: Movement,
): Plan | Rejection {
  const known = view.order(orderId);
  return planLines('order', orderId, known, lines as readonly Amount[] | undefined, row);
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
  const given = event.lines?.map(({ variantId, quantity = 0, accepted = 0, rejected = 0 }) => {
    const units = row.accepted === undefined ? quantity : accepted + rejected;
    return { variantId, locationId, quantity: units, accepted, rejected };
  });
  const head = known ?? { shipmentId, locationId, ...(origin === undefined ? {} : { origin }) };
  return planLines('shipment', shipmentId, known, given, row, head);
}

/** Opens an order or shipment, or moves its units on, and finds the amounts that go with that. */
function planLines(
  kind: 'order' | 'shipment',
  id: string,
  known: { readonly lines: readonly TallyLine[] } | undefined,
  given: readonly Amount[] | undefined,
  { tally }: Movement,
  head?: Omit<Shipment, 'lines'>,
): Plan | Rejection {
  // The reasons of orders and shipments are the same three under two names.
  const refuse = (reason: RejectionReason, numbers?: Partial<ExceedsOrder>): Rejection =>
    ({ ...numbers, reason, [`${kind}Id`]: id }) as Rejection;

  if (tally === undefined && known !== undefined) return refuse(`${kind}-exists`);
  if (tally !== undefined && known === undefined) return refuse(`${kind}-not-found`);
  const before = known?.lines ?? [];
  const amounts = given ?? allOpen(before);
  if (amounts.length === 0) return refuse(`exceeds-${kind}`, { actual: 0, requested: 0 });
  const lines = tally ? tallyLines(before, amounts, tally) : openLines(kind, amounts);
  if ('actual' in lines) {
    const { index: line, actual } = lines;
    const { variantId, locationId, quantity: requested } = amounts[line] as Amount;
    return refuse(`exceeds-${kind}`, { actual, requested, variantId, locationId, line });
  }
  const isByLine = given !== undefined;
  if (head === undefined) {
    const order = { orderId: id, lines: lines as readonly OrderLine[] };
    return { amounts, isByLine, order: Object.freeze(order) };
  }
  const shipment = { ...head, lines: lines as readonly ShipmentLine[] };
  return { amounts, isByLine, origin: head.origin, shipment: Object.freeze(shipment) };
}

/** All that is still open; of a shipment, all of it is accepted. */
function allOpen(lines: readonly TallyLine[]): Amount[] {
  return lines
    .filter(({ open }) => open > 0)
    .map((line) => ({ ...line, quantity: line.open, accepted: line.open }));
}
