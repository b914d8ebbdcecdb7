import ky from 'ky';
import { ACCESS_TOKEN_HEADER } from '../../wire/index.ts';
import type { Decoded } from '../../wire/index.ts';
import { onAbort } from '../../base/abort.ts';
import { hasMethods } from '../../base/check.ts';
import type { Clock } from '../../base/clock.ts';
import type { RequestContext } from '../../errors/index.ts';
import { readConnectionFailure, UNKNOWN } from './connection-failure.ts';
import type { ConnectionFailure } from './connection-failure.ts';
import type { Fetch, FetchInit, FetchResponse } from './fetch.ts';
import { readText } from './read-text.ts';

/** One HTTP request, complete but for the origin. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** The path without its query. */
  readonly path: string;
  readonly query?: URLSearchParams | undefined;
  /** JSON text. */
  readonly body?: string | undefined;
}

/** An HTTP answer with its body read to the end. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: FetchResponse['headers'];
  /** Undefined where it is longer than an answer may be. */
  readonly text: string | undefined;
}

/** Reads a body as the contract has it. */
export type Decode<Value> = (body: unknown) => Decoded<Value>;

/** A request's answer, its body as the contract reads it, and what an error about them would tell. */
export interface Exchange<Value> {
  readonly value: Value;
  readonly answer: WireAnswer;
  readonly context: () => RequestContext;
}

/** The limits of one attempt. */
interface AttemptLimits {
  /** Undefined where the request is for a token. */
  readonly token: string | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Why an attempt brought no answer: it may or may not have reached the platform. */
export interface AttemptFailure extends ConnectionFailure {
  /** `'no-response'` is what a `fetch` gave that is no answer of HTTP. */
  readonly failure: 'timeout' | 'connection' | 'no-response';
}

/** Sends one request and reads the whole answer, once, within a time. */
export type Transport = (
  request: WireRequest,
  limits: AttemptLimits,
) => Promise<WireAnswer | AttemptFailure>;

/** Settings of a transport. */
interface TransportSettings {
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly maxResponseBytes: number;
}

/**
 * The only place that touches the network. Everything that ky could do on its own is switched off:
 * no retry, no error for a status, no timeout on a clock other than the client's. Redirects are not
 * followed, so that the token stays with the origin that it belongs to.
 *
 * The promise rejects only with the reason of the caller's signal.
 */
export function createTransport(settings: TransportSettings): Transport {
  const { baseUrl, clock, fetch, maxResponseBytes } = settings;
  const send = async (
    { method, path, query, body }: WireRequest,
    token: string | undefined,
    attempt: AbortController,
  ): Promise<WireAnswer | AttemptFailure> => {
    const search = query === undefined || query.size === 0 ? '' : `?${query.toString()}`;
    const url = `${baseUrl}${path}${search}`;
    const headers: Record<string, string> = { accept: 'application/json' };
    if (token !== undefined) headers[ACCESS_TOKEN_HEADER] = token;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const init: FetchInit = {
      method,
      headers,
      redirect: 'manual',
      signal: attempt.signal,
      ...(body !== undefined && { body }),
      ...(takesNoStore() && { cache: 'no-store' }),
    };
    let isResponse = true;
    const response: FetchResponse = await ky(url, {
      method,
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      // The Request that ky makes is of this realm, and another realm's fetch would refuse it.
      fetch: async () => {
        // Wrappers that throw for a status leave the answer on their error.
        const answer: unknown = await Promise.resolve(fetch(url, init)).catch(answerOf);
        isResponse = isFetchResponse(answer);
        return (isResponse ? answer : Response.error()) as Response;
      },
    });
    if (!isResponse) return { failure: 'no-response', ...UNKNOWN };
    const text = await readText(response, maxResponseBytes);
    // Closes the connection, on which the rest would come.
    if (text === undefined) attempt.abort();
    const { status, headers: answered } = response;
    // Doubles of tests make do with a Map, which knows no null.
    return { status, headers: { get: (name) => answered.get(name) ?? null }, text };
  };

  // A fetch that does not listen to its signal must not hold the caller back: the first to settle wins.
  return (request, { token, timeoutMs, signal }) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const attempt = new AbortController();
      const end = (): void => {
        cancelTimer();
        stop();
      };
      const stop = onAbort(signal, (reason) => {
        end();
        // The reason is the caller's own, and need not be an error.
        const error = reason as Error;
        reject(error);
        attempt.abort();
      });
      const cancelTimer = clock.setTimer(() => {
        end();
        resolve({ failure: 'timeout', ...UNKNOWN });
        attempt.abort();
      }, timeoutMs);
      send(request, token, attempt).then(
        (answer) => {
          end();
          resolve(answer);
        },
        (error: unknown) => {
          end();
          resolve({ failure: 'connection', ...readConnectionFailure(error) });
        },
      );
    });
}

/** The answer that an error is about; throws the error where there is none. */
function answerOf(error: unknown): unknown {
  const { response } = Object(error) as { readonly response?: unknown };
  if (response === undefined) throw error;
  return response;
}

/** Whether it is an answer whose body can still be read: that of a double may have been given before. */
function isFetchResponse(value: unknown): value is FetchResponse {
  if (!hasMethods(value, ['text'])) return false;
  const { status, headers, body, bodyUsed } = value as Partial<Response>;
  const isUnread = bodyUsed !== true && body?.locked !== true;
  return typeof status === 'number' && hasMethods(headers, ['get']) && isUnread;
}

let noStore: boolean | undefined;

/** Older Workers throw on it. Found out once, and without a request. */
function takesNoStore(): boolean {
  try {
    noStore ??= new Request('https://genmystore.com', { cache: 'no-store' }).cache === 'no-store';
  } catch {
    noStore = false;
  }
  return noStore;
}
