/**
 * Where the platform is. Marks as in docs/wire-contract.md: [S] the platform's introduction to
 * inventory, [D] its public documentation, [A] our assumption.
 */

/** [D] The API version is a `YYYYMM` text in the path. */
export const DEFAULT_API_VERSION = '202412';

const VERSION = /^\d{6}$/;
const SHOP = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** The three things that the API can do. */
export type Operation = 'connect' | 'adjust' | 'query';

/** Whether a text is a shop's name: the first label of its host. */
export function isShop(value: unknown): value is string {
  return typeof value === 'string' && SHOP.test(value);
}

/** Whether a text is an API version. */
export function isApiVersion(value: unknown): value is string {
  return typeof value === 'string' && VERSION.test(value);
}

/** [D] The origin of a shop. */
export function shopOrigin(shop: string): string {
  return `https://${shop.toLowerCase()}.genmystore.com`;
}

/** [S] The path of the collection. [A] It is queried with GET. */
export function inventoryPath(apiVersion: string): string {
  return `/api/${apiVersion}/inventory`;
}

/** [S] The path that links a variant to a warehouse. [A] With POST. */
export function connectPath(apiVersion: string): string {
  return `${inventoryPath(apiVersion)}/connect`;
}

/** [S] The path that updates a variant's levels. [A] With PUT. */
export function variantPath(apiVersion: string, variantId: string): string {
  return `${inventoryPath(apiVersion)}/${encodeURIComponent(variantId)}`;
}

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
