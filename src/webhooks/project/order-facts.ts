import { compareTexts } from '../../base/compare.ts';
import type { WebhookLine, WebhookOrder } from '../../wire/index.ts';
import type {
  OrderCancelledWebhook,
  OrderCreatedWebhook,
  OrderFulfilledWebhook,
} from '../receive/parse-webhook.ts';

/** A webhook about an order. */
export type OrderWebhook = OrderCreatedWebhook | OrderCancelledWebhook | OrderFulfilledWebhook;

/** Something that happened to an order, as one delivery told it. */
export interface OrderFact {
  /** Tells the facts of an order apart: its creation, its cancellation, each of its fulfillments. */
  readonly id: string;
  readonly type: OrderWebhook['type'];
  readonly at: string;
  /** The units; all that is open where they are left out. */
  readonly lines?: readonly WebhookLine[];
  /** All units of the order, to know the levels that it is about. */
  readonly orderLines: readonly WebhookLine[];
  /** When the platform last changed what it says, in milliseconds since 1970. */
  readonly version: number;
}

/**
 * Takes a webhook apart into what it says happened. Whatever its topic, it tells of all fulfillments so
 * far, so that it makes good for those whose own webhook was lost.
 */
export function factsOf({ type, order }: OrderWebhook): readonly OrderFact[] {
  const { orderId, createTime, updateTime, cancelTime = updateTime, lines } = order;
  const base = { type, orderLines: lines, version: Date.parse(updateTime) };
  const shipped = shippedFactsOf(order);
  switch (type) {
    case 'orders/create':
      return [{ ...base, id: `order/${orderId}`, at: createTime, lines }, ...shipped];
    case 'orders/cancelled':
      return [...shipped, { ...base, id: `order/${orderId}/cancelled`, at: cancelTime }];
    case 'orders/fulfilled':
      if (shipped.length > 0) return shipped;
      // One who says that all has left says it once, however often it comes.
      return [{ ...base, id: `order/${orderId}/fulfilled`, at: updateTime }];
  }
}

function shippedFactsOf({ orderId, updateTime, lines, fulfillments }: WebhookOrder): OrderFact[] {
  return fulfillments.map(({ fulfillmentId, createTime: at, lines: shipped }) => ({
    id: `order/${orderId}/fulfillment/${fulfillmentId}`,
    type: 'orders/fulfilled',
    at,
    ...(shipped === undefined ? {} : { lines: shipped }),
    orderLines: lines,
    version: Date.parse(updateTime),
  }));
}

/**
 * What is to be believed of two tellings of the same fact: the later one, whichever came first. Where
 * both are of the same time, any rule will do that does not look at the order of arrival.
 */
export function compareFacts(a: OrderFact, b: OrderFact): number {
  return a.version - b.version || compareTexts(contentOf(a), contentOf(b));
}

/** Whether two tellings of a fact say the same. */
export function saysTheSame(a: OrderFact, b: OrderFact): boolean {
  return contentOf(a) === contentOf(b);
}

/** The order in which things happened: nothing before the creation, a cancellation of the rest last. */
export function compareTimes(a: OrderFact, b: OrderFact): number {
  const isLast = (fact: OrderFact): number => Number(fact.type === 'orders/cancelled');
  return Date.parse(a.at) - Date.parse(b.at) || isLast(a) - isLast(b) || compareTexts(a.id, b.id);
}

function contentOf({ at, lines, orderLines }: OrderFact): string {
  return JSON.stringify([at, lines?.map(valuesOf), orderLines.map(valuesOf)]);
}

function valuesOf({ variantId, locationId, quantity }: WebhookLine): unknown[] {
  return [variantId, locationId, quantity];
}
