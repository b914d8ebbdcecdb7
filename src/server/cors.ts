import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';

/** Which web pages may read the answers. */
export interface Cors {
  /** The headers of an answer to a page's request. */
  readonly headers: (request: IncomingHttpHeaders) => Readonly<Record<string, string>>;
  /** Answers a browser's question before the request itself; undefined where it asks nothing. */
  readonly preflight: (method: string, request: IncomingHttpHeaders) => Answer | undefined;
  /** Whether a request comes from no page, or from one that may read the answer. */
  readonly allows: (request: IncomingHttpHeaders) => boolean;
}

const NONE = Object.freeze({});
const ANSWER_HEADERS = 'Link, Retry-After, X-Genstore-Shop-Api-Rate-Limit, X-Request-Id';
const METHODS = 'GET, POST, PUT, DELETE';
const DAY_SECONDS = '86400';

/** Makes the rule of `serveInventoryFake`'s option. */
export function corsOf(allowed: boolean | readonly string[]): Cors {
  const originFor = (origin: string | undefined): string | undefined => {
    if (allowed === true) return '*';
    if (allowed === false || origin === undefined) return undefined;
    return allowed.includes(origin) ? origin : undefined;
  };
  const vary = typeof allowed === 'boolean' ? NONE : { Vary: 'Origin' };
  const headers = ({ origin }: IncomingHttpHeaders): Readonly<Record<string, string>> => {
    const shown = originFor(origin);
    if (shown === undefined) return vary;
    return {
      ...vary,
      'Access-Control-Allow-Origin': shown,
      'Access-Control-Expose-Headers': ANSWER_HEADERS,
    };
  };
  return {
    headers,
    preflight: (method, request) => {
      const asked = request['access-control-request-method'];
      const shown = originFor(request.origin);
      if (method !== 'OPTIONS' || asked === undefined || shown === undefined) return undefined;
      return {
        status: 204,
        headers: {
          'Access-Control-Allow-Methods': METHODS,
          'Access-Control-Allow-Headers': request['access-control-request-headers'] ?? '',
          'Access-Control-Max-Age': DAY_SECONDS,
        },
        body: '',
      };
    },
    allows: ({ origin }) => origin === undefined || originFor(origin) !== undefined,
  };
}
