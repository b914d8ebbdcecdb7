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
      return planShipment(view, event.shipmentId, event, event.lines, row);
    case 'shipment.received': {
      const lines = event.lines?.map(({ variantId, accepted, rejected = 0 }) => ({
        variantId,
        accepted,
        rejected,
        quantity: accepted + rejected,
      }));
      return planShipment(view, event.shipmentId, undefined, lines, row);
    }
    case 'shipment.cancelled':
      return planShipment(view, event.shipmentId, undefined, event.lines, row);
  }
}

function planOrder(
  view: StockView,
  orderId: string,
  given: readonly Amount[] | undefined,
  row: Movement,
): Plan | Rejection {
  const plan = planLines('order', orderId, view.order(orderId)?.lines, given, row);
  if ('reason' in plan) return plan;
  const { amounts, isByLine, lines } = plan;
  return { amounts, isByLine, order: Object.freeze({ orderId, lines: lines as OrderLine[] }) };
}

/** The lines of a shipment's events are at the shipment's location, which `place` says anew. */
function planShipment(
  view: StockView,
  shipmentId: string,
  place: Omit<Shipment, 'lines'> | undefined,
  lines: readonly Omit<Amount, 'locationId'>[] | undefined,
  row: Movement,
): Plan | Rejection {
  const known = view.shipment(shipmentId);
  const { locationId = '', origin } = place ?? known ?? {};
  const given = lines?.map((line) => ({ ...line, locationId }));
  const plan = planLines('shipment', shipmentId, known?.lines, given, row);
  if ('reason' in plan) return plan;
  const head =
    origin === undefined ? { shipmentId, locationId } : { shipmentId, locationId, origin };
  const shipment = Object.freeze({ ...head, lines: plan.lines as ShipmentLine[] });
  return { ...plan, origin, shipment };
}

/** Opens an order or shipment, or moves its units on, and finds the amounts that go with that. */
function planLines(
  kind: 'order' | 'shipment',
  id: string,
  known: readonly TallyLine[] | undefined,
  given: readonly Amount[] | undefined,
  { tally }: Movement,
): (Plan & { readonly lines: readonly TallyLine[] }) | Rejection {
  // The reasons of orders and shipments are the same three under two names.
  const refuse = (reason: RejectionReason, numbers?: Partial<ExceedsOrder>): Rejection =>
    ({ ...numbers, reason, [`${kind}Id`]: id }) as Rejection;

  if (tally === undefined) {
    if (known !== undefined) return refuse(`${kind}-exists`);
    const amounts = given ?? [];
    return { amounts, isByLine: true, lines: openLines(kind, amounts) };
  }
  if (known === undefined) return refuse(`${kind}-not-found`);
  const isByLine = given !== undefined;
  const amounts = given ?? allOpen(known);
  if (amounts.length === 0) return refuse(`exceeds-${kind}`, { actual: 0, requested: 0 });
  const after = tallyLines(known, amounts, tally);
  if (!('actual' in after)) return { amounts, isByLine, lines: after };
  const { index: line, actual } = after;
  const { variantId, locationId, quantity: requested } = amounts[line] as Amount;
  return refuse(`exceeds-${kind}`, { actual, requested, variantId, locationId, line });
}

/** All that is still open; of a shipment, all of it is accepted. */
function allOpen(lines: readonly TallyLine[]): Amount[] {
  return lines
    .filter(({ open }) => open > 0)
    .map((line) => ({ ...line, quantity: line.open, accepted: line.open }));
}
