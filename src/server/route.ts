import type { InventoryFake } from '../testing/index.ts';
import { refuse } from './answer.ts';
import type { Answer, Outcome } from './answer.ts';
import { answerControl, CONTROL_PATH } from './control/answer-control.ts';
import { refuseStranger } from './control/guard.ts';
import type { Memory } from './control/memory.ts';
import { corsOf } from './cors.ts';
import { MAX_BODY_BYTES, MAX_CONTROL_BODY_BYTES } from './incoming-body.ts';
import type { ServeSettings } from './options.ts';
import type { IncomingMessage } from 'node:http';

/** Finds who answers a request that has arrived as a whole, and has it answered. */
type Route = (request: IncomingMessage, body: string, signal: AbortSignal) => Promise<Outcome>;

/** The routes of a server. */
export interface Router {
  readonly answer: Route;
  /** How large the body of a request may be. */
  readonly mostBytes: (request: IncomingMessage) => number;
}

/** Makes the routes of a server: browsers' questions, the control surface, the fake. */
export function routeTo(
  fake: InventoryFake,
  options: ServeSettings,
  url: () => string,
  memory: Memory | undefined,
): Router {
  const cors = corsOf(options.cors);
  const refuseOf = (request: IncomingMessage, { path }: Target): Answer | undefined => {
    if (memory === undefined) return refuse(404, CLOSED);
    const { headers, method, url: line = '' } = request;
    const [, named] = TARGET.exec(line) ?? [];
    const isPage = method === 'GET' && /^\/__fake\/?(?:\?|$)/.test(path);
    const guard = {
      token: memory.token,
      host: options.host,
      fromAnywhere: options.control === 'from-anywhere',
    };
    return refuseStranger(guard, { headers, authority: named, isPage });
  };
  const answerPlatform: Route = async (request, body, signal) => {
    const { method = '', httpVersion, headers, url: line = '' } = request;
    if (httpVersion === '1.1' && headers.host === undefined) return refuse(400, 'Host is missing');
    const target = readTarget(line, headers.host);
    if (target === undefined) return refuse(404, 'There is nothing where the request line points');
    const { path, authority } = target;
    const sent = { method, url: `${fake.origin}${path}`, headers, body, signal };
    const outcome = await fake.exchange(sent);
    const origin = authority === undefined ? url() : `http://${authority}`;
    return { ...outcome, headers: headersFrom(outcome, `${fake.origin}/`, `${origin}/`) };
  };
  const answerHere = async (
    request: IncomingMessage,
    target: Target,
    body: string,
  ): Promise<Outcome> => {
    const refusal = refuseOf(request, target);
    if (refusal !== undefined || memory === undefined) return refusal ?? refuse(404, CLOSED);
    const { path } = target;
    const [plain = ''] = path.split('?', 1);
    if (`${plain}/` === CONTROL_PATH) {
      return { status: 308, headers: { Location: CONTROL_PATH }, body: '' };
    }
    const lastEventId = request.headers['last-event-id']?.toString();
    return answerControl(fake, memory, { method: request.method ?? '', path, body, lastEventId });
  };

  return {
    mostBytes: (request) => {
      const target = controlOf(request);
      if (target === undefined) return MAX_BODY_BYTES;
      return refuseOf(request, target) === undefined ? MAX_CONTROL_BODY_BYTES : 0;
    },
    answer: async (request, body, signal) => {
      const target = controlOf(request);
      if (target !== undefined) {
        const outcome = await answerHere(request, target, body);
        return { ...outcome, headers: { ...SAFE_HEADERS, ...outcome.headers } };
      }
      const outcome =
        cors.preflight(request.method ?? '', request.headers) ??
        (await answerPlatform(request, body, signal));
      return options.cors === false
        ? outcome
        : { ...outcome, headers: { ...outcome.headers, ...cors.headers(request.headers) } };
    },
  };
}

/** The platform has no such path, so who asks wants the control surface. */
const CLOSED =
  'The control surface is closed. Start the fake with --control, or by serveInventoryFake(fake, { control: true })';

/** The headers of all that stands behind `/__fake/`. What a page may load, it says itself. */
const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** The target of a request to the control surface, whether it is open or not. */
function controlOf(request: IncomingMessage): Target | undefined {
  const target = readTarget(request.url ?? '', request.headers.host);
  return target !== undefined && isControl(target.path) ? target : undefined;
}

function isControl(path: string): boolean {
  return path.startsWith(CONTROL_PATH) || /^\/__fake(?:\?|$)/.test(path);
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
