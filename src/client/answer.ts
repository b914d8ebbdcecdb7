import {
  AuthenticationError,
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ResponseError,
  ServerError,
} from '../errors/index.ts';
import type { ApiError, RequestContext } from '../errors/index.ts';
import { decodeErrorText, parseJson, readRetryAfter, REQUEST_ID_HEADER } from '../wire/index.ts';
import type { Decoded } from '../wire/index.ts';
import type { WireAnswer, WireRequest } from './transport.ts';

/** The longest piece of the platform's words that goes into an error. */
const LONGEST_REASON = 300;

/** What an error tells of the request that it is about. */
export function contextOf(
  request: WireRequest,
  answer?: WireAnswer,
  attempts?: number,
): RequestContext {
  return {
    method: request.method,
    path: request.path,
    status: answer?.status,
    requestId: answer?.headers.get(REQUEST_ID_HEADER)?.slice(0, 100) ?? undefined,
    attempts,
  };
}

/** The error of a status outside of 2xx; `secret` is cut out of the platform's words. */
export function errorOf(
  answer: WireAnswer,
  context: RequestContext,
  secret: string,
  now: number,
): ApiError | ResponseError {
  const { status } = answer;
  if (status < 400) {
    // A browser hides the status of a redirect behind a 0.
    const expected =
      status === 0 || (status >= 300 && status < 400)
        ? 'no redirect: following it could send the access token elsewhere. Check shop or baseUrl'
        : 'a final status';
    return new ResponseError({ ...context, at: 'status', expected });
  }
  const details = { ...context, reason: reasonOf(answer, secret) };
  if (status >= 500) return new ServerError(details);
  switch (status) {
    case 401:
      return new AuthenticationError(details);
    case 403:
      return new PermissionError(details);
    case 404:
      return new NotFoundError(details);
    case 409:
      return new ConflictError(details);
    case 429: {
      const retryAfterMs = readRetryAfter(answer.headers.get('retry-after'), now);
      return new RateLimitError({ ...details, retryAfterMs });
    }
    default:
      return new InvalidRequestError(details);
  }
}

/** Reads the body of a 2xx answer, or throws where the contract does not know it. */
export function readBody<Value>(
  answer: WireAnswer,
  context: RequestContext,
  decode: (body: unknown) => Decoded<Value>,
): Value {
  let body: unknown;
  try {
    body = parseJson(answer.text);
  } catch {
    const expected = answer.text === '' ? 'JSON, it is empty' : 'JSON';
    throw new ResponseError({ ...context, at: '', expected });
  }
  const decoded = decode(body);
  if (!decoded.ok)
    throw new ResponseError({ ...context, at: decoded.path, expected: decoded.expected });
  return decoded.value;
}

function reasonOf(answer: WireAnswer, secret: string): string | undefined {
  let text: string | undefined;
  try {
    text = decodeErrorText(JSON.parse(answer.text));
  } catch {
    return undefined;
  }
  const words = text?.replaceAll(secret, '[access token]').replaceAll(/\s+/g, ' ').trim();
  return words !== undefined && words.length > LONGEST_REASON
    ? `${words.slice(0, LONGEST_REASON)}…`
    : words;
}
