/** [D] The topics whose body is an order. */
export const ORDER_TOPICS = [
  'orders/create',
  'orders/update',
  'orders/paid',
  'orders/partiallyFulfilled',
  'orders/fulfilled',
  'orders/cancelled',
] as const;

/** [D] The topics that are news by themselves: what their bodies hold could not be read. */
export const NOTICE_TOPICS = [
  'app/uninstalled',
  'app/scopesUpdate',
  'customers/data_request',
  'customers/redact',
  'shop/redact',
] as const;

/** The topics that are known: `inventory/update` is assumed [A], the others are documented [D]. */
export const WEBHOOK_TOPICS = [
  ...ORDER_TOPICS,
  'refunds/create',
  'inventory/update',
  ...NOTICE_TOPICS,
] as const;

/** A topic that is known. */
export type WebhookTopic = (typeof WEBHOOK_TOPICS)[number];

/** A topic whose body is an order. */
export type OrderTopic = (typeof ORDER_TOPICS)[number];

/** A topic that is news by itself. */
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

/** What an app can ask for: [D] besides what is read here, two topics whose bodies are not. */
export const SUBSCRIBABLE_TOPICS = [
  ...WEBHOOK_TOPICS,
  'app/authorizationCodeGranted',
  'shop/update',
] as const;

/** A topic that an app can ask for. */
export type SubscribableTopic = (typeof SUBSCRIBABLE_TOPICS)[number];
