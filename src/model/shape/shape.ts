import type { StockEvent, StockEventType } from '../events.ts';
import { isId, isOversell, OVERSELL } from '../level.ts';
import type { Rejection } from '../rejections.ts';
import { READABLE_QUANTITIES } from '../status.ts';
import { isInstant } from './instant.ts';
import { checkInteger, checkQuantities, invalid, isFields } from './quantities.ts';
import type { Fields } from './quantities.ts';

/**
 * The fields of every event besides `type`, and of its lines. A question mark means that the field
 * may be left out; what a field must be follows from its name.
 */
const SHAPES: { readonly [Type in StockEventType]: readonly [event: string, line?: string] } = {
  'variant.connected': ['variantId locationId quantities? oversell?'],
  'variant.disconnected': ['variantId locationId'],
  'oversell.changed': ['variantId locationId oversell'],
  'stock.set': ['variantId locationId quantities expected?'],
  'stock.adjusted': ['variantId locationId deltas expected?'],
  'stock.held': ['variantId locationId quantity reason'],
  'stock.released': ['variantId locationId quantity'],
  'stock.written-off': ['variantId locationId quantity'],
  'order.placed': ['orderId lines', 'variantId locationId quantity'],
  'order.cancelled': ['orderId lines?', 'variantId locationId quantity'],
  'order.fulfilled': ['orderId lines?', 'variantId locationId quantity'],
  'fulfillment.cancelled': ['orderId lines', 'variantId locationId quantity'],
  'return.received': ['orderId? lines', 'variantId locationId quantity'],
  'return.restocked': ['lines', 'variantId locationId quantity'],
  'shipment.announced': ['shipmentId locationId origin? lines', 'variantId quantity'],
  'shipment.received': ['shipmentId lines?', 'variantId accepted rejected?'],
  'shipment.cancelled': ['shipmentId lines?', 'variantId quantity'],
};

/** Says what is wrong with a field; undefined where nothing is. */
type Check = (value: unknown, name: string, fields: Fields) => Rejection | undefined;

/** What fields must be, by their names; all others are texts that are not empty. */
const CHECKS: { readonly [name: string]: Check } = {
  at: (value, name) => {
    if (typeof value === 'string' && isInstant(value)) return undefined;
    return invalid(name, 'an ISO 8601 date and time with a zone', value);
  },
  oversell: (value, name) => {
    if (isOversell(value)) return undefined;
    return invalid(name, OVERSELL, value);
  },
  lines: (value, name) => {
    if (Array.isArray(value) && value.length > 0) return undefined;
    return invalid(name, 'an array with at least one line', value);
  },
  quantity: (value, name) => checkInteger(name, value, 1),
  accepted: (value, name, { rejected }) => checkInteger(name, value, isPositive(rejected) ? 0 : 1),
  rejected: (value, name) => checkInteger(name, value, 0),
  quantities: (value, name, fields) => checkQuantities(fields, name, value),
  deltas: (value, name, fields) => checkQuantities(fields, name, value),
  expected: (value, name, fields) => checkQuantities(fields, name, value, READABLE_QUANTITIES),
};

const checkText: Check = (value, name) =>
  isId(value) ? undefined : invalid(name, 'a non-empty string', value);

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}

/** The fields of an event or of a line, each with its check. */
export type Shape = readonly {
  readonly name: string;
  readonly isOptional: boolean;
  readonly check: Check;
}[];

function shapeOf(names: string): Shape {
  return names.split(' ').map((text) => {
    const name = text.replace('?', '');
    return { name, isOptional: name !== text, check: CHECKS[name] ?? checkText };
  });
}

/** The shapes taken apart once, because events are many. */
export const EVENT_SHAPES = new Map(
  Object.entries(SHAPES).map(([type, [event, line]]) => [
    type,
    { event: shapeOf(`id at reason? ${event}`), line: line === undefined ? line : shapeOf(line) },
  ]),
);

/** Looks at the shape of something that should be an event; undefined means that it is one. */
export function checkEvent(event: unknown): Rejection | undefined {
  if (!isFields(event)) return invalid('', 'an object', event);
  const shape = EVENT_SHAPES.get(event['type'] as string);
  if (shape === undefined) return invalid('type', 'the name of an event', event['type']);
  const problem = checkFields(event, shape.event);
  if (problem !== undefined || shape.line === undefined || event['lines'] === undefined) {
    return problem;
  }
  return checkLines(event['lines'] as readonly unknown[], shape.line);
}

function checkLines(lines: readonly unknown[], shape: Shape): Rejection | undefined {
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    const found = isFields(line) ? checkFields(line, shape) : invalid('', 'an object', line);
    if (found === undefined) continue;
    const path = `lines[${index}]${'path' in found && found.path !== '' ? `.${found.path}` : ''}`;
    return { ...found, path } as Rejection;
  }
  return undefined;
}

function checkFields(fields: Fields, shape: Shape): Rejection | undefined {
  for (const { name, isOptional, check } of shape) {
    const value = fields[name];
    if (isOptional && value === undefined) continue;
    const problem = check(value, name, fields);
    if (problem !== undefined) return problem;
  }
  return undefined;
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
  const { event: fields = [], line = [] } = EVENT_SHAPES.get(event.type) ?? {};
  // Nothing but the fields that were checked: what else an event holds may not even be serialisable.
  return JSON.stringify(valuesOf([event.type], event, fields, line));
}

/** Adds the values of some fields, in their order; the id is what content is kept by, and no part of it. */
function valuesOf(values: unknown[], fields: object, shape: Shape, line: Shape): unknown[] {
  for (const { name } of shape) {
    if (name !== 'id') values.push(valueOf((fields as Fields)[name], line));
  }
  return values;
}

/** Texts and numbers as they are; lines, a policy's floor and quantities as arrays and numbers. */
function valueOf(value: unknown, line: Shape): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: object) => valuesOf([], each, line, []));
  const quantities = value as Fields;
  return quantities['floor'] ?? READABLE_QUANTITIES.map((name) => quantities[name]);
}
