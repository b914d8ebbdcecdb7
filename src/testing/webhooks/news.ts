import type { Decision, LedgerEntry, Order, StockEvent } from '../../model/index.ts';
import { encodeInventory, encodeWebhookOrder, encodeWebhookRefund } from '../../wire/index.ts';
import type {
  FulfillmentStatus,
  OrderTopic,
  SentOrder,
  WebhookFulfillment,
  WebhookLine,
} from '../../wire/index.ts';
import { enqueue } from '../state/outbox.ts';
import { timeOf } from '../state/shop.ts';
import type { Shop } from '../state/shop.ts';

type Accepted = Extract<Decision, { ok: true }>;

/** Tells the subscribers of a shop what an event did to its orders and levels. */
export function tellWebhooks(shop: Shop, event: StockEvent, decision: Accepted): void {
  const { webhooks, variants, settings } = shop;
  const now = settings.clock.now();
  const news = newsOf(event, decision, (orderId) => webhooks.orders.live.get(orderId));
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
  const known = webhooks.orders.live.get(orderId) ?? openOrder(order, at);
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

/** The news to be told of an order. */
export interface OrderNews {
  readonly topic: OrderTopic;
  readonly order: SentOrder;
}

/**
 * The news that an event has of its order, whose times and fulfillments the model does not keep:
 * they are taken from what was told of it before.
 */
export function newsOf(
  { type, at }: StockEvent,
  { order, entries }: Accepted,
  told: (orderId: string) => SentOrder | undefined,
): OrderNews | undefined {
  const topic = order && topicOf(type, order);
  if (order === undefined || topic === undefined) return undefined;
  const known = told(order.orderId) ?? openOrder(order, at);
  const news = { ...known, updateTime: at, fulfillmentStatus: statusOf(order) };
  const moved = movedLines(entries);
  if (topic === 'orders/create') return { topic, order: news };
  if (topic === 'orders/cancelled') return { topic, order: { ...news, cancelTime: at } };
  if (type === 'order.cancelled')
    return { topic, order: { ...news, lines: less(news.lines, moved) } };
  const { fulfillments = [] } = known;
  if (type === 'fulfillment.cancelled') {
    return {
      topic,
      order: { ...news, fulfillments: undone(order.orderId, fulfillments, moved, at) },
    };
  }
  const shipped = {
    fulfillmentId: nextId(order.orderId, fulfillments),
    createTime: at,
    lines: moved,
  };
  return { topic, order: { ...news, fulfillments: [...fulfillments, shipped] } };
}

/** There is no topic for the cancellation of single units or of a fulfillment: they are updates. */
function topicOf(type: StockEvent['type'], { lines }: Order): OrderTopic | undefined {
  const isOver = lines.every(({ open }) => open === 0);
  if (type === 'order.placed') return 'orders/create';
  if (type === 'order.fulfilled') return isOver ? 'orders/fulfilled' : 'orders/partiallyFulfilled';
  if (type === 'order.cancelled') return isOver ? 'orders/cancelled' : 'orders/update';
  return type === 'fulfillment.cancelled' ? 'orders/update' : undefined;
}

function openOrder({ orderId, lines }: Order, at: string): SentOrder {
  const ordered = lines.map(({ variantId, locationId, ordered: quantity }) => {
    return { variantId, locationId, quantity };
  });
  return { orderId, createTime: at, updateTime: at, lines: ordered, fulfillments: [] };
}

function movedLines(entries: readonly LedgerEntry[]): readonly WebhookLine[] {
  return entries.map(({ variantId, locationId, deltas }) => {
    return { variantId, locationId, quantity: Math.abs(deltas.committed) };
  });
}

/** Lines without some of their units. */
function less(
  lines: readonly WebhookLine[] = [],
  taken: readonly WebhookLine[],
): readonly WebhookLine[] {
  return lines
    .map((line) => {
      const gone = taken.find((each) => isSamePlace(each, line))?.quantity ?? 0;
      return { ...line, quantity: line.quantity - gone };
    })
    .filter(({ quantity }) => quantity > 0);
}

/**
 * A fulfillment is cancelled as a whole, the latest one first; what of it had left all the same is
 * a fulfillment of its own.
 */
function undone(
  orderId: string,
  fulfillments: readonly WebhookFulfillment[],
  returned: readonly WebhookLine[],
  at: string,
): readonly WebhookFulfillment[] {
  const after: WebhookFulfillment[] = [];
  const rest: WebhookLine[] = [];
  let left = returned;
  for (const each of fulfillments.toReversed()) {
    const { lines = [], isCancelled } = each;
    const isHit = !isCancelled && lines.some((line) => left.some((one) => isSamePlace(one, line)));
    after.unshift(isHit ? { ...each, isCancelled: true, cancelTime: at } : each);
    if (!isHit) continue;
    rest.push(...less(lines, left));
    left = less(left, lines);
  }
  if (rest.length === 0) return after;
  return [...after, { fulfillmentId: nextId(orderId, after), createTime: at, lines: rest }];
}

function isSamePlace(a: WebhookLine, b: WebhookLine): boolean {
  return a.variantId === b.variantId && a.locationId === b.locationId;
}

function nextId(orderId: string, { length }: readonly unknown[]): string {
  return `${orderId}-${length + 1}`;
}

function statusOf({ lines }: Order): FulfillmentStatus {
  if (lines.every(({ fulfilled }) => fulfilled === 0)) return 'unfulfilled';
  return lines.every(({ open }) => open === 0) ? 'fulfilled' : 'partial';
}
