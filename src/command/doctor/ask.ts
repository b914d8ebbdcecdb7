import type { Clock } from '../../index.ts';

/** How many requests a visit may take. */
export const MOST_REQUESTS = 12;
/** What the platform lets through for long: a request each half second. */
const PAUSE_MS = 500;
/** How often a visit asks again where the bucket was empty. */
const MOST_REPEATS = 2;
const MOST_BYTES = 16 * 1024 * 1024;
const LONGEST_WAIT_MS = 30_000;

/** An answer, as far as it could be read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where the body is no JSON. */
  readonly json: unknown;
  /** Whether the body is a page of HTML. */
  readonly isHtml: boolean;
  /** When the answer was there, by the clock of this machine. */
  readonly at: number;
}

/** No answer came: why, in words. */
export interface NoAnswer {
  readonly status: undefined;
  readonly problem: string;
}

/** What is asked, below the version. */
interface Question {
  readonly method?: 'GET' | 'PUT';
  readonly path: string;
  readonly query?: string;
  readonly body?: string;
}

/** Asks a shop, so often and no more, one request after the other. */
export interface Asker {
  readonly ask: (question: Question) => Promise<Answer | NoAnswer>;
  /** How many questions are left. */
  readonly left: () => number;
}

/** What an asker needs. */
export interface Connection {
  /** The shop's address, without a slash at its end. */
  readonly origin: string;
  readonly apiVersion: string;
  readonly accessToken: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Makes an asker. It sends by itself, and not through a client, which could read nothing before it is
 * told how the shop speaks. Like a client it follows no redirect, bounds what it reads, and keeps pace.
 */
export function createAsker({
  origin,
  apiVersion,
  accessToken,
  fetch,
  clock,
  timeoutMs,
  signal,
}: Connection): Asker {
  let left = MOST_REQUESTS;
  let repeats = MOST_REPEATS;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => void clock.setTimer(resolve, ms));

  const send = async ({ method = 'GET', path, query, body }: Question): Promise<Answer> => {
    const controller = new AbortController();
    const stop = (): void => controller.abort(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    const cancel = clock.setTimer(() => controller.abort(new Error('timeout')), timeoutMs);
    try {
      const url = `${origin}/api/${apiVersion}${path}${query === undefined ? '' : `?${query}`}`;
      const response = await fetch(url, {
        method,
        headers: {
          accept: 'application/json',
          'X-Genstore-Access-Token': accessToken,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        redirect: 'manual',
        cache: 'no-store',
        signal: controller.signal,
        ...(body !== undefined && { body }),
      });
      const text = await readBounded(response);
      const { status, headers } = response;
      return { status, headers, json: parse(text), isHtml: isHtml(headers, text), at: clock.now() };
    } finally {
      cancel();
      signal?.removeEventListener('abort', stop);
    }
  };

  const ask = async (question: Question): Promise<Answer | NoAnswer> => {
    signal?.throwIfAborted();
    if (left <= 0) return { status: undefined, problem: 'all requests of a visit are used' };
    if (left < MOST_REQUESTS) await pause(PAUSE_MS);
    left -= 1;
    let answer: Answer;
    try {
      answer = await send(question);
    } catch (error) {
      signal?.throwIfAborted();
      return { status: undefined, problem: problemOf(error) };
    }
    if (answer.status !== 429 || left <= 0 || repeats <= 0) return answer;
    repeats -= 1;
    await pause(Math.min(LONGEST_WAIT_MS, waitOf(answer.headers)));
    return ask(question);
  };
  return { ask, left: () => left };
}

function waitOf(headers: Headers): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 2000;
}

async function readBounded(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader.cancel();
      throw new Error('too large');
    }
    text += decoder.decode(value, { stream: true });
  }
}

function isHtml(headers: Headers, text: string): boolean {
  return (
    /\bhtml\b/i.test(headers.get('content-type') ?? '') ||
    /^\s*<(?:!doctype|html)/i.test(text.slice(0, 200))
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    return undefined;
  }
}

/** Ids may have more digits than a number holds: those come out as the text that stood there. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isInexact =
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isInexact ? (context?.source ?? value) : value;
}

/** Why there is no answer. What the error says is not repeated: it may name the shop. */
function problemOf(error: unknown): string {
  if (error instanceof Error && error.message === 'timeout') return 'no answer came in time';
  if (error instanceof Error && error.message === 'too large') return 'the answer is too large';
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    const code: unknown = Reflect.get(each, 'code');
    if (typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code)) {
      return code === 'ENOTFOUND' ? 'there is no such host (ENOTFOUND)' : `no connection (${code})`;
    }
  }
  return 'no connection';
}
