/** What is read of a request that `fetch` is given. */
export interface ReadableRequest extends Pick<Request, 'method' | 'url' | 'redirect' | 'bodyUsed'> {
  readonly headers: Pick<Headers, 'get'>;
  readonly signal: AbortSignal | undefined;
  readonly text: () => string | Promise<string>;
}

const FIELDS: readonly string[] = ['method', 'headers', 'body', 'redirect', 'signal'];
/** A Request resolves what begins in another way, and refuses a user or a password in front of an @. */
const PLAIN_URL = /^https?:\/\/[^@]*$/;
/** On the way through its bytes, a text loses a mark of their order, and halves of characters. */
const SPECIAL = /[\uFEFF\uD800-\uDFFF]/;

/**
 * Reads what `fetch` is given without making a Request of it, which takes longer than all that the
 * fake has to do. Undefined where it is not as plain as most: whatever a Request would refuse, change
 * or complete is left to it.
 */
export function plainRequest(
  url: Request | URL | string,
  init: RequestInit = {},
): ReadableRequest | undefined {
  if (typeof url !== 'string' || !PLAIN_URL.test(url)) return undefined;
  if (!isLiteral(init) || !Object.keys(init).every((name) => FIELDS.includes(name))) {
    return undefined;
  }
  const { method = 'GET', body, redirect = 'follow', signal } = init;
  if (redirect !== 'follow' && redirect !== 'manual') return undefined;
  if (signal !== undefined && !(signal instanceof AbortSignal)) return undefined;
  const hasBody = method === 'PUT' || method === 'POST';
  if (!hasBody && (method !== 'GET' || body !== undefined)) return undefined;
  const text = body ?? '';
  if (typeof text !== 'string' || SPECIAL.test(text)) return undefined;
  const headers = new Headers(init.headers);
  return { method, url, headers, redirect, signal, bodyUsed: false, text: () => text };
}

/** Whether an init is an object literal, which has no fields but those that can be listed. */
export function isLiteral(init: RequestInit | null): init is RequestInit {
  return init !== null && Object.getPrototypeOf(init) === Object.prototype;
}
