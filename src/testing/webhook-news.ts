import type { Decision, StockEvent } from '../model/index.ts';
import { encodeInventory, encodeWebhookOrder } from '../wire/index.ts';
import { timeOf } from './shop.ts';
import type { Shop } from './shop.ts';
import { newsOf } from './webhook-orders.ts';
import { enqueue } from './webhook-state.ts';

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
    const body = encodeInventory({ ...after, productId, updateTime });
    enqueue(webhooks, 'inventory/update', body, now);
  }
}
