// What receives the platform's webhooks and makes levels of them. It runs wherever there are Request,
// Response and WebCrypto, and imports nothing of the client but types.

export { InvalidInputError, WebhookPayloadError } from '../errors/index.ts';
export type { WebhookMismatch } from '../errors/index.ts';
export type {
  InventoryLevel,
  WebhookFulfillment,
  WebhookLine,
  WebhookOrder,
} from '../wire/index.ts';
export type { RawBody } from './bytes.ts';
export type { WebhookDelivery } from './delivery-id.ts';
export type {
  InventoryUpdatedWebhook,
  OrderCancelledWebhook,
  OrderCreatedWebhook,
  OrderFulfilledWebhook,
  UnknownWebhook,
  WebhookEvent,
} from './events.ts';
export { healingQueries } from './gaps.ts';
export type {
  HealingQuery,
  LevelGap,
  OrderIncompleteGap,
  OrderRefusedGap,
  ProjectionGap,
} from './gaps.ts';
export type { WebhookHeaders } from './headers.ts';
export { parseWebhook } from './parse-webhook.ts';
export type { ReceivedWebhook } from './parse-webhook.ts';
export { createOrderProjector } from './projector.ts';
export type { OrderProjector, OrderProjectorOptions, Projected } from './projector-types.ts';
export { createWebhookReceiver } from './receiver.ts';
export type { WebhookReceiverOptions } from './receiver-options.ts';
export type { WebhookSecret } from './secrets.ts';
export { createSeenDeliveries } from './seen.ts';
export type { SeenDeliveries } from './seen.ts';
export { verifyQuery } from './verify-query.ts';
export { verifyWebhook } from './verify-webhook.ts';
export type { SignedWebhook } from './verify-webhook.ts';
