import { ACCESS_TOKEN_HEADER } from '../wire/index.ts';
import { findRoute } from './routes.ts';
import type { Route } from './routes.ts';
import type { Shop } from './shop.ts';

/** A request as it comes in over any transport. */
export interface ExchangeRequest {
  readonly method: string;
  /** The whole URL. */
  readonly url: string;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as text, or a promise where it is still arriving. */
  readonly body: string | Promise<string>;
  readonly signal?: AbortSignal;
}

/** The head of a request to a shop, as the checks and the endpoints see it. */
export interface Call {
  readonly shop: Shop;
  readonly method: string;
  readonly url: URL;
  readonly token: string | undefined;
  readonly contentType: string;
  readonly route: Route;
}

/** Reads the head of a request. */
export function toCall(shop: Shop, { method, url: text, headers }: ExchangeRequest): Call {
  const url = new URL(text);
  return {
    shop,
    method,
    url,
    token: headers[ACCESS_TOKEN_HEADER.toLowerCase()]?.toString(),
    contentType: headers['content-type']?.toString() ?? '',
    route: findRoute(shop.settings, method, url),
  };
}
