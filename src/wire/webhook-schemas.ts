import * as z from 'zod/mini';
import { ID_EXPECTED, isId } from './fields.ts';

/** [D] ISO 8601 with a zone, as in `2024-10-30T16:19:13-04:00`. */
const INSTANT = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const INSTANT_EXPECTED = 'an ISO 8601 date and time with a zone';

/** Schemas of webhooks, made when the first one comes: other programs do not carry them. */
let made: ReturnType<typeof makeSchema> | undefined;

/**
 * An order as webhooks send it. Unknown fields are ignored. [D] `createTime` and `updateTime` are the
 * names of times in other objects, and orders have an `orderId`. [A] They have an `id` too.
 */
export function sentOrder(): ReturnType<typeof makeSchema> {
  made ??= makeSchema();
  return made;
}

function makeSchema() {
  const id = z.custom<string | number>(isId, ID_EXPECTED);
  const instant = z.custom<string>(isInstant, INSTANT_EXPECTED);
  const optionalInstant = z.optional(
    z.custom<string | null>((value) => value === null || isInstant(value), INSTANT_EXPECTED),
  );
  // [A] What is no product of the shop, such as a tip, has no variant.
  const optionalId = z.optional(z.nullable(id));
  const quantity = z.custom<string | number>(
    isCount,
    'an integer from 0, or a text that holds one',
  );
  // [A] Units of a variant, in an order or in one of its fulfillments.
  const lineItems = z.array(z.object({ variantId: optionalId, locationId: optionalId, quantity }));
  // [A] A part of an order that has left.
  const fulfillment = z.object({
    id,
    createTime: instant,
    lineItems: z.optional(z.nullable(lineItems)),
  });
  return z.object({
    id: optionalId,
    orderId: optionalId,
    createTime: instant,
    updateTime: optionalInstant,
    cancelTime: optionalInstant,
    lineItems,
    fulfillments: z.optional(z.nullable(z.array(fulfillment))),
  });
}

function isInstant(value: unknown): boolean {
  if (typeof value !== 'string' || !INSTANT.test(value)) return false;
  const day = value.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  // `Date` makes the 2nd of March out of the 31st of February.
  const isDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
  return isDay && !Number.isNaN(Date.parse(value));
}

function isCount(value: unknown): boolean {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) >= 0;
}

/** Line items as {@link sentOrder} reads them. */
export type SentLineItems = z.output<ReturnType<typeof makeSchema>>['lineItems'];
