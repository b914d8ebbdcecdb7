import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';

/** Carries the token of the page itself. */
export const CONTROL_HEADER = 'X-Fake-Control';

/** Whom a control surface hears. */
export interface Guard {
  /** The page's own token. */
  readonly token: string;
  /** The host that the server was started with. */
  readonly host: string;
  readonly fromAnywhere: boolean;
}

/** A request, as far as it tells who sends it. */
export interface Sender {
  readonly headers: IncomingHttpHeaders;
  /** The host in the request line, where it has one. */
  readonly authority: string | undefined;
  /** Whether it asks for the page to look at. */
  readonly isPage: boolean;
}

/**
 * Refuses requests that web pages of others send, also those that had a name of their own point to
 * this machine: such a page would otherwise use the fake as if it were its own server.
 */
export function refuseStranger(
  guard: Guard,
  { headers, authority, isPage }: Sender,
): Answer | undefined {
  for (const named of [headers.host, authority ?? headers.host]) {
    if (named !== undefined && isKnownHost(guard, named)) continue;
    return refuse(
      403,
      `Host must be a name of this machine, such as localhost, or the --host that the fake was started with: ${named ?? 'it is missing'}`,
    );
  }
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  const isVisit = isPage && headers['sec-fetch-mode'] === 'navigate';
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none' && !isVisit;
  const hasOrigin = origin !== undefined;
  if (isForeign || (hasOrigin && origin !== `http://${headers.host ?? ''}`)) {
    return refuse(403, `Pages of ${origin ?? 'other origins'} may not use /__fake/`);
  }
  if (hasOrigin && !isToken(guard.token, headers[CONTROL_HEADER.toLowerCase()])) {
    return refuse(403, `${CONTROL_HEADER} must hold the page's own token: load /__fake/ again`);
  }
  return undefined;
}

function isToken(token: string, given: string | readonly string[] | undefined): boolean {
  const [right, sent] = [Buffer.from(token), Buffer.from(String(given))];
  return right.length === sent.length && timingSafeEqual(right, sent);
}

/** The names that nobody but the machine's owner can point somewhere. */
const OWN_NAME = /^(?:[^.]+|.+\.(?:localhost|internal))$/;

function isKnownHost({ host, fromAnywhere }: Guard, named: string): boolean {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([\w.-]*))(?::\d{1,5})?$/.exec(named) ?? [];
  const name = (bracketed ?? plain ?? '').toLowerCase();
  if (name === '') return false;
  if (name === host.toLowerCase() || isLoopback(name)) return true;
  return fromAnywhere && (isIP(name) !== 0 || OWN_NAME.test(name));
}

/** Whether a name or an address is one of this machine alone. */
export function isLoopback(name: string): boolean {
  if (isIP(name) === 4) return name.startsWith('127.');
  return name === '::1' || name === 'localhost' || name.endsWith('.localhost');
}
