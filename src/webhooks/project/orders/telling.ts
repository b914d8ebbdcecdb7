import { compareTexts } from '../../../base/compare.ts';
import type {
  FulfillmentStatus,
  OrderTopic,
  WebhookLine,
  WebhookOrder,
} from '../../../wire/index.ts';
import type { OrderWebhook } from '../../receive/parse-webhook.ts';

/** A fulfillment as one body told it. Times are in milliseconds since 1970. */
export interface ToldFulfillment {
  readonly id: string;
  readonly at?: number;
  readonly isCancelled: boolean;
  readonly cancelledAt?: number;
  readonly lines?: readonly WebhookLine[];
}

/**
 * The facts that one webhook told of an order: plain data. A set of these is all that is known of
 * the order, and nothing depends on the sequence in which they came. Times are in milliseconds since
 * 1970.
 */
export interface OrderTelling {
  readonly topic: OrderTopic;
  /** The order is told as it was then. */
  readonly asOf: number;
  readonly createdAt?: number;
  readonly cancelledAt?: number;
  readonly status?: FulfillmentStatus;
  readonly lines?: readonly WebhookLine[];
  readonly fulfillments?: readonly ToldFulfillment[];
}

/** The tellings of one order, by what they say. */
export type OrderTellings = Map<string, OrderTelling>;

/** Puts what a webhook says of stock into plain data. */
export function tellingOf({ type: topic, order }: OrderWebhook): OrderTelling {
  const { createTime, updateTime, cancelTime, lines, fulfillments } = order;
  const { fulfillmentStatus: status } = order;
  const told = fulfillments?.map(fulfillmentOf);
  const times = [updateTime, createTime, cancelTime].flatMap((time) => readTime(time) ?? []);
  // Clocks differ, but a body that tells of something was written after it.
  for (const { at = 0, cancelledAt = 0 } of told ?? []) times.push(at, cancelledAt);
  return {
    topic,
    asOf: Math.max(...times),
    ...optional('createdAt', readTime(createTime)),
    ...optional('cancelledAt', readTime(cancelTime)),
    ...(status && { status }),
    ...(lines && { lines: lines.toSorted(compareLines) }),
    ...(told && { fulfillments: told.toSorted((a, b) => compareTexts(a.id, b.id)) }),
  };
}

/** Takes a telling in; false where it was told before. */
export function addTelling(tellings: OrderTellings, telling: OrderTelling): boolean {
  const key = JSON.stringify(telling);
  const isNew = !tellings.has(key);
  if (isNew) tellings.set(key, telling);
  return isNew;
}

/** The tellings by the time of what they say; of the same time, the creation first. */
export function sortTellings(tellings: OrderTellings): readonly OrderTelling[] {
  const rank = ({ topic }: OrderTelling): number => Number(topic !== 'orders/create');
  return [...tellings]
    .toSorted(
      ([keyA, a], [keyB, b]) => a.asOf - b.asOf || rank(a) - rank(b) || compareTexts(keyA, keyB),
    )
    .map(([, telling]) => telling);
}

function fulfillmentOf(
  fulfillment: NonNullable<WebhookOrder['fulfillments']>[number],
): ToldFulfillment {
  const { fulfillmentId: id, createTime, isCancelled = false, cancelTime, lines } = fulfillment;
  return {
    id,
    isCancelled,
    ...optional('at', readTime(createTime)),
    ...optional('cancelledAt', readTime(cancelTime)),
    ...(lines && { lines: lines.toSorted(compareLines) }),
  };
}

function readTime(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}

function optional<Name extends string>(
  name: Name,
  value: number | undefined,
): { readonly [Key in Name]?: number } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: number };
}

function compareLines(a: WebhookLine, b: WebhookLine): number {
  return compareTexts(textOf(a), textOf(b));
}

function textOf({ variantId, locationId, quantity }: WebhookLine): string {
  return JSON.stringify([variantId, locationId, quantity]);
}
