import type { InventoryLevel, WebhookOrder } from '../wire/index.ts';

/** What every webhook has. */
interface WebhookBase {
  /** The topic as it was sent. */
  readonly topic: string;
  /** The domain of the shop, such as `acme.genmystore.com`, where the headers name it. Not signed. */
  readonly shopDomain?: string;
  /** The whole body as JSON, with what the library does not read; long ids in it are texts. */
  readonly payload: unknown;
}

/** An order was placed. */
export interface OrderCreatedWebhook extends WebhookBase {
  readonly type: 'orders/create';
  /** The order, as far as it is about stock. */
  readonly order: WebhookOrder;
}

/** An order was cancelled: whatever of it was still open. */
export interface OrderCancelledWebhook extends WebhookBase {
  readonly type: 'orders/cancelled';
  /** The order, as far as it is about stock. */
  readonly order: WebhookOrder;
}

/** An order was fulfilled, or a part of it; without fulfillments in it, all that was open. */
export interface OrderFulfilledWebhook extends WebhookBase {
  readonly type: 'orders/fulfilled';
  /** The order, as far as it is about stock. */
  readonly order: WebhookOrder;
}

/** A level changed, for whatever reason. */
export interface InventoryUpdatedWebhook extends WebhookBase {
  readonly type: 'inventory/update';
  /** The level as it is after the change. */
  readonly level: InventoryLevel;
}

/** A webhook of a topic that the library does not read. */
export interface UnknownWebhook extends WebhookBase {
  readonly type: 'unknown';
}

/** A webhook as {@link parseWebhook} reads it. Plain data; `type` tells them apart. */
export type WebhookEvent =
  | OrderCreatedWebhook
  | OrderCancelledWebhook
  | OrderFulfilledWebhook
  | InventoryUpdatedWebhook
  | UnknownWebhook;
