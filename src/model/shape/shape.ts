import type { ReceivedLine, ShipmentEventLine, StockEvent, StockLine } from '../events.ts';
import type { Rejection } from '../rejections.ts';
import { READABLE_QUANTITIES } from '../status.ts';
import { checkFields, ID, listOf, may, need, PLACE, POLICY } from './fields.ts';
import type { Field, Fieldlist, Shape } from './fields.ts';
import { isInstant } from './instant.ts';
import { checkInteger, checkQuantities, invalid, isFields } from './quantities.ts';
import type { Fields } from './quantities.ts';

/** The fields that an event does not have in common with all others. */
type OwnFields<Event> = Omit<Event, 'type' | 'id' | 'at' | ReasonOf<Event>>;

/** Every event may have a reason; where it must have one, the reason is a field of its own. */
type ReasonOf<Event> = object extends Pick<Event, 'reason' & keyof Event> ? 'reason' : never;

const AT = need((value, name) => {
  if (typeof value === 'string' && isInstant(value)) return undefined;
  return invalid(name, 'an ISO 8601 date and time with a zone', value);
});
const UNITS = need((value, name) => checkInteger(name, value, 1));
const WRITTEN = need((value, name, fields) => checkQuantities(fields, name, value));
const EXPECTED = may((value, name, fields) =>
  checkQuantities(fields, name, value, READABLE_QUANTITIES),
);

const LINES = listOf<StockLine>({ ...PLACE, quantity: UNITS });
const ORDER = { orderId: ID, lines: LINES };
const PART_OF_ORDER = { orderId: ID, lines: may(LINES) };
const SHIPMENT_LINES = listOf<ShipmentEventLine>({ variantId: ID, quantity: UNITS });
const RECEIVED_LINES = listOf<ReceivedLine>({
  variantId: ID,
  accepted: need((value, name, { rejected }) =>
    checkInteger(name, value, isPositive(rejected) ? 0 : 1),
  ),
  rejected: may((value, name) => checkInteger(name, value, 0)),
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

/** The shapes taken apart once, because events are many. */
const EVENT_FIELDS = new Map<unknown, Fieldlist>(
  Object.entries(SHAPES).map(([type, own]) => [
    type,
    [['id', ID], ['at', AT], ['reason', may(ID)], ...Object.entries<Field>(own)],
  ]),
);

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}

/** Looks at the shape of something that should be an event; undefined means that it is one. */
export function checkEvent(event: unknown): Rejection | undefined {
  if (!isFields(event)) return invalid('', 'an object', event);
  const fields = EVENT_FIELDS.get(event['type']);
  if (fields === undefined) return invalid('type', 'the name of an event', event['type']);
  return checkFields(event, fields);
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
  // Nothing but the fields that were checked: what else an event holds may not even be serialisable.
  return JSON.stringify([event.type, ...valuesOf(event, EVENT_FIELDS.get(event.type) ?? [])]);
}

/** The values of fields in their order; the id is what content is kept by, and no part of it. */
function valuesOf(given: object, list: Fieldlist): unknown[] {
  const values: unknown[] = [];
  for (const [name, { line }] of list) {
    if (name !== 'id') values.push(valueOf((given as Fields)[name], line));
  }
  return values;
}

/** Texts and numbers as they are; lines, a policy's floor and quantities as arrays and numbers. */
function valueOf(value: unknown, line: Fieldlist = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: object) => valuesOf(each, line));
  const quantities = value as Fields;
  return quantities['floor'] ?? READABLE_QUANTITIES.map((name) => quantities[name]);
}
