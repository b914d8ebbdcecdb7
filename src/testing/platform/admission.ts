import { ACCESS_TOKEN_HEADER, missingScope } from '../../wire/index.ts';
import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { takeRequest, writeSeconds } from '../state/buckets.ts';
import type { Call } from './call.ts';
import { connect, query, update } from './endpoints.ts';
import type { Body } from './endpoints.ts';

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
  const seconds = writeSeconds(waitMs / 1000);
  const text = `Too many requests: the next one may come in ${seconds} seconds`;
  return refuse(429, text, { 'Retry-After': seconds });
};

const checkRoute: Check = ({ route }) =>
  route.operation === undefined ? route.refusal : undefined;

const checkScope: Check = ({ shop, token = '', route }) => {
  if (route.operation === undefined) return undefined;
  const missing = missingScope(shop.settings.tokens.get(token) ?? [], route.operation);
  if (missing === undefined) return undefined;
  return refuse(403, `The access token needs the scope ${missing} for this`);
};

/**
 * What a call must pass before an endpoint sees it, in this order, by its head alone: all of it
 * happens at the moment of its arrival, so that a request that takes long has paid at its time.
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

/** Has the endpoint answer a call that was let pass. */
export function callEndpoint(call: Call, body: Body): Answer {
  const { route } = call;
  switch (route.operation) {
    case 'connect':
      return connect(call, body);
    case 'adjust':
      return update(call, body, route.variantId);
    case 'query':
      return query(call);
    case undefined:
      return route.refusal;
  }
}
