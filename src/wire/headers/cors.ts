import { ACCESS_TOKEN_HEADER, REQUEST_ID_HEADER } from '../paths.ts';
import { RATE_LIMIT_HEADER } from './rate-limit.ts';

/** The headers of a request, by their names in whichever case. */
type Asking = Pick<Headers, 'get'>;

const METHODS = 'GET, POST, PUT, DELETE';
const REQUEST_HEADERS = `Accept, Content-Type, ${ACCESS_TOKEN_HEADER}`;
const ANSWER_HEADERS = `Link, Retry-After, ${RATE_LIMIT_HEADER}, ${REQUEST_ID_HEADER}`;

/**
 * [A] The headers that answer a browser's question before a request of a page; undefined where a
 * request is no such question. Pages of every origin are allowed. The question is an `OPTIONS` without
 * a token: what stands in for a browser in tests may have taken its other headers away.
 */
export function preflightHeaders(
  method: string,
  asking: Asking,
): Readonly<Record<string, string>> | undefined {
  if (method !== 'OPTIONS' || asking.get(ACCESS_TOKEN_HEADER) !== null) return undefined;
  return {
    ...pageHeaders(asking),
    'Access-Control-Allow-Methods': METHODS,
    'Access-Control-Allow-Headers': asking.get('access-control-request-headers') ?? REQUEST_HEADERS,
  };
}

/**
 * [A] The headers that let a page read an answer. A page that is named is allowed by its name, so that
 * its requests may carry cookies, as some libraries have them.
 */
export function pageHeaders(asking: Asking): Readonly<Record<string, string>> {
  const origin = asking.get('origin');
  const exposed = { 'Access-Control-Expose-Headers': ANSWER_HEADERS };
  if (origin === null) return { ...exposed, 'Access-Control-Allow-Origin': '*' };
  return {
    ...exposed,
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    Vary: 'Origin',
  };
}
