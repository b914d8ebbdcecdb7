import * as z from 'zod/mini';
import { ID_EXPECTED, isId } from '../decoded.ts';

/** The words for a time that cannot be read. */
export const TIME_EXPECTED = 'an ISO 8601 date and time';

/** Schemas of webhooks, made when the first one comes: other programs do not carry them. */
let made: ReturnType<typeof makeSchemas> | undefined;

/**
 * An order as webhooks send it. Unknown fields are ignored. [D] `createTime` and `updateTime` are the
 * names of times in other objects, and orders have an `orderId` or an `id`.
 */
export function sentOrder(): ReturnType<typeof makeSchemas>['order'] {
  made ??= makeSchemas();
  return made.order;
}

/** A refund as webhooks send it. Unknown fields are ignored. */
export function sentRefund(): ReturnType<typeof makeSchemas>['refund'] {
  made ??= makeSchemas();
  return made.refund;
}

function makeSchemas() {
  const id = z.custom<string | number>(isId, ID_EXPECTED);
  // A time that no calendar has is no time, and costs the order nothing.
  const optionalTime = z.optional(z.nullable(z.string(TIME_EXPECTED)));
  // [A] What is no product of the shop, such as a tip, has no variant.
  const optionalId = z.optional(z.nullable(id));
  // [A] Where values are written as texts, what there is none of may be an empty one.
  const lineId = z.optional(z.nullable(z.custom<string | number>(isLineId, ID_EXPECTED)));
  const quantity = z.custom<string | number>(
    isCount,
    'an integer from 0, or a text that holds one',
  );
  // [A] Units of a variant, in an order or in one of its fulfillments.
  const item = { variantId: lineId, locationId: lineId, quantity };
  const lineItems = z.optional(z.nullable(z.array(z.object(item))));
  // [A] A part of an order that has left.
  const fulfillment = z.object({
    id,
    createTime: z.string(TIME_EXPECTED),
    cancelTime: optionalTime,
    cancelledAt: optionalTime,
    status: z.optional(z.unknown()),
    lineItems,
  });
  const order = z.object({
    id: optionalId,
    orderId: optionalId,
    createTime: optionalTime,
    updateTime: optionalTime,
    cancelTime: optionalTime,
    cancelledAt: optionalTime,
    closedTime: optionalTime,
    closedAt: optionalTime,
    fulfillmentStatus: z.optional(z.unknown()),
    lineItems,
    fulfillments: z.optional(z.nullable(z.array(fulfillment))),
  });
  const lineItem = z.object({ variantId: lineId, locationId: lineId });
  const refund = z.object({
    refundId: optionalId,
    id: optionalId,
    orderId: optionalId,
    status: optionalId,
    createTime: optionalTime,
    updateTime: optionalTime,
    lineItems: z.optional(
      z.nullable(z.array(z.object({ ...item, lineItem: z.optional(z.nullable(lineItem)) }))),
    ),
  });
  return { order, refund };
}

function isLineId(value: unknown): boolean {
  return value === '' || isId(value);
}

function isCount(value: unknown): boolean {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) >= 0;
}

type ReadOrder = z.output<ReturnType<typeof makeSchemas>['order']>;

/** Line items as {@link sentOrder} reads them. */
export type SentLineItems = NonNullable<ReadOrder['lineItems']>;

/** A part of an order as {@link sentOrder} reads it. */
export type SentFulfillment = NonNullable<ReadOrder['fulfillments']>[number];
