import { check, checkChoice, checkObject, within } from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import type { StockEvent, StockEventType } from '../../model/index.ts';
import { ID_WORDS, isWireId } from '../../wire/index.ts';
import { inputOf } from '../input.ts';

/** An event of the model whose `id` and `at` may be left to the fake. */
export type FakeEvent = {
  [Type in StockEventType]: Omit<Extract<StockEvent, { type: Type }>, 'id' | 'at'> & {
    readonly id?: string | undefined;
    readonly at?: string | undefined;
  };
}[StockEventType];

const EVENT = { type: true, id: true, at: true, reason: true } as const;
const PLACE = { ...EVENT, variantId: true, locationId: true } as const;
const ORDER = { ...EVENT, orderId: true, lines: true } as const;
const SHIPMENT = { ...EVENT, shipmentId: true, lines: true } as const;

/** The fields of every event: the model looks at those that it knows, and passes over all others. */
const FIELDS: { readonly [Event in StockEvent as Event['type']]: FieldsOf<Event> } = {
  'variant.connected': { ...PLACE, quantities: true, oversell: true },
  'variant.disconnected': PLACE,
  'oversell.changed': { ...PLACE, oversell: true },
  'stock.set': { ...PLACE, quantities: true, expected: true },
  'stock.adjusted': { ...PLACE, deltas: true, expected: true },
  'stock.held': { ...PLACE, quantity: true },
  'stock.released': { ...PLACE, quantity: true },
  'stock.written-off': { ...PLACE, quantity: true },
  'order.placed': ORDER,
  'order.cancelled': ORDER,
  'order.fulfilled': ORDER,
  'fulfillment.cancelled': ORDER,
  'return.received': ORDER,
  'return.restocked': { ...EVENT, lines: true },
  'shipment.announced': { ...SHIPMENT, locationId: true, origin: true },
  'shipment.received': SHIPMENT,
  'shipment.cancelled': SHIPMENT,
};

/** The types of events. */
export const EVENT_TYPES = Object.keys(FIELDS) as StockEventType[];

const LINE = { variantId: true, locationId: true, quantity: true } as const;
const SHIPPED = { variantId: true, quantity: true } as const;

/** The fields of the lines of an event, where it has lines. */
const LINE_FIELDS: {
  readonly [Event in StockEvent as Event['type']]?: FieldsOf<LineOf<Event>>;
} = {
  'order.placed': LINE,
  'order.cancelled': LINE,
  'order.fulfilled': LINE,
  'fulfillment.cancelled': LINE,
  'return.received': LINE,
  'return.restocked': LINE,
  'shipment.announced': SHIPPED,
  'shipment.received': { variantId: true, accepted: true, rejected: true },
  'shipment.cancelled': SHIPPED,
};

type LineOf<Event> = Event extends { readonly lines?: readonly (infer Line)[] } ? Line : never;

const TYPES = Object.keys(FIELDS) as StockEventType[];

/**
 * Makes sure of what the model does not mind: that a field is not misspelt, and that the API can
 * reach what an event connects. What the fields hold is left to the model.
 *
 * @throws TypeError
 */
export function readEvent(given: unknown, call: string): FakeEvent {
  const place = inputOf(call, 'the event');
  checkObject(place, given);
  const type = checkChoice(within(place, 'type'), given['type'], TYPES);
  checkObject(place, given, FIELDS[type]);
  checkLines(within(place, 'lines'), given['lines'], LINE_FIELDS[type]);
  if (type === 'variant.connected') {
    for (const name of ['variantId', 'locationId']) {
      const id = given[name];
      const isReachable = typeof id !== 'string' || id === '' || isWireId(id);
      check(within(place, name), isReachable, `an id: ${ID_WORDS}`);
    }
  }
  return given as unknown as FakeEvent;
}

function checkLines(
  place: Place,
  lines: unknown,
  fields: Readonly<Record<string, true>> = {},
): void {
  if (!Array.isArray(lines)) return;
  for (const [index, line] of lines.entries()) {
    if (typeof line === 'object') checkObject(within(place, index), line, fields);
  }
}
