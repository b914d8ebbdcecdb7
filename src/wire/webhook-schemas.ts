import * as z from 'zod/mini';
import { id } from './schemas.ts';

/** [D] ISO 8601 with a zone, as in `2024-10-30T16:19:13-04:00`. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const INSTANT_EXPECTED = 'an ISO 8601 date and time with a zone';

const instant = z.custom<string>(isInstant, INSTANT_EXPECTED);
const optionalInstant = z.optional(
  z.custom<string | null>((value) => value === null || isInstant(value), INSTANT_EXPECTED),
);

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
}

/** [A] What is no product of the shop, such as a tip, has no variant. */
const optionalId = z.optional(
  z.custom<string | number | null>(
    (value) => value === null || z.safeParse(id, value).success,
    'an id: a text, or an integer that a number holds exactly',
  ),
);

const units = z.custom<string | number>((value) => {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) >= 0;
}, 'an integer from 0, or a text that holds one');

/** [A] Units of a variant, in an order or in one of its fulfillments. */
const lineItems = z.array(
  z.object({ variantId: optionalId, locationId: optionalId, quantity: units }),
);

/** [A] A part of an order that has left. */
const fulfillment = z.object({
  id,
  createTime: instant,
  lineItems: z.optional(z.nullable(lineItems)),
});

/**
 * An order as webhooks send it. Unknown fields are ignored. [D] `createTime` and `updateTime` are the
 * names of times in other objects, and orders have an `orderId`. [A] They have an `id` too.
 */
export const sentOrder = z.object({
  id: optionalId,
  orderId: optionalId,
  createTime: instant,
  updateTime: optionalInstant,
  cancelTime: optionalInstant,
  lineItems,
  fulfillments: z.optional(z.nullable(z.array(fulfillment))),
});

/** An order as {@link sentOrder} reads it. */
export type SentOrder = z.infer<typeof sentOrder>;

/** Line items as {@link sentOrder} reads them. */
export type SentLineItems = z.infer<typeof lineItems>;
