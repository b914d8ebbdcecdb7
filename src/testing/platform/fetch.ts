import { ACCESS_TOKEN_HEADER, pageHeaders, preflightHeaders } from '../../wire/index.ts';
import type { Outcome } from '../faults/damage.ts';
import type { ExchangeRequest } from './call.ts';

const TOKEN = ACCESS_TOKEN_HEADER.toLowerCase();
const BODILESS: readonly number[] = [204, 205, 304];
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Does what the global `fetch` does, by a function that answers requests with data. */
export async function fetchBy(
  exchange: (request: ExchangeRequest) => Promise<Outcome>,
  input: Request | URL | string,
  init: RequestInit | undefined,
): Promise<Response> {
  const request = plainRequest(input, init) ?? toRequest(input, init);
  const { method, url, headers, signal, redirect } = request;
  signal?.throwIfAborted();
  if (request.bodyUsed) throw new TypeError('The body of the request has been read before');
  const allowed = preflightHeaders(method, headers);
  // No call of the API: nobody counts it, no fault meets it, and it is not in the journal.
  if (allowed !== undefined) return new Response(null, { status: 204, headers: allowed });
  const outcome = await exchange({
    method,
    url,
    headers: {
      [TOKEN]: headers.get(TOKEN) ?? undefined,
      'content-type': headers.get('content-type') ?? undefined,
    },
    // Requests of these methods have none.
    body: method === 'GET' || method === 'HEAD' ? '' : request.text(),
    ...(signal && { signal }),
  });
  signal?.throwIfAborted();
  if (redirect === 'error' && REDIRECTS.includes(outcome.status)) {
    throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
  }
  return toResponse(
    { ...outcome, headers: { ...outcome.headers, ...pageHeaders(headers) } },
    method,
  );
}

/**
 * Makes a Request of what `fetch` takes. A Request of another realm, such as jsdom's, is none to
 * `instanceof`, so it is known by its looks.
 */
function toRequest(input: Request | URL | string, init?: RequestInit): Request {
  const isRequest = typeof input === 'object' && 'url' in input;
  // Clients such as ky add an init with nothing in it.
  return isRequest && isEmpty(init) ? input : new Request(input, init);
}

function isEmpty(init: RequestInit = {}): boolean {
  return isLiteral(init) && Object.keys(init).length === 0;
}

function toResponse({ status, headers, body, cut }: Outcome, method: string): Response {
  if (cut === 'before' || cut === 'after') throw cutError('fetch failed');
  // An empty text would come with a content type of its own.
  const isBodiless = method === 'HEAD' || BODILESS.includes(status) || body === '';
  const whole = isBodiless ? null : body;
  return new Response(cut === 'mid-body' ? halfOf(body) : whole, { status, headers });
}

/** A stream of the first half of a body, which then breaks. */
function halfOf(body: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  const half = bytes.slice(0, Math.ceil(bytes.length / 2));
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(half),
    // Not at once: an error takes away what was not read yet.
    pull: (controller) => controller.error(cutError('terminated')),
  });
}

/** A connection that breaks, as Node's fetch tells it. */
function cutError(message: string): TypeError {
  const cause = new Error('A scripted fault cut the connection');
  return new TypeError(message, { cause: Object.assign(cause, { code: 'ECONNRESET' }) });
}

/** The part that is read of a request that `fetch` is given. */
interface ReadableRequest extends Pick<Request, 'method' | 'url' | 'redirect' | 'bodyUsed'> {
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
function plainRequest(
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
function isLiteral(init: RequestInit | null): init is RequestInit {
  return init !== null && Object.getPrototypeOf(init) === Object.prototype;
}
