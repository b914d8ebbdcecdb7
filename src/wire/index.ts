// Everything the library believes about the wire. What is assumed is marked [A], and listed with its
// source in docs/wire-contract.md.

export { decodeErrorText, decodeInventories, decodeInventory, levelPath } from './levels.ts';
export type { DecodedPage, InventoryLevel, UntrackedLevel } from './levels.ts';
export {
  encodeConnectRequest,
  encodeError,
  encodeInventories,
  encodeInventory,
  encodeLevel,
  encodeUpdateRequest,
} from './levels.ts';
export type { AnswerableLevel } from './levels.ts';
export {
  ACCESS_TOKEN_HEADER,
  isAccessToken,
  REQUEST_ID_HEADER,
  SHOP_DOMAIN_HEADER,
  SIGNATURE_HEADER,
  TOPIC_HEADER,
} from './paths.ts';
export { pageHeaders, preflightHeaders } from './headers/cors.ts';
export {
  accessScopesPath,
  locationsPath,
  productsPath,
  productVariantsPath,
} from './catalog/paths.ts';
export { decodeLocations, decodeProducts, decodeProductVariants } from './catalog/read.ts';
export type { WireProduct } from './catalog/read.ts';
export { decodeAccessScopes, encodeAccessScopes } from './catalog/scopes.ts';
export {
  encodeList,
  encodeLocation,
  encodeObject,
  encodeProduct,
  encodeVariant,
} from './catalog/write.ts';
export { readPageQuery } from './catalog/page-query.ts';
export { parseJson } from './json.ts';
export { readNextPage, writeLink } from './headers/link.ts';
export {
  connectPath,
  DEFAULT_API_VERSION,
  inventoryPath,
  isApiVersion,
  isShop,
  shopOrigin,
  variantPath,
} from './paths.ts';
export type { Operation } from './paths.ts';
export {
  BUCKET,
  CURSOR_LIFETIME_MS,
  DEFAULT_LIMIT,
  ID_WORDS,
  isWireId,
  MAX_BODY_BYTES,
  MAX_FAILURES_IN_A_ROW,
  MAX_FILTER_IDS,
  MAX_LIMIT,
  missingScope,
  RECEIVED,
  SCOPES,
  WEBHOOK_TIMEOUT_MS,
} from './limits.ts';
export type { Scope, ScopedCall } from './limits.ts';
export { readListQuery, writeListQuery } from './list-query.ts';
export type { ListQuery } from './list-query.ts';
export { GENSTORE_202412 } from './profile.ts';
export type { FilterForm, NumberForm, WireEntries, WireProfile } from './profile.ts';
export { readWireProfile } from './read-profile.ts';
export { shownName } from './decoded.ts';
export type { Decoded } from './decoded.ts';
export { decodeConnectRequest, decodeUpdateRequest } from './requests.ts';
export {
  decodeSubscriptionRequest,
  encodeSubscription,
  encodeCount,
  encodeSubscriptions,
  decodeSubscription,
  decodeSubscriptions,
  subscriptionsPath,
} from './webhooks/subscriptions.ts';
export type {
  SubscriptionObject,
  SubscriptionRequest,
  WebhookSubscription,
} from './webhooks/subscriptions.ts';
export { RATE_LIMIT_HEADER, readBucketState } from './headers/rate-limit.ts';
export type { BucketState } from './headers/rate-limit.ts';
export { readRetryAfter } from './headers/retry-after.ts';
export { readTime } from './time.ts';
export {
  decodeTokenAnswer,
  decodeTokenRequest,
  encodeTokenAnswer,
  encodeTokenRequest,
  ONLINE_TOKEN_SECONDS,
  TOKEN_PATH,
} from './token-exchange.ts';
export type { TokenAnswer, TokenUser } from './token-exchange.ts';
export { decodeWebhookLevel } from './webhooks/level.ts';
export type { WebhookLine } from './webhooks/lines.ts';
export { decodeWebhookOrder, encodeWebhookOrder } from './webhooks/order.ts';
export type {
  FulfillmentStatus,
  SentOrder,
  WebhookFulfillment,
  WebhookOrder,
} from './webhooks/order.ts';
export { decodeWebhookRefund, encodeWebhookRefund } from './webhooks/refund.ts';
export type { WebhookRefund } from './webhooks/refund.ts';
export {
  NOTICE_TOPICS,
  ORDER_TOPICS,
  SUBSCRIBABLE_TOPICS,
  WEBHOOK_TOPICS,
} from './webhooks/topics.ts';
export type { SubscribableTopic } from './webhooks/topics.ts';
export type { NoticeTopic, OrderTopic } from './webhooks/topics.ts';
