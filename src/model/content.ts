import type { StockEvent } from './events.ts';
import { READABLE_QUANTITIES } from './quantities.ts';
import type { Fields } from './quantities.ts';
import { EVENT_SHAPES } from './validate.ts';
import type { Shape } from './validate.ts';

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
