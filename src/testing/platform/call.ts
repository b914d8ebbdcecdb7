import { ACCESS_TOKEN_HEADER, shopOrigin } from '../../wire/index.ts';
import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { FakeOperation } from '../faults/fault.ts';
import type { Settings } from '../options.ts';
import type { Shop } from '../state/shop.ts';
import { catalogResource } from './catalog-routes.ts';
import type { CatalogResource } from './catalog-routes.ts';

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

/** The endpoint that a request is for, or the answer to one that meets none. */
type Route =
  | {
      readonly operation: FakeOperation;
      /** The last part of the path: a variant, a subscription, or nothing. */
      readonly item: string;
      /** What of the catalog. */
      readonly resource?: CatalogResource | undefined;
    }
  | { readonly operation: undefined; readonly refusal: Answer; readonly isForeign: boolean };

/** The operations at a path, by the methods that it takes. */
interface Endpoint {
  readonly operation: FakeOperation;
  readonly methods: readonly string[];
  readonly resource?: CatalogResource;
}

const COLLECTION: Endpoint = { operation: 'query', methods: ['GET'] };
const CONNECT: Endpoint = { operation: 'connect', methods: ['POST'] };
const VARIANT: Endpoint = { operation: 'adjust', methods: ['PUT'] };
const SUBSCRIPTIONS: Endpoint = { operation: 'webhooks', methods: ['GET', 'POST'] };
const COUNT: Endpoint = { operation: 'webhooks', methods: ['GET'] };
const SUBSCRIPTION: Endpoint = { operation: 'webhooks', methods: ['GET', 'PUT', 'DELETE'] };

/** Finds what a request is for by its shop, version, path and method. */
function findRoute({ shop, apiVersion }: Settings, method: string, url: URL): Route {
  const origin = shopOrigin(shop);
  if (url.origin !== origin) {
    const text = `There is no shop at ${url.origin}: this is the shop ${shop} at ${origin}`;
    return { operation: undefined, refusal: refuse(404, text), isForeign: true };
  }
  const { pathname } = url;
  const [, api, version, ...parts] = pathname.split('/');
  if (api === 'api' && version !== undefined && version !== apiVersion) {
    return none(`There is no API version ${version}: this shop answers ${apiVersion}`);
  }
  const endpoint = api === 'api' ? endpointAt(parts) : undefined;
  if (endpoint === undefined) return none(`There is nothing at ${pathname}`);
  if (!endpoint.methods.includes(method)) {
    const allowed = endpoint.methods.join(', ');
    const text = `${method} is not allowed at ${pathname}: it takes ${allowed}`;
    const refusal = refuse(405, text, { Allow: allowed });
    return { operation: undefined, refusal, isForeign: false };
  }
  const isItem = parts.length === (endpoint.operation === 'webhooks' ? 3 : 2);
  if (endpoint.resource !== undefined) {
    const resource = { ...endpoint.resource, id: unescapePath(endpoint.resource.id) };
    return { operation: endpoint.operation, item: '', resource };
  }
  return { operation: endpoint.operation, item: isItem ? unescapePath(parts.at(-1) ?? '') : '' };
}

function none(text: string): Route {
  return { operation: undefined, refusal: refuse(404, text), isForeign: false };
}

function endpointAt(parts: readonly string[]): Endpoint | undefined {
  const [collection, item, ...rest] = parts;
  const resource = catalogResource(parts);
  if (resource !== undefined) return { operation: 'catalog', methods: ['GET'], resource };
  if (collection === 'app' && item === 'webhooks' && rest.length <= 1) {
    const [id] = rest;
    if (id === undefined) return SUBSCRIPTIONS;
    if (id === '') return undefined;
    return id === 'count' ? COUNT : SUBSCRIPTION;
  }
  if (collection !== 'inventory' || rest.length > 0) return undefined;
  if (item === undefined) return COLLECTION;
  if (item === '') return undefined;
  return item === 'connect' ? CONNECT : VARIANT;
}

/** Undoes the escapes of a path; one that cannot be undone names nothing that there is. */
export function unescapePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
