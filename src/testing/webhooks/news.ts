import type { Decision, LedgerEntry, Order, StockEvent } from '../../model/index.ts';
import { encodeInventory, encodeWebhookOrder } from '../../wire/index.ts';
import type { WebhookLine, WebhookOrder, WebhookTopic } from '../../wire/index.ts';
import { enqueue } from '../state/outbox.ts';
import { timeOf } from '../state/shop.ts';
import type { Shop } from '../state/shop.ts';

/** Tells the subscribers of a shop what an event did to its orders and levels. */
export function tellWebhooks(
  { webhooks, variants, settings }: Shop,
  event: StockEvent,
  decision: Extract<Decision, { ok: true }>,
): void {
  const now = settings.clock.now();
  const news = newsOf(event, decision, (orderId) => webhooks.orders.get(orderId));
  // What was told of an order counts for those as well who subscribe later.
  if (news !== undefined) webhooks.orders.set(news.order.orderId, news.order);
  if (webhooks.subscribers.size === 0) return;
  if (news !== undefined) enqueue(webhooks, news.topic, encodeWebhookOrder(news.order), now);
  const updateTime = timeOf(settings);
  for (const { type, variantId, after } of decision.entries) {
    if (type === 'variant.disconnected') continue;
    const { productId } = variants.get(variantId) ?? {};
    const body = encodeInventory({ ...after, productId, updateTime }, settings.wire);
    enqueue(webhooks, 'inventory/update', body, now);
  }
}

/** What is to be told of an order. */
export interface OrderNews {
  readonly topic: WebhookTopic;
  readonly order: WebhookOrder & { readonly fulfillmentStatus: string };
}

/**
 * What an event tells of its order, whose times and fulfillments the model does not keep: they are
 * taken from what was told of it before.
 */
export function newsOf(
  { type, at }: StockEvent,
  { order, entries }: Extract<Decision, { ok: true }>,
  told: (orderId: string) => WebhookOrder | undefined,
): OrderNews | undefined {
  const topic = order && topicOf(type, order);
  if (order === undefined || topic === undefined) return undefined;
  const { orderId } = order;
  const known = told(orderId) ?? openOrder(order, at);
  const news = { ...known, updateTime: at, fulfillmentStatus: statusOf(order) };
  if (topic === 'orders/cancelled') return { topic, order: { ...news, cancelTime: at } };
  if (topic === 'orders/create') return { topic, order: news };
  const { fulfillments } = known;
  const fulfillmentId = `${orderId}-${fulfillments.length + 1}`;
  const fulfillment = { fulfillmentId, createTime: at, lines: shippedLines(entries) };
  return { topic, order: { ...news, fulfillments: [...fulfillments, fulfillment] } };
}

/** The cancellation of single units has no topic; their levels tell of it. */
function topicOf(type: StockEvent['type'], { lines }: Order): WebhookTopic | undefined {
  if (type === 'order.placed') return 'orders/create';
  if (type === 'order.fulfilled') return 'orders/fulfilled';
  const isOver = lines.every(({ open }) => open === 0);
  return type === 'order.cancelled' && isOver ? 'orders/cancelled' : undefined;
}

function openOrder({ orderId, lines }: Order, at: string): WebhookOrder {
  const ordered = lines.map(({ variantId, locationId, ordered: quantity }) => {
    return { variantId, locationId, quantity };
  });
  return { orderId, createTime: at, updateTime: at, lines: ordered, fulfillments: [] };
}

function shippedLines(entries: readonly LedgerEntry[]): readonly WebhookLine[] {
  return entries.map(({ variantId, locationId, deltas }) => {
    return { variantId, locationId, quantity: -deltas.committed };
  });
}

function statusOf({ lines }: Order): string {
  if (lines.every(({ fulfilled }) => fulfilled === 0)) return 'unfulfilled';
  return lines.every(({ open }) => open === 0) ? 'fulfilled' : 'partial';
}
