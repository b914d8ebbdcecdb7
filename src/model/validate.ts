import type { StockEventType } from './events.ts';
import { isInstant } from './instant.ts';
import { isId, isOversell } from './level.ts';
import type { Rejection } from './rejections.ts';
import { STOCK_STATUSES, WRITABLE_QUANTITIES } from './status.ts';

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

type Fields = Readonly<Record<string, unknown>>;
type Shape = readonly (readonly [name: string, isOptional: boolean])[];

function shapeOf(names: string): Shape {
  return names.split(' ').map((name) => [name.replace('?', ''), name.endsWith('?')]);
}

/** The shapes taken apart once, because events are many. */
const PARSED = new Map(
  Object.entries(SHAPES).map(([type, [event, line = '']]) => [
    type,
    { event: shapeOf(`id at reason? ${event}`), line: shapeOf(line) },
  ]),
);

/** Looks at the shape of something that should be an event; undefined means that it is one. */
export function checkEvent(event: unknown): Rejection | undefined {
  if (!isFields(event)) return invalid('', 'an object', event);
  const shape = PARSED.get(event['type'] as string);
  if (shape === undefined) return invalid('type', 'the name of an event', event['type']);
  const problem = checkFields(event, shape.event);
  if (problem !== undefined || event['lines'] === undefined) return problem;
  const lines = event['lines'] as readonly unknown[];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    const found = isFields(line) ? checkFields(line, shape.line) : invalid('', 'an object', line);
    if (found === undefined) continue;
    const path = `lines[${index}]${'path' in found && found.path !== '' ? `.${found.path}` : ''}`;
    return { ...found, path } as Rejection;
  }
  return undefined;
}

function checkFields(fields: Fields, shape: Shape): Rejection | undefined {
  for (const [name, isOptional] of shape) {
    const value = fields[name];
    if (isOptional && value === undefined) continue;
    const problem = checkField(fields, name, value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkField(fields: Fields, name: string, value: unknown): Rejection | undefined {
  switch (name) {
    case 'at':
      if (typeof value === 'string' && isInstant(value)) return undefined;
      return invalid(name, 'an ISO 8601 date and time with a zone', value);
    case 'oversell':
      if (isOversell(value)) return undefined;
      return invalid(name, "'deny', 'preorder', 'continue' or { floor: integer }", value);
    case 'lines':
      if (Array.isArray(value) && value.length > 0) return undefined;
      return invalid(name, 'an array with at least one line', value);
    case 'quantity':
      return checkInteger(name, value, 1);
    case 'accepted':
      return checkInteger(name, value, (fields['rejected'] as number) > 0 ? 0 : 1);
    case 'rejected':
      return checkInteger(name, value, 0);
    case 'quantities':
    case 'deltas':
      return checkQuantities(fields, name, value, WRITABLE_QUANTITIES);
    case 'expected':
      return checkQuantities(fields, name, value, [...STOCK_STATUSES, 'onHand']);
    default:
      return isId(value) ? undefined : invalid(name, 'a non-empty string', value);
  }
}

/** An object of integers under some of the names, at least one; undefined counts as left out. */
function checkQuantities(
  { variantId, locationId }: Fields,
  name: string,
  values: unknown,
  known: readonly string[],
): Rejection | undefined {
  const given = isFields(values)
    ? Object.entries(values).filter(([, value]) => value !== undefined)
    : [];
  if (given.length === 0)
    return invalid(name, `an object with some of ${known.join(', ')}`, values);
  for (const [key, value] of given) {
    if (known.includes(key)) {
      const problem = checkInteger(`${name}.${key}`, value, Number.MIN_SAFE_INTEGER);
      if (problem !== undefined) return problem;
    } else if (key === 'committed') {
      return { reason: 'committed-read-only', variantId, locationId } as Rejection;
    } else {
      return invalid(`${name}.${key}`, `one of ${known.join(', ')}`, value);
    }
  }
  return undefined;
}

function checkInteger(path: string, value: unknown, lowest: number): Rejection | undefined {
  if (Number.isSafeInteger(value) && (value as number) >= lowest) return undefined;
  const range = lowest < 0 ? '' : `, ${lowest} or more`;
  const expected = `a safe integer${range}`;
  return { reason: 'invalid-quantity', path, expected, actual: display(value) };
}

function invalid(path: string, expected: string, value: unknown): Rejection {
  return { reason: 'invalid-event', path, expected, actual: display(value) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names a value without dragging its content into messages. */
function display(value: unknown): string {
  if (typeof value === 'number' || value === '') return String(value) || "''";
  return value === null ? 'null' : typeof value;
}
