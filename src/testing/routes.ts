import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import { connect } from './connect.ts';
import { query } from './query.ts';
import { update } from './update.ts';

/** What can be done at a path: the one method that it takes. */
interface Route {
  readonly method: string;
  readonly answer: (call: Call, variantId: string) => Answer | Promise<Answer>;
}

const COLLECTION: Route = { method: 'GET', answer: query };
const CONNECT: Route = { method: 'POST', answer: connect };
const VARIANT: Route = { method: 'PUT', answer: update };

/** Answers a call by the version, path and method that it names. */
export function callEndpoint(call: Call): Answer | Promise<Answer> {
  const { apiVersion } = call.shop.settings;
  const { pathname } = call.url;
  const [, api, version, collection, item, ...rest] = pathname.split('/');
  if (api !== 'api' || version === undefined) return refuse(404, `There is nothing at ${pathname}`);
  if (version !== apiVersion) {
    return refuse(404, `There is no API version ${version}: this shop answers ${apiVersion}`);
  }
  const route = collection === 'inventory' && rest.length === 0 ? routeOf(item) : undefined;
  if (route === undefined) return refuse(404, `There is nothing at ${pathname}`);
  if (call.method !== route.method) {
    const text = `${call.method} is not allowed at ${pathname}: it takes ${route.method}`;
    return refuse(405, text, { Allow: route.method });
  }
  return route.answer(call, decodeSegment(item ?? ''));
}

function routeOf(item: string | undefined): Route | undefined {
  if (item === undefined) return COLLECTION;
  if (item === '') return undefined;
  return item === 'connect' ? CONNECT : VARIANT;
}

/** Undoes the escapes of a path; one that cannot be undone names nothing that there is. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
