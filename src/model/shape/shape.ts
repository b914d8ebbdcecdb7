import type { ReceivedLine, ShipmentEventLine, StockEvent, StockLine } from '../events.ts';
import type { Rejection } from '../rejections.ts';
import { READABLE_QUANTITIES } from '../status.ts';
import { checkFields, fieldlist, ID, integer, listOf, may, need, PLACE, POLICY } from './fields.ts';
import type { Field, Fieldlist, Shape } from './fields.ts';
import { isInstant } from './instant.ts';
import { checkInteger, checkQuantities, invalid, isFields } from './quantities.ts';
import type { Content } from './quantities.ts';

/** The fields that an event does not have in common with all others, which `checkEvent` names. */
type OwnFields<Event> = Omit<Event, 'type' | 'id' | 'at' | ReasonOf<Event>>;

/** Every event may have a reason; where it must have one, the reason is a field of its own. */
type ReasonOf<Event> = object extends Pick<Event, 'reason' & keyof Event> ? 'reason' : never;

const AT = need(isInstant, 'an ISO 8601 date and time with a zone');
const REASON = may(ID);
const UNITS = integer(1);
const WRITTEN: Field<false> = (value, name, fields, content) =>
  checkQuantities(fields, name, value, content);
const EXPECTED = may((value, name, fields, content) =>
  checkQuantities(fields, name, value, content, READABLE_QUANTITIES),
);

const LINES = listOf<StockLine>({ ...PLACE, quantity: UNITS });
const ORDER = { orderId: ID, lines: LINES };
const PART_OF_ORDER = { orderId: ID, lines: may(LINES) };
const SHIPMENT_LINES = listOf<ShipmentEventLine>({ variantId: ID, quantity: UNITS });
const RECEIVED_LINES = listOf<ReceivedLine>({
  variantId: ID,
  accepted: (value, name, { rejected }) => checkInteger(value, name, rejected ? 0 : 1),
  rejected: may(integer(0)),
});

/** The fields that events of a type have, in the order in which they are checked. */
const SHAPES: { readonly [Event in StockEvent as Event['type']]: Shape<OwnFields<Event>> } = {
  'variant.connected': { ...PLACE, quantities: may(WRITTEN), oversell: may(POLICY) },
  'variant.disconnected': PLACE,
  'oversell.changed': { ...PLACE, oversell: POLICY },
  'stock.set': { ...PLACE, quantities: WRITTEN, expected: EXPECTED },
  'stock.adjusted': { ...PLACE, deltas: WRITTEN, expected: EXPECTED },
  'stock.held': { ...PLACE, quantity: UNITS, reason: ID },
  'stock.released': { ...PLACE, quantity: UNITS },
  'stock.written-off': { ...PLACE, quantity: UNITS },
  'order.placed': ORDER,
  'order.cancelled': PART_OF_ORDER,
  'order.fulfilled': PART_OF_ORDER,
  'fulfillment.cancelled': ORDER,
  'return.received': { orderId: may(ID), lines: LINES },
  'return.restocked': { lines: LINES },
  'shipment.announced': { shipmentId: ID, locationId: ID, origin: may(ID), lines: SHIPMENT_LINES },
  'shipment.received': { shipmentId: ID, lines: may(RECEIVED_LINES) },
  'shipment.cancelled': { shipmentId: ID, lines: may(SHIPMENT_LINES) },
};

/** The shapes taken apart, by the type of event. */
const FIELDS = new Map<unknown, Fieldlist>(
  Object.entries<Shape<object>>(SHAPES).map(([type, own]) => [type, fieldlist(own)]),
);

/**
 * Looks at the shape of something that should be an event; undefined means that it is one. Adds what
 * it says to the content: nothing but the fields that are checked, for what else an event holds may
 * not even be serialisable.
 */
export function checkEvent(event: unknown, content?: Content): Rejection | undefined {
  if (!isFields(event)) return invalid('', 'an object', event);
  // What all events have is looked at by name, which takes less time than by a list.
  const { type, id, at, reason } = event;
  const own = FIELDS.get(type);
  if (own === undefined) return invalid('type', 'the name of an event', type);
  // The id is what the content is kept by, and no part of it.
  content?.push(type, at, reason);
  return (
    ID(id, 'id', event, content) ??
    AT(at, 'at', event, content) ??
    REASON(reason, 'reason', event, content) ??
    checkFields(event, own, content)
  );
}

/**
 * The content of a valid event as text, equal for events that say the same. States keep it by event
 * id, to tell a repetition from a reused id.
 *
 * @example
 * ```ts run
 * import { eventContent } from 'genstore-inventory/model';
 *
 * const at = '2026-03-01T10:00:00Z';
 * const placed = { type: 'order.fulfilled', id: 'e1', at, orderId: '1001' } as const;
 * eventContent(placed) === eventContent({ orderId: '1001', at, id: 'e1', type: 'order.fulfilled' }); // → true
 * eventContent(placed) === eventContent({ ...placed, orderId: '1002' }); // → false
 * ```
 */
export function eventContent(event: StockEvent): string {
  const content: Content = [];
  checkEvent(event, content);
  return JSON.stringify(content);
}
