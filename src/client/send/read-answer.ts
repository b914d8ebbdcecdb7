import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ResponseError,
  ServerError,
  TimeoutError,
} from '../../errors/index.ts';
import type {
  ApiError,
  ApiErrorDetails,
  InventoryError,
  RequestContext,
} from '../../errors/index.ts';
import { decodeErrorText, parseJson, readRetryAfter, REQUEST_ID_HEADER } from '../../wire/index.ts';
import type { Decoded, WireProfile } from '../../wire/index.ts';
import type { Settings } from '../options/options.ts';
import type { AttemptFailure, WireAnswer, WireRequest } from './transport.ts';

/** The longest piece of the platform's words that goes into an error. */
const LONGEST_REASON = 300;
const LONGEST_ID = 100;

/** The errors for refusals by a status of 4xx; any other finds the request itself wrong. */
const REFUSALS: Readonly<
  Record<number, new (details: ApiErrorDetails, summary?: string) => ApiError>
> = {
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  429: RateLimitError,
};

/** The context that an error has of the request that it is about. */
export function contextOf({ method, path }: WireRequest, attempts: number): RequestContext {
  return { method, path, attempts };
}

/** Cuts what was secret in a request out of words: platforms and proxies may repeat what they were sent. */
export type Conceal = (words: string) => string;

/**
 * The context that an error has of a request and its answer; secrets are cut out of the platform's
 * words.
 */
export function answeredContextOf(
  request: WireRequest,
  attempts: number,
  answer: WireAnswer,
  conceal: Conceal,
): RequestContext {
  const id = answer.headers.get(REQUEST_ID_HEADER) ?? undefined;
  const requestId = id === undefined ? undefined : conceal(id).slice(0, LONGEST_ID);
  return { ...contextOf(request, attempts), status: answer.status, requestId };
}

/** The error of an attempt that brought no answer. */
export function failureOf(
  { failure, systemCode }: AttemptFailure,
  context: RequestContext,
  timeoutMs: number,
): InventoryError {
  if (failure === 'timeout') return new TimeoutError({ ...context, timeoutMs });
  if (failure === 'connection') return new ConnectionError({ ...context, systemCode });
  const expected =
    'a Response with status, headers.get and text, whose body nobody has read: see the option fetch';
  return new ResponseError({ ...context, at: '', expected });
}

/** The error of a status outside of 2xx. `summaries` has other words than the classes' own, by the status. */
export function errorOf(
  answer: WireAnswer,
  context: RequestContext,
  conceal: Conceal,
  { clock, wire }: Pick<Settings, 'clock' | 'wire'>,
  summaries: Readonly<Record<number, string>> = {},
): ApiError | ResponseError {
  const { status } = answer;
  if (status < 400) {
    // A browser hides the status of a redirect behind a 0.
    const expected = 'no redirect, which could carry the token elsewhere. Check shop or baseUrl';
    return new ResponseError({ ...context, at: 'status', expected });
  }
  // A date is one of the platform's clock, and so is what it says that the time is now.
  const told = Date.parse(answer.headers.get('date') ?? '');
  const retryAfterMs = readRetryAfter(answer.headers.get('retry-after'), told || clock.now());
  const details = { ...context, reason: reasonOf(answer, conceal, wire), retryAfterMs };
  // Whether what took too long to arrive was carried out after all, a 408 does not say.
  if (status >= 500 || status === 408) return new ServerError(details);
  return platformErrorOf(details, summaries[status]);
}

/** The error of a status of 4xx. */
export function platformErrorOf(details: ApiErrorDetails, summary?: string): ApiError {
  const Refusal = REFUSALS[details.status ?? 0] ?? InvalidRequestError;
  return new Refusal(details, summary);
}

/** Reads the body of a 2xx answer, or throws where the contract does not know it. */
export function readBody<Value>(
  answer: WireAnswer,
  context: () => RequestContext,
  decode: (body: unknown) => Decoded<Value>,
  conceal: Conceal,
  { maxResponseBytes: most, wire }: Pick<Settings, 'maxResponseBytes' | 'wire'>,
): Value {
  const { status, text } = answer;
  const mismatch = (at: string, expected: string): ResponseError => {
    // Some platforms tell an error with 200.
    const reason = reasonOf(answer, conceal, wire);
    return new ResponseError({ ...context(), at, expected, ...(reason && { reason }) });
  };
  if (text === undefined) throw mismatch('body', `${most} bytes long at most`);
  if (status === 206) throw mismatch('', 'whole, and not a part (206)');
  let decoded: Decoded<Value>;
  try {
    // What JSON.parse reads well has lost no digits; looking for long numbers first would cost more.
    decoded = decode(JSON.parse(text));
    if (!decoded.ok) decoded = decode(parseJson(text));
  } catch {
    throw mismatch('', text === '' ? 'JSON, it is empty' : 'JSON');
  }
  if (!decoded.ok) throw mismatch(decoded.path, decoded.expected);
  return decoded.value;
}

function reasonOf(answer: WireAnswer, conceal: Conceal, wire: WireProfile): string | undefined {
  let text: string | undefined;
  try {
    text = decodeErrorText(JSON.parse(answer.text ?? ''), wire);
  } catch {
    return undefined;
  }
  if (text === undefined) return undefined;
  // Control characters could break lines of a log, or colour a terminal.
  const words = conceal(text)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return words.length > LONGEST_REASON ? `${words.slice(0, LONGEST_REASON)}…` : words;
}
