import type {
  OrderPlaced,
  ReceivedLine,
  ShipmentEventLine,
  StockEvent,
  StockLine,
} from '../events.ts';
import type { Rejection } from '../rejections.ts';
import { READABLE_QUANTITIES } from '../status.ts';
import { checkFields, fieldlist, ID, integer, listOf, may, need, PLACE, POLICY } from './fields.ts';
import type { Fieldlist, Shape } from './fields.ts';
import { isInstant } from './instant.ts';
import { checkInteger, checkQuantities, invalid, isFields } from './quantities.ts';
import type { Fields } from './quantities.ts';

/** The fields that an event does not have in common with all others. */
type OwnFields<Event> = Omit<Event, 'type' | 'id' | 'at' | ReasonOf<Event>>;

/** Every event may have a reason; where it must have one, the reason is a field of its own. */
type ReasonOf<Event> = object extends Pick<Event, 'reason' & keyof Event> ? 'reason' : never;

const AT = need((value, name) =>
  isInstant(value) ? undefined : invalid(name, 'an ISO 8601 date and time with a zone', value),
);
const UNITS = integer(1);
const WRITTEN = need((value, name, fields) => checkQuantities(fields, name, value));
const EXPECTED = may(
  need((value, name, fields) => checkQuantities(fields, name, value, READABLE_QUANTITIES)),
);

const LINES = listOf<StockLine>({ ...PLACE, quantity: UNITS });
const ORDER = { orderId: ID, lines: LINES };
const PART_OF_ORDER = { orderId: ID, lines: may(LINES) };
const SHIPMENT_LINES = listOf<ShipmentEventLine>({ variantId: ID, quantity: UNITS });
const RECEIVED_LINES = listOf<ReceivedLine>({
  variantId: ID,
  accepted: need((value, name, { rejected }) => checkInteger(value, name, rejected ? 0 : 1)),
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

const HEAD = fieldlist<Pick<OrderPlaced, 'id' | 'at' | 'reason'>>({
  id: ID,
  at: AT,
  reason: may(ID),
});

/** All fields of events but for the type: they are checked, and the content is made of them. */
const EVENT_FIELDS = new Map<unknown, Fieldlist>(
  Object.entries<Shape<object>>(SHAPES).map(([type, own]) => [type, [...HEAD, ...fieldlist(own)]]),
);

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
  return JSON.stringify(contentOf(event));
}

/** All values of an event one after the other. It takes less time to make them than their text. */
export type Content = readonly unknown[];

/** The content of a valid event; the id is what it is kept by, and no part of it. */
export function contentOf(event: StockEvent): Content {
  const values: unknown[] = [];
  // Nothing but the fields that were checked: what else an event holds may not even be serialisable.
  addValues(values, event, EVENT_FIELDS.get(event.type) ?? []);
  // The type stands where the id would.
  values[0] = event.type;
  // Copied, because what grows has room for more, and contents are kept for ever.
  return values.slice();
}

/** The text of a content. */
export function textOf(content: Content | string): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

/** Texts and numbers as they are; lines with their number before them, all quantities, or a floor. */
function addValues(values: unknown[], given: object, list: Fieldlist): void {
  for (let at = 0; at < list.length; at += 1) {
    const { name, line } = list[at] as Fieldlist[number];
    const value = (given as Fields)[name];
    if (typeof value !== 'object' || value === null) values.push(value);
    else if (line !== undefined) {
      const lines = value as readonly object[];
      values.push(lines.length);
      for (let index = 0; index < lines.length; index += 1) {
        addValues(values, lines[index] as object, line);
      }
    } else {
      const written = value as Fields;
      const names = written['floor'] === undefined ? READABLE_QUANTITIES : ['floor'];
      for (const each of names) values.push(written[each]);
    }
  }
}
