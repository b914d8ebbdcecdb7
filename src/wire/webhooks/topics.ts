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

const OTHER_TOPICS = ['refunds/create', 'inventory/update'] as const;

/**
 * The topics that are known: `inventory/update` is assumed [A], the others are documented [D]. Marked,
 * because no bundler could leave the call out of a client, nor a spread.
 */
export const WEBHOOK_TOPICS = /* @__PURE__ */ [ORDER_TOPICS, OTHER_TOPICS, NOTICE_TOPICS].flat();

/** A topic whose body is an order. */
export type OrderTopic = (typeof ORDER_TOPICS)[number];

/** A topic that is news by itself. */
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

const UNREAD_TOPICS = ['app/authorizationCodeGranted', 'shop/update'] as const;

/** The topics that an app can ask for: [D] besides what is read here, two topics whose bodies are not. */
export const SUBSCRIBABLE_TOPICS = /* @__PURE__ */ [WEBHOOK_TOPICS, UNREAD_TOPICS].flat();

/** A topic that an app can ask for. */
export type SubscribableTopic = (typeof SUBSCRIBABLE_TOPICS)[number];
