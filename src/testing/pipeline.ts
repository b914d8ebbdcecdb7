import { ACCESS_TOKEN_HEADER, shopOrigin } from '../wire/index.ts';
import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import { callEndpoint } from './routes.ts';

/** Answers a call, or passes it on and may change what comes back. */
type Layer = (call: Call, next: () => Promise<Answer>) => Answer | Promise<Answer>;

const requireShop: Layer = ({ shop, url }, next) => {
  const name = shop.settings.shop;
  const origin = shopOrigin(name);
  if (url.origin === origin) return next();
  return refuse(404, `There is no shop at ${url.origin}: this is the shop ${name} at ${origin}`);
};

const requireToken: Layer = ({ shop, headers }, next) => {
  const token = headers.get(ACCESS_TOKEN_HEADER);
  if (token === shop.settings.accessToken) return next();
  const problem = token === null ? 'is missing' : 'holds no valid access token of this shop';
  return refuse(401, `${ACCESS_TOKEN_HEADER} ${problem}`);
};

/**
 * What every call goes through on its way to an endpoint, from the outside in. What concerns the
 * whole exchange, however it ends, stands in front; what depends on who calls stands behind the
 * token.
 */
const LAYERS: readonly Layer[] = [requireShop, requireToken];

/** Takes a call through all layers from the given one on, and to its endpoint. */
export async function answerCall(call: Call, from = 0): Promise<Answer> {
  const layer = LAYERS[from];
  return layer === undefined ? callEndpoint(call) : layer(call, () => answerCall(call, from + 1));
}
