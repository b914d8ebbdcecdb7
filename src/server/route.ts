import type { InventoryFake } from '../testing/index.ts';
import { refuse } from './answer.ts';
import type { Outcome } from './answer.ts';
import { answerControl, CONTROL_PATH } from './control.ts';
import { corsOf } from './cors.ts';
import type { ServeSettings } from './options.ts';
import type { IncomingMessage } from 'node:http';

/** Finds who answers a request that has arrived as a whole, and has it answered. */
export type Route = (
  request: IncomingMessage,
  body: string,
  signal: AbortSignal,
) => Promise<Outcome>;

/** Makes the route of a server: browsers' questions, the control surface, the fake. */
export function routeTo(fake: InventoryFake, options: ServeSettings, url: () => string): Route {
  const cors = corsOf(options.cors);

  const answer: Route = async (request, body, signal) => {
    const { method = '', httpVersion, headers, url: line = '' } = request;
    if (httpVersion === '1.1' && headers.host === undefined) return refuse(400, 'Host is missing');
    const target = readTarget(line, headers.host);
    if (target === undefined) return refuse(404, 'There is nothing where the request line points');
    const { path, authority } = target;
    if (options.control && path.startsWith(CONTROL_PATH)) {
      if (cors.allows(headers)) return answerControl(fake, { method, path, body });
      return refuse(403, `Pages of ${headers.origin} may not use ${CONTROL_PATH}`);
    }
    const sent = { method, url: `${fake.origin}${path}`, headers, body, signal };
    const outcome = await fake.exchange(sent);
    const origin = authority === undefined ? url() : `http://${authority}`;
    return { ...outcome, headers: headersFrom(outcome, `${fake.origin}/`, `${origin}/`) };
  };

  return async (request, body, signal) => {
    const outcome =
      cors.preflight(request.method ?? '', request.headers) ??
      (await answer(request, body, signal));
    return options.cors === false
      ? outcome
      : { ...outcome, headers: { ...outcome.headers, ...cors.headers(request.headers) } };
  };
}

/** Headers that say where a body ends, which the server alone knows. */
const FRAMING = /^(?:content-length|transfer-encoding)$/i;

/**
 * The fake's headers as they leave the server. Cursors point to where the fake is served: at the
 * shop's own origin is the real platform.
 */
function headersFrom(
  { headers }: Outcome,
  from: string,
  to: string,
): Readonly<Record<string, string>> {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!FRAMING.test(name)) sent[name] = value.replaceAll(from, to);
  }
  return sent;
}

/** A request's target: `/path?query`, or the same behind an origin, as proxies are asked. */
const TARGET = /^(?:https?:\/\/([^/?#]*))?([/?].*)?$/is;

/** The authority that can stand between `//` and `/` without changing what a URL means. */
const AUTHORITY = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** A request target, taken apart. */
export interface Target {
  /** Path and query, as they were sent. */
  readonly path: string;
  /** The host that the client believes it talks to, where it can stand in a URL. */
  readonly authority: string | undefined;
}

/** Reads a request target; undefined where it names no path, as `*` does not. */
export function readTarget(target: string, host: string | undefined): Target | undefined {
  const [match, named, path = '/'] = TARGET.exec(target) ?? [];
  if (match === undefined || match === '') return undefined;
  const authority = named ?? host ?? '';
  return {
    path: path.startsWith('/') ? path : `/${path}`,
    authority: AUTHORITY.test(authority) ? authority : undefined,
  };
}
