/** [D] Carries the access token of a request. */
export const ACCESS_TOKEN_HEADER = 'X-Genstore-Access-Token';

/** [A] Carries the id of a request in its answer, for support; read where it is there. */
export const REQUEST_ID_HEADER = 'X-Request-Id';

/** [D] Names the topic of a webhook, such as `orders/create`. */
export const TOPIC_HEADER = 'X-Genstore-Topic';

/** [D] Carries the signature of a webhook. [A] In base64, over the raw body. */
export const SIGNATURE_HEADER = 'X-Genstore-Hmac-Sha256';

/** [D] Carries the domain of the shop that a webhook is about. [A] Its spelling. */
export const SHOP_DOMAIN_HEADER = 'X-Genstore-Shop-Domain';

/** Whether a text can be sent as a token. [A] Tokens are visible ASCII, which no header can be broken with. */
export function isAccessToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}
