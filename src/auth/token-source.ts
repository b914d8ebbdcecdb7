import { wait } from '../base/abort.ts';
import type { Clock } from '../base/clock.ts';
import { argumentsTo } from '../errors/index.ts';
import { checkSecret, readApp, SOURCE_OPTIONS } from './options.ts';
import type { TokenSourceOptions } from './options.ts';
import { exchange } from './exchange-token.ts';
import type { AccessGrant } from './grant.ts';

/** After a renewal that failed, how long a token that is still good is used without another try. */
const PAUSE_MS = 10_000;
/** No call with a token that is still good waits longer for another one. */
const PATIENCE_MS = 5000;

/**
 * Makes a function for the client's option `accessToken`, which is asked before every request: it
 * exchanges a session token when it is asked first, keeps the access token in memory, and exchanges
 * again shortly before an online one ends. However many calls wait, there is one exchange at a time.
 *
 * A token that the platform refuses before its end, as after a new installation, is exchanged again.
 * Where a renewal fails while the token is still good, or takes longer than five seconds, the token is
 * used on, and the next renewal is tried ten seconds later. An error is thrown when there is no good
 * token, and the call of the client that had asked rejects with it.
 *
 * @throws InvalidInputError when an option is wrong. What the function throws is what
 * {@link exchangeToken} does, or what `sessionToken` threw.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { createTokenSource } from 'genstore-inventory/auth';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const app = { clientId: 'app-1', clientSecret: 'app-secret', sessionTokens: ['session-1'] };
 * const { shop, fetch } = createInventoryFake({ shop: 'acme', accessToken: 'test-token', app });
 *
 * const accessToken = createTokenSource({
 *   shop,
 *   clientId: 'app-1',
 *   clientSecret: 'app-secret',
 *   online: true,
 *   sessionToken: () => Promise.resolve('session-1'), // the page's latest one
 *   fetch,
 * });
 * const inventory = new InventoryClient({ shop, accessToken, fetch });
 * const { levels } = await inventory.query();
 * levels.length; // → 0
 * ```
 */
export function createTokenSource(
  options: TokenSourceOptions,
): (refused?: string) => Promise<string> {
  const place = argumentsTo('createTokenSource');
  const settings = readApp(place, options, SOURCE_OPTIONS);
  const { sessionToken, renewBeforeMs = 300_000 } = options;
  if (typeof sessionToken !== 'function') checkSecret(place, 'sessionToken', sessionToken);
  const { clock } = settings;

  let grant: AccessGrant | undefined;
  let renewal: Promise<AccessGrant> | undefined;
  /** When the next renewal is due. */
  let dueAt = -Infinity;

  const renew = async (): Promise<AccessGrant> => {
    const given = typeof sessionToken === 'function' ? await sessionToken() : sessionToken;
    checkSecret(place, 'sessionToken', given);
    const askedAt = clock.now();
    grant = await exchange(settings, given, undefined);
    const { expiresAt = Infinity } = grant;
    // One that lives shorter than expected is not renewed at every request.
    dueAt = expiresAt - Math.min(renewBeforeMs, (expiresAt - askedAt) / 2);
    return grant;
  };
  const renewOnce = (): Promise<AccessGrant> => {
    renewal ??= renew().finally(() => {
      renewal = undefined;
    });
    return renewal;
  };

  const isGood = (): boolean => grant !== undefined && (grant.expiresAt ?? Infinity) > clock.now();

  return async (refused) => {
    if (grant?.accessToken === refused) grant = undefined;
    if (grant !== undefined && clock.now() < dueAt) return grant.accessToken;
    const renewed = renewOnce();
    try {
      const next = await (grant === undefined ? renewed : patiently(clock, renewed));
      if (next !== undefined) return next.accessToken;
    } catch (error) {
      if (!isGood()) throw error;
    }
    if (grant === undefined || !isGood()) return (await renewed).accessToken;
    const { expiresAt = Infinity, accessToken } = grant;
    dueAt = Math.min(expiresAt, clock.now() + PAUSE_MS);
    return accessToken;
  };
}

/** Waits for a renewal; undefined where it is slow. */
async function patiently(
  clock: Clock,
  renewed: Promise<AccessGrant>,
): Promise<AccessGrant | undefined> {
  const settled = new AbortController();
  const slow = wait(clock, PATIENCE_MS, settled.signal).then(() => undefined);
  try {
    return await Promise.race([renewed, slow]);
  } finally {
    settled.abort();
  }
}
