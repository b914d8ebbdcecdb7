/** [D] Carries the access token of a request. */
export const ACCESS_TOKEN_HEADER = 'X-Genstore-Access-Token';

/** [A] Carries the id of a request in its answer, for support; read where it is there. */
export const REQUEST_ID_HEADER = 'X-Request-Id';

/** Whether a text can be sent as a token. [A] Tokens are visible ASCII, which no header can be broken with. */
export function isAccessToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}
