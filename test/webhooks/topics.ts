import { parseWebhook } from '../../src/webhooks/index.ts';
import type { InventoryLevel, WebhookEvent } from '../../src/webhooks/index.ts';

export const SHIRT = '107362030756584';
export const MUG = '107362030756585';
export const NORTH = '50002';
export const SOUTH = '50003';
/** A time on a day that no calendar has: it is read as none. */
export const NO_DAY = '2026-02-30T10:00:00Z';

/** Units in an order; a shirt in the north unless it says otherwise. */
interface Line {
  readonly variantId?: string | null;
  readonly locationId?: string | null;
  readonly quantity: number;
}

/** What the webhooks of one order say. */
export interface OrderFields {
  readonly id?: string;
  readonly at?: string;
  readonly updateTime?: string;
  readonly lines?: readonly Line[];
  readonly fulfillments?: readonly { id: string; at: string; lines?: readonly Line[] }[];
}

/** A moment of the day on which the tests take place. */
export function at(time: string): string {
  return `2026-03-01T${time}Z`;
}

/** An order was placed at 10:00, unless it says otherwise. */
export function created(fields: OrderFields = {}): WebhookEvent {
  return sent('orders/create', orderOf(fields));
}

/** An order was cancelled at 12:00. */
export function cancelled(fields: OrderFields = {}): WebhookEvent {
  const { at: cancelTime = at('12:00:00'), ...rest } = fields;
  const order = orderOf({ updateTime: cancelTime, ...rest });
  return sent('orders/cancelled', { ...order, cancelTime });
}

/** An order was fulfilled at 11:00, all of it unless fulfillments are given. */
export function fulfilled(fields: OrderFields = {}): WebhookEvent {
  const { at: updateTime = at('11:00:00'), ...rest } = fields;
  return sent('orders/fulfilled', orderOf({ updateTime, ...rest }));
}

/** Something happened to an order that tells no time of its own. */
export function told(topic: string, fields: OrderFields = {}): WebhookEvent {
  return sent(topic, orderOf(fields));
}

/** A level changed at 09:00, to 10 shirts in the north. */
export function updated(fields: Partial<InventoryLevel> = {}): WebhookEvent {
  return sent('inventory/update', { inventory: level(fields) });
}

/** 10 shirts in the north at 09:00. */
export function level(fields: Partial<InventoryLevel> = {}): InventoryLevel {
  const { available = 10, committed = 0, unavailable = 0, incoming = 0 } = fields;
  const onHand = available + committed + unavailable;
  const quantities = { available, committed, unavailable, incoming, onHand };
  const place = { variantId: SHIRT, locationId: NORTH };
  return { ...place, updateTime: at('09:00:00'), ...fields, ...quantities };
}

function orderOf(fields: OrderFields): object {
  const { id = '1001', at: createTime = at('10:00:00'), lines = [{ quantity: 3 }] } = fields;
  const { updateTime = createTime, fulfillments } = fields;
  return {
    id,
    createTime,
    updateTime,
    lineItems: lines.map(itemOf),
    fulfillments: fulfillments?.map((each) => ({
      id: each.id,
      createTime: each.at,
      lineItems: each.lines?.map(itemOf),
    })),
  };
}

function itemOf({ variantId = SHIRT, locationId = NORTH, quantity }: Line): object {
  return { variantId, locationId, quantity: String(quantity) };
}

/** A webhook whose body is given whole. */
export function sent(topic: string, body: object): WebhookEvent {
  return parseWebhook({
    body: JSON.stringify(body),
    headers: { 'X-Genstore-Topic': topic },
  });
}
