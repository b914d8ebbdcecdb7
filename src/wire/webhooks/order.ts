import { isNothing } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { pathWithin } from '../fields.ts';
import { GENSTORE_202412 } from '../profile.ts';
import type { WireProfile } from '../profile.ts';
import { readTime } from '../time.ts';
import { itemOf, linesOf } from './lines.ts';
import type { WebhookLine } from './lines.ts';
import { openEnvelope, parse } from './parse.ts';
import { sentOrder, TIME_EXPECTED } from './schemas.ts';
import type { SentFulfillment } from './schemas.ts';
import type { OrderTopic } from './topics.ts';

/** A part of an order that has left the warehouse. */
export interface WebhookFulfillment {
  /** The platform's id of the fulfillment. */
  readonly fulfillmentId: string;
  /** When it was made; left out where the platform tells no time that there is. */
  readonly createTime?: string;
  /** Whether it was cancelled: its units did not leave after all. Left out where they did. */
  readonly isCancelled?: true;
  /** When it was cancelled, where the platform says. */
  readonly cancelTime?: string;
  /** Left out where it is all that was open. */
  readonly lines?: readonly WebhookLine[];
}

/** How much of an order has left. */
export type FulfillmentStatus = 'unfulfilled' | 'partial' | 'fulfilled';

/**
 * An order, as far as it is about stock. Times are ISO 8601 with a zone: where the platform writes
 * none, that of the wire profile, UTC by default.
 */
export interface WebhookOrder {
  /** The platform's id of the order. */
  readonly orderId: string;
  /** When it was placed, where the platform says. */
  readonly createTime?: string;
  /** When it last changed; `createTime` where the platform does not say. */
  readonly updateTime: string;
  /** When the order was cancelled, where the platform says. */
  readonly cancelTime?: string;
  /** When the order was closed, where the platform says. */
  readonly closedTime?: string;
  /** How much has left, where the platform says. */
  readonly fulfillmentStatus?: FulfillmentStatus;
  /** The lines with a variant and at least one unit; left out where the platform lists none. */
  readonly lines?: readonly WebhookLine[];
  /** All that has left so far; left out where the platform does not list it. */
  readonly fulfillments?: readonly WebhookFulfillment[];
}

/** Reads the body of a webhook about an order. [D] It stands in its envelope, or [A] alone. */
export function decodeWebhookOrder(
  body: unknown,
  { timeZone }: Pick<WireProfile, 'timeZone'> = GENSTORE_202412,
  topic: OrderTopic = 'orders/update',
): Decoded<WebhookOrder> {
  const opened = openEnvelope(body, 'order');
  if (!opened.ok) return opened;
  const { prefix, object } = opened.value;
  const parsed = parse(sentOrder(), object, prefix);
  if (!parsed.ok) return parsed;
  const sent = parsed.value;
  const time = (...values: unknown[]): string | undefined =>
    values.map((value) => readTime(value, timeZone)).find((read) => read !== undefined);
  const createTime = time(sent.createTime);
  const updateTime = time(sent.updateTime) ?? createTime;
  // [D] Pages show an order with either name, and times of cancelling and closing with either ending.
  const orderId = sent.orderId ?? sent.id;
  const cancelTime = time(sent.cancelTime, sent.cancelledAt);
  const closedTime = time(sent.closedTime, sent.closedAt);
  const refuse = (name: string, expected: string): Decoded<never> => ({
    ok: false,
    path: pathWithin(prefix, name),
    expected,
  });
  if (updateTime === undefined) return refuse('createTime', TIME_EXPECTED);
  if (isNothing(orderId)) return refuse('orderId', 'an id (also read as id)');
  // [A] An order that is placed lists what was ordered.
  if (topic === 'orders/create' && isNothing(sent.lineItems))
    return refuse('lineItems', 'an array');
  const status = STATUSES.find((name) => name === sent.fulfillmentStatus);
  return {
    ok: true,
    value: {
      orderId: String(orderId),
      ...(createTime && { createTime }),
      updateTime,
      ...(cancelTime && { cancelTime }),
      ...(closedTime && { closedTime }),
      ...(status && { fulfillmentStatus: status }),
      ...(sent.lineItems && { lines: linesOf(sent.lineItems) }),
      ...(sent.fulfillments && {
        fulfillments: sent.fulfillments.map((each) => fulfillmentOf(each, time)),
      }),
    },
  };
}

/** [D] How much of an order has left. */
const STATUSES: readonly FulfillmentStatus[] = ['unfulfilled', 'partial', 'fulfilled'];

function fulfillmentOf(
  { id, createTime: made, status, lineItems, ...rest }: SentFulfillment,
  time: (...values: unknown[]) => string | undefined,
): WebhookFulfillment {
  const createTime = time(made);
  const cancelTime = time(rest.cancelTime, rest.cancelledAt);
  // [A] How a fulfillment that was cancelled is told.
  const isCancelled = cancelTime !== undefined || /^cancell?ed$/i.test(String(status));
  return {
    fulfillmentId: String(id),
    ...(createTime && { createTime }),
    ...(isCancelled && { isCancelled }),
    ...(cancelTime && { cancelTime }),
    ...(lineItems && { lines: linesOf(lineItems) }),
  };
}

/** An order as a fake tells of it. */
export interface SentOrder extends WebhookOrder {
  /** [D] `paid`; left out before. */
  readonly financialStatus?: string;
}

/** Writes the body of a webhook about an order as the platform does. [A] Quantities are texts. */
export function encodeWebhookOrder({ lines, fulfillments, ...order }: SentOrder): string {
  const { orderId, createTime, updateTime, cancelTime, closedTime } = order;
  const { financialStatus, fulfillmentStatus } = order;
  return JSON.stringify({
    order: {
      orderId,
      createTime,
      updateTime,
      cancelTime,
      closedTime,
      financialStatus,
      fulfillmentStatus,
      lineItems: lines?.map(itemOf),
      fulfillments: fulfillments?.map(({ fulfillmentId, isCancelled, ...each }) => ({
        id: fulfillmentId,
        createTime: each.createTime,
        status: isCancelled ? 'cancelled' : undefined,
        cancelTime: each.cancelTime,
        lineItems: each.lines?.map(itemOf),
      })),
    },
  });
}
