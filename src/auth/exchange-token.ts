import { wait } from '../base/abort.ts';
import {
  answeredContextOf,
  backoffMs,
  contextOf,
  createTransport,
  errorOf,
  failureOf,
  isNoJson,
  isPassing,
  readBody,
} from '../client/tokenless.ts';
import type { WireRequest } from '../client/tokenless.ts';
import { argumentsTo } from '../errors/index.ts';
import type { RequestContext } from '../errors/index.ts';
import {
  decodeTokenAnswer,
  encodeTokenRequest,
  GENSTORE_202412,
  TOKEN_PATH,
} from '../wire/index.ts';
import { grantOf } from './grant.ts';
import type { AccessGrant } from './grant.ts';
import { checkSecret, EXCHANGE_OPTIONS, readApp } from './options.ts';
import type { ExchangeTokenOptions, Settings } from './options.ts';

/**
 * Gives the platform a session token, which a page of an embedded app has of its user, and gets an
 * access token for it. By default that is an offline token, the app's own, which does not end: keep it
 * where you keep secrets. With `online` it is the user's, and ends after a day.
 *
 * A request that fails on the way is repeated: at worst the platform has given a token that nobody
 * uses. No error shows the secret, the session token or the access token.
 *
 * @throws InvalidInputError when an option is wrong, before anything is sent.
 * @throws AuthenticationError when the platform does not accept the app (401).
 * @throws InvalidRequestError when it does not accept the session token: it may have ended (400).
 * @throws PermissionError when the app may not have a token of this shop (403).
 * @throws NotFoundError when there is no such shop (404).
 * @throws RateLimitError, ServerError, ConnectionError or TimeoutError when it may be tried later.
 * @throws ResponseError when the answer holds no token.
 * @throws the signal's reason, when it is aborted.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { exchangeToken } from 'genstore-inventory/auth';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const app = { clientId: 'app-1', clientSecret: 'app-secret', sessionTokens: ['session-1'] };
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', app });
 * const { shop, fetch } = fake;
 *
 * const { accessToken, scopes } = await exchangeToken({
 *   shop,
 *   clientId: 'app-1',
 *   clientSecret: 'app-secret', // from where you keep secrets
 *   sessionToken: 'session-1', // from the page
 *   fetch, // left out, it is the platform
 * });
 * scopes.includes('write_inventory'); // → true
 * const inventory = new InventoryClient({ shop, accessToken, fetch });
 * await inventory.query();
 * ```
 */
export async function exchangeToken(options: ExchangeTokenOptions): Promise<AccessGrant> {
  const place = argumentsTo('exchangeToken');
  const settings = readApp(place, options, EXCHANGE_OPTIONS);
  const { sessionToken, signal } = options;
  checkSecret(place, 'sessionToken', sessionToken);
  return exchange(settings, sessionToken, signal ?? undefined);
}

/** What an answer of these statuses means here, where it is not about inventory. */
const SUMMARIES: Readonly<Record<number, string>> = {
  400: 'The platform does not accept the request. The session token may have ended: get another.',
  401: 'The client id, the client secret or the session token was not accepted.',
  403: 'The app may not have a token of this shop.',
  404: 'The shop does not exist, or gives no tokens.',
};

/** Asks for a token until there is one, or no more use in asking. */
export async function exchange(
  settings: Settings,
  sessionToken: string,
  signal: AbortSignal | undefined,
): Promise<AccessGrant> {
  const { clientId, clientSecret, online, clock, maxRetries } = settings;
  const body = encodeTokenRequest({ clientId, clientSecret, sessionToken, online });
  const request: WireRequest = { method: 'POST', path: TOKEN_PATH, body };
  // The longest first: one can begin like the other.
  const secrets = [clientSecret, sessionToken].toSorted((a, b) => b.length - a.length);
  const conceal = (words: string): string =>
    secrets.reduce((shown, secret) => shown.replaceAll(secret, '[secret]'), words);
  const deadlineAt = clock.now() + settings.deadlineMs;
  for (let attempts = 1; ; attempts += 1) {
    signal?.throwIfAborted();
    const remainingMs = deadlineAt - clock.now();
    try {
      return await attempt(settings, { request, attempts, conceal, remainingMs, signal });
    } catch (error) {
      signal?.throwIfAborted();
      // Something in between may have answered for the platform, once.
      const isWorthIt = isPassing(error) || (isNoJson(error) && attempts === 1);
      if (!isWorthIt || attempts > maxRetries) throw error;
      const delayMs = backoffMs(error, attempts);
      if (delayMs >= deadlineAt - clock.now()) throw error;
      await wait(clock, delayMs, signal);
    }
  }
}

/** One request of several for the same token. */
interface Attempt {
  readonly request: WireRequest;
  readonly attempts: number;
  readonly conceal: (words: string) => string;
  readonly remainingMs: number;
  readonly signal: AbortSignal | undefined;
}

async function attempt(
  settings: Settings,
  { request, attempts, conceal, remainingMs, signal }: Attempt,
): Promise<AccessGrant> {
  const { clock } = settings;
  const reading = { ...settings, wire: GENSTORE_202412 };
  const timeoutMs = Math.min(settings.timeoutMs, remainingMs);
  const askedAt = clock.now();
  const answer = await createTransport(settings)(request, { token: undefined, timeoutMs, signal });
  if ('failure' in answer) throw failureOf(answer, contextOf(request, attempts), timeoutMs);
  const context = (): RequestContext => answeredContextOf(request, attempts, answer, conceal);
  const { status } = answer;
  if (status < 200 || status > 299) {
    throw errorOf(answer, context(), conceal, reading, SUMMARIES);
  }
  return grantOf(readBody(answer, context, decodeTokenAnswer, conceal, reading), askedAt);
}
