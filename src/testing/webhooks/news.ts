import type { Decision, LedgerEntry, Order, StockEvent } from '../../model/index.ts';
import { encodeInventory, encodeWebhookOrder, encodeWebhookRefund } from '../../wire/index.ts';
import type { SentOrder, WebhookFulfillment, WebhookLine } from '../../wire/index.ts';
import { enqueue } from '../state/outbox.ts';
import { timeOf } from '../state/shop.ts';
import type { Shop } from '../state/shop.ts';

type Accepted = Extract<Decision, { ok: true }>;

/** Tells the subscribers of a shop what an event did to its orders and levels. */
export function tellWebhooks(shop: Shop, event: StockEvent, decision: Accepted): void {
  const { webhooks, variants, settings } = shop;
  const now = settings.clock.now();
  const news = newsOf(event, decision, (orderId) => webhooks.orders.get(orderId));
  // What was told of an order counts for those as well who subscribe later.
  if (news !== undefined) webhooks.orders.set(news.order.orderId, news.order);
  if (webhooks.subscribers.size === 0) return;
  if (news !== undefined) enqueue(webhooks, news.topic, encodeWebhookOrder(news.order), now);
  if (event.type === 'return.received') tellRefund(shop, event, decision);
  if (!settings.inventoryUpdates) return;
  const updateTime = timeOf(settings);
  for (const { type, variantId, after } of decision.entries) {
    if (type === 'variant.disconnected') continue;
    const { productId } = variants.get(variantId) ?? {};
    const body = encodeInventory({ ...after, productId, updateTime }, settings.wire);
    enqueue(webhooks, 'inventory/update', body, now);
  }
}

/** Tells that an order was paid, which moves no stock; false where there is no such order. */
export function tellPaid({ webhooks, orders, settings }: Shop, orderId: string): boolean {
  const order = orders.live.get(orderId);
  if (order === undefined) return false;
  const at = timeOf(settings);
  const known = webhooks.orders.get(orderId) ?? openOrder(order, at);
  const paid = { ...known, updateTime: at, financialStatus: 'paid' };
  webhooks.orders.set(orderId, paid);
  enqueue(webhooks, 'orders/paid', encodeWebhookOrder(paid), settings.clock.now());
  return true;
}

/** Units that come back of an order are told as a refund; of none, there is nothing to name. */
function tellRefund(
  { webhooks, variants, settings }: Shop,
  event: StockEvent,
  decision: Accepted,
): void {
  const { order, entries } = decision;
  if (order === undefined) return;
  const lines = entries.map(({ variantId, deltas }) => {
    const { productId } = variants.get(variantId) ?? {};
    return { variantId, productId, quantity: deltas.unavailable };
  });
  const refund = { refundId: event.id, orderId: order.orderId, createTime: event.at, lines };
  enqueue(webhooks, 'refunds/create', encodeWebhookRefund(refund), settings.clock.now());
}

/** What is to be told of an order. */
export interface OrderNews {
  readonly topic: string;
  readonly order: SentOrder;
}

/**
 * What an event tells of its order, whose times and fulfillments the model does not keep: they are
 * taken from what was told of it before.
 */
export function newsOf(
  { type, at }: StockEvent,
  { order, entries }: Accepted,
  told: (orderId: string) => SentOrder | undefined,
): OrderNews | undefined {
  const topic = order && topicOf(type, order);
  if (order === undefined || topic === undefined) return undefined;
  const { orderId } = order;
  const known = told(orderId) ?? openOrder(order, at);
  const news = { ...known, updateTime: at, fulfillmentStatus: statusOf(order) };
  const { lines, fulfillments } = known;
  const moved = entries.map(movedLine);
  if (type === 'order.placed') return { topic, order: news };
  if (topic === 'orders/cancelled') return { topic, order: { ...news, cancelTime: at } };
  // Units that are taken off an order stand in it no more.
  if (type === 'order.cancelled')
    return { topic, order: { ...news, lines: without(lines, moved) } };
  if (type === 'fulfillment.cancelled') {
    return { topic, order: { ...news, fulfillments: takenBack(fulfillments, moved) } };
  }
  const fulfillmentId = `${orderId}-${fulfillments.length + 1}`;
  const fulfillment = { fulfillmentId, createTime: at, lines: moved };
  return { topic, order: { ...news, fulfillments: [...fulfillments, fulfillment] } };
}

function topicOf(type: StockEvent['type'], { lines }: Order): string | undefined {
  const isOver = lines.every(({ open }) => open === 0);
  if (type === 'order.placed') return 'orders/create';
  if (type === 'order.fulfilled') return isOver ? 'orders/fulfilled' : 'orders/partiallyFulfilled';
  if (type === 'order.cancelled') return isOver ? 'orders/cancelled' : 'orders/update';
  return type === 'fulfillment.cancelled' ? 'orders/update' : undefined;
}

function openOrder(order: Order, at: string): SentOrder {
  const { orderId } = order;
  const lines = order.lines.map(({ variantId, locationId, ordered: quantity }) => {
    return { variantId, locationId, quantity };
  });
  const fulfillmentStatus = statusOf(order);
  return { orderId, createTime: at, updateTime: at, fulfillmentStatus, lines, fulfillments: [] };
}

/** The units of an order that an entry moved, in whichever direction. */
function movedLine({ variantId, locationId, deltas }: LedgerEntry): WebhookLine {
  return { variantId, locationId, quantity: Math.abs(deltas.committed) };
}

/** Lines with fewer units, and only those that have any left. */
function without(lines: readonly WebhookLine[], taken: readonly WebhookLine[]): WebhookLine[] {
  const left = new Map(taken.map((line) => [keyOf(line), line.quantity]));
  return lines.flatMap((line) => {
    const gone = Math.min(line.quantity, left.get(keyOf(line)) ?? 0);
    left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) - gone);
    return gone === line.quantity ? [] : [{ ...line, quantity: line.quantity - gone }];
  });
}

/** The fulfillments as they are when units of the latest ones turn out not to have left. */
function takenBack(
  fulfillments: readonly WebhookFulfillment[],
  back: readonly WebhookLine[],
): readonly WebhookFulfillment[] {
  let left = back;
  const kept = fulfillments.toReversed().map((fulfillment) => {
    const { lines = [] } = fulfillment;
    const rest = without(lines, left);
    left = without(left, lines);
    return { ...fulfillment, lines: rest };
  });
  return kept.toReversed().filter(({ lines }) => lines.length > 0);
}

function keyOf({ variantId, locationId }: WebhookLine): string {
  return `${variantId}@${locationId}`;
}

function statusOf({ lines }: Order): string {
  if (lines.every(({ fulfilled }) => fulfilled === 0)) return 'unfulfilled';
  return lines.every(({ open }) => open === 0) ? 'fulfilled' : 'partial';
}
