import ky from 'ky';
import { ACCESS_TOKEN_HEADER } from '../wire/index.ts';
import type { Clock } from '../base/clock.ts';

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
  readonly headers: Headers;
  readonly text: string;
}

/** What bounds one attempt. */
interface AttemptLimits {
  readonly token: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Why an attempt brought no answer: it may or may not have reached the platform. */
interface AttemptFailure {
  readonly failure: 'timeout' | 'connection';
  /** The operating system's name for it, such as `ECONNRESET`. */
  readonly systemCode: string | undefined;
}

/** Sends one request and reads the whole answer, once, within a time. */
export type Transport = (
  request: WireRequest,
  limits: AttemptLimits,
) => Promise<WireAnswer | AttemptFailure>;

/**
 * The only place that touches the network. Everything that ky could do on its own is switched off:
 * no retry, no error for a status, no timeout on a clock other than the client's. Redirects are not
 * followed, so that the token stays with the origin that it belongs to.
 *
 * The promise rejects only with the reason of the caller's signal.
 */
export function createTransport(
  baseUrl: string,
  clock: Clock,
  fetch: typeof globalThis.fetch,
): Transport {
  const send = async (
    { method, path, query, body }: WireRequest,
    token: string,
    signal: AbortSignal,
  ): Promise<WireAnswer> => {
    const search = query === undefined || query.size === 0 ? '' : `?${query.toString()}`;
    const headers: Record<string, string> = {
      accept: 'application/json',
      [ACCESS_TOKEN_HEADER]: token,
    };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await ky(`${baseUrl}${path}${search}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      // Given to ky, the signal would be joined with one of ky's own, which costs as much as all the
      // rest that ky does. And called as a method, the fetch of browsers and workers refuses.
      fetch: (input, init) => fetch(input, { ...init, signal }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  // A fetch that does not listen to its signal must not hold the caller back: the first to settle wins.
  return (request, { token, timeoutMs, signal }) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const attempt = new AbortController();
      const end = (): void => {
        cancelTimer();
        signal?.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        end();
        // The reason is the caller's own, and need not be an error.
        reject(signal?.reason as Error);
        attempt.abort();
      };
      const cancelTimer = clock.setTimer(() => {
        end();
        resolve({ failure: 'timeout', systemCode: undefined });
        attempt.abort();
      }, timeoutMs);
      signal?.addEventListener('abort', onAbort);
      send(request, token, attempt.signal).then(
        (answer) => {
          end();
          resolve(answer);
        },
        (error: unknown) => {
          end();
          resolve({ failure: 'connection', systemCode: systemCodeOf(error) });
        },
      );
    });
}

/**
 * Finds the system's name for a failure. Nothing else of the error is kept: messages of runtimes can
 * hold headers, and so the token.
 */
function systemCodeOf(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    const code: unknown = 'code' in current ? current.code : undefined;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,39}$/.test(code)) return code;
    current = current.cause;
  }
  return undefined;
}
