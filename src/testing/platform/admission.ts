import { ACCESS_TOKEN_HEADER, missingScope, RATE_LIMIT_HEADER } from '../../wire/index.ts';
import type { ScopedCall } from '../../wire/index.ts';
import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { takeRequest, usedRequests, writeRetryAfter } from '../state/buckets.ts';
import type { Body } from './body.ts';
import { catalog } from './catalog.ts';
import { scopedCall } from './catalog-routes.ts';
import type { CatalogResource } from './catalog-routes.ts';
import type { Call } from './call.ts';
import { connect, query, update } from './endpoints.ts';
import { subscriptions } from './subscriptions.ts';

/** Refuses a call, or lets it pass. */
type Check = (call: Call) => Answer | undefined;

const checkShop: Check = ({ route }) =>
  route.operation === undefined && route.isForeign ? route.refusal : undefined;

const checkToken: Check = ({ shop, token }) => {
  if (token !== undefined && shop.settings.tokens.has(token)) return undefined;
  const problem = token === undefined ? 'is missing' : 'holds no valid access token of this shop';
  return refuse(401, `${ACCESS_TOKEN_HEADER} ${problem}`);
};

const checkRate: Check = ({ shop, token = '' }) => {
  const { rateLimit, clock } = shop.settings;
  if (rateLimit === undefined) return undefined;
  const waitMs = takeRequest(shop.buckets, token, rateLimit, clock);
  if (waitMs === 0) return undefined;
  const text = `Too many requests: the next one may come in ${waitMs / 1000} seconds`;
  const retryAfter = writeRetryAfter(waitMs, rateLimit.retryAfter, clock);
  return refuse(429, text, retryAfter === undefined ? {} : { 'Retry-After': retryAfter });
};

const checkRoute: Check = ({ route }) =>
  route.operation === undefined ? route.refusal : undefined;

const checkScope: Check = ({ shop, token = '', route, method }) => {
  const needing = neededBy(route, method);
  if (needing === undefined) return undefined;
  const missing = missingScope(shop.settings.tokens.get(token) ?? [], needing);
  if (missing === undefined) return undefined;
  return refuse(403, `The access token needs the scope ${missing} for this`);
};

/** What a route needs a scope for. */
function neededBy(route: Call['route'], method: string): ScopedCall | undefined {
  switch (route.operation) {
    case 'webhooks':
      return method === 'GET' ? 'read-webhooks' : 'write-webhooks';
    case 'catalog':
      return route.resource && scopedCall(route.resource);
    case 'connect':
    case 'adjust':
    case 'query':
    case undefined:
      return route.operation;
  }
}

/**
 * The checks that a call must pass before an endpoint sees it, in this order, by its head alone: all
 * of it happens at the moment of its arrival, so that a request that takes long has paid at its
 * time.
 */
const CHECKS: readonly Check[] = [checkShop, checkToken, checkRate, checkRoute, checkScope];

/** Takes a call through the checks; returns the refusal of the first that it does not pass. */
export function admit(call: Call): Answer | undefined {
  for (const check of CHECKS) {
    const refusal = check(call);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Answers as the platform does, and tells how full the bucket is to whom it belongs. */
export function answerCall(call: Call, refusal: Answer | undefined, body: Body): Answer {
  const given = refusal ?? callEndpoint(call, body);
  const { token = '' } = call;
  const { rateLimit, tokens, clock } = call.shop.settings;
  if (rateLimit === undefined || !tokens.has(token)) return given;
  const used = usedRequests(call.shop.buckets, token, rateLimit, clock);
  const headers = { ...given.headers, [RATE_LIMIT_HEADER]: `${used}/${rateLimit.capacity}` };
  return { ...given, headers };
}

/** Has the endpoint answer a call that was let pass. */
function callEndpoint(call: Call, body: Body): Answer {
  const { route } = call;
  switch (route.operation) {
    case 'connect':
      return connect(call, body);
    case 'adjust':
      return update(call, body, route.item);
    case 'query':
      return query(call);
    case 'webhooks':
      return subscriptions(call, body, route.item);
    case 'catalog':
      return catalog(call, route.resource as CatalogResource);
    case undefined:
      return route.refusal;
  }
}
