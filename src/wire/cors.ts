import { REQUEST_ID_HEADER } from './paths.ts';
import { RATE_LIMIT_HEADER } from './rate-limit.ts';

/** The headers of a request, by their names in whichever case. */
type Asking = Pick<Headers, 'get'>;

const METHODS = 'GET, POST, PUT, DELETE';
const ANSWER_HEADERS = `Link, Retry-After, ${RATE_LIMIT_HEADER}, ${REQUEST_ID_HEADER}`;

/**
 * [A] The headers that answer a browser's question before a request of a page (`OPTIONS`); undefined
 * where a request is no such question. Pages of every origin are allowed.
 */
export function preflightHeaders(
  method: string,
  asking: Asking,
): Readonly<Record<string, string>> | undefined {
  const asked = asking.get('access-control-request-method');
  if (method !== 'OPTIONS' || asked === null) return undefined;
  return {
    ...pageHeaders(asking),
    'Access-Control-Allow-Methods': METHODS,
    'Access-Control-Allow-Headers': asking.get('access-control-request-headers') ?? '',
  };
}

/**
 * [A] The headers that let a page read an answer: browsers, and what stands in for them in tests, name
 * the page's origin in their request.
 */
export function pageHeaders(asking: Asking): Readonly<Record<string, string>> {
  const origin = asking.get('origin');
  if (origin === null) return {};
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': ANSWER_HEADERS,
    Vary: 'Origin',
  };
}
