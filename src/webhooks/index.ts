// This part receives the platform's webhooks and makes levels of them. It runs wherever there are Request,
// Response and WebCrypto, and imports of the client types, and the one door through which it sends.

export { InvalidInputError, WebhookPayloadError } from '../errors/index.ts';
export type { WebhookMismatch } from '../errors/index.ts';
export type {
  FulfillmentStatus,
  InventoryLevel,
  NoticeTopic,
  OrderTopic,
  WebhookFulfillment,
  WebhookLine,
  WebhookOrder,
  WebhookRefund,
  SubscribableTopic,
  WebhookSubscription,
  WireEntries,
  WireProfile,
} from '../wire/index.ts';
export type { RawBody } from './verify/signature.ts';
export type { WebhookDelivery } from './receive/deliveries.ts';
export type {
  InventoryUpdatedWebhook,
  NoticeWebhook,
  OrderWebhook,
  RefundCreatedWebhook,
  UnknownWebhook,
  WebhookEvent,
} from './receive/parse-webhook.ts';
export { healingQueries } from './project/gaps.ts';
export type {
  HealingQuery,
  LevelGap,
  OrderIncompleteGap,
  OrderRefusedGap,
  ProjectionGap,
  ReturnUnclearGap,
} from './project/gaps.ts';
export type { WebhookHeaders } from './verify/headers.ts';
export { parseWebhook } from './receive/parse-webhook.ts';
export type { ReceivedWebhook } from './receive/parse-webhook.ts';
export { createOrderProjector } from './project/projector.ts';
export type {
  CompleteReading,
  OrderProjector,
  OrderProjectorOptions,
  Projected,
} from './project/order-projector.ts';
export { toNodeHandler } from './receive/node-handler.ts';
export type { NodeRequest, NodeResponse } from './receive/node-handler.ts';
export { createWebhookReceiver } from './receive/receiver.ts';
export type { WebhookReceiverOptions } from './receive/options.ts';
export type { WebhookSecret } from './verify/signature.ts';
export { createSeenDeliveries } from './receive/deliveries.ts';
export type { SeenDeliveries } from './receive/deliveries.ts';
export { verifyQuery } from './verify/verify-query.ts';
export { verifyWebhook } from './verify/verify-webhook.ts';
export type { SignedWebhook } from './verify/verify-webhook.ts';
export { ensureWebhookSubscriptions } from './subscribe/subscribe.ts';
export type { EnsuredSubscriptions, WantedSubscriptions } from './subscribe/subscribe.ts';
