import { isSignal } from '../base/abort.ts';
import {
  check,
  checkBoolean,
  checkFunction,
  checkNumber,
  checkText,
  within,
} from '../base/check.ts';
import type { Place } from '../base/check.ts';
import { systemClock } from '../base/clock.ts';
import type { Clock } from '../base/clock.ts';
import {
  checkClock,
  checkCount,
  checkDuration,
  checkFields,
  checkNothing,
  checkPage,
  checkPositive,
  readBaseUrl,
} from '../client/tokenless.ts';
import type { ChecksOf } from '../client/tokenless.ts';
import type { Fetch } from '../client/index.ts';

/** An app and the shop that it asks for a token. One of `shop` and `baseUrl` says where that is. */
export interface AppOptions {
  /** The shop's name, the first label of its host: `'acme'` for `acme.genmystore.com`. */
  readonly shop?: string | undefined;
  /** The part before `/oauth2`: https, or http on a loopback host, where a fake is served. */
  readonly baseUrl?: string | undefined;
  /** The app's client id. */
  readonly clientId: string;
  /** The app's client secret. It goes into the request, and nowhere else. */
  readonly clientSecret: string;
  /**
   * Whether the token is to be the user's, which ends after a day, instead of the app's own, which
   * does not. The default is `false`.
   */
  readonly online?: boolean | undefined;
  /** Replaces the global `fetch`, as for the client. */
  readonly fetch?: Fetch | undefined;
  /** How long one request may take, its answer's body included, in milliseconds; 30,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** How long all of it may take, with repetitions and pauses, in milliseconds; 60,000 by default. */
  readonly deadlineMs?: number | undefined;
  /** How often the request may be repeated; 3 by default. */
  readonly maxRetries?: number | undefined;
  /** How long the body of the answer may be, in bytes; 65,536 by default. A longer one is not read. */
  readonly maxResponseBytes?: number | undefined;
  /** Allows it in a web page, where everyone who opens the page can read the app's secret. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /** Allows a `baseUrl` of plain http on any host: everyone on the way can read the secrets. */
  readonly dangerouslyAllowHttp?: boolean | undefined;
  /** Replaces the system's clock in tests. */
  readonly clock?: Clock | undefined;
}

/** The options of {@link exchangeToken}. */
export interface ExchangeTokenOptions extends AppOptions {
  /** The session token that the page of the app was given. */
  readonly sessionToken: string;
  /** Cancels the exchange, which then rejects with the signal's own reason; null counts as left out. */
  readonly signal?: AbortSignal | null | undefined;
}

/** The options of {@link createTokenSource}. */
export interface TokenSourceOptions extends AppOptions {
  /** The session token, or where to get the one of the moment: asked before every exchange. */
  readonly sessionToken: string | (() => string | Promise<string>);
  /** How long before its end a token is renewed, in milliseconds; 300,000, five minutes, by default. */
  readonly renewBeforeMs?: number | undefined;
}

/** What an exchange needs to know, but for the session token. */
export interface Settings {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly online: boolean;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly maxRetries: number;
  readonly maxResponseBytes: number;
  readonly clock: Clock;
}

const APP: ChecksOf<AppOptions> = {
  shop: checkNothing,
  baseUrl: checkNothing,
  clientId: checkNothing,
  clientSecret: checkNothing,
  online: checkBoolean,
  fetch: checkFunction,
  timeoutMs: checkDuration,
  deadlineMs: checkDuration,
  maxRetries: checkCount,
  maxResponseBytes: checkPositive,
  dangerouslyAllowBrowser: checkNothing,
  dangerouslyAllowHttp: checkNothing,
  clock: checkClock,
};

/** The options of an exchange, with their checks; texts that must be there are looked at later. */
export const EXCHANGE_OPTIONS: ChecksOf<ExchangeTokenOptions> = {
  ...APP,
  sessionToken: checkNothing,
  signal: (at, value) => check(at, isSignal(value), 'an AbortSignal'),
};

/** Those of a source of tokens. */
export const SOURCE_OPTIONS: ChecksOf<TokenSourceOptions> = {
  ...APP,
  sessionToken: checkNothing,
  renewBeforeMs: (at, value) => checkNumber(at, value, { from: 0, unit: 'milliseconds' }),
};

/** Checks the options, and fills in what is left out. No error shows a secret. */
export function readApp(
  place: Place,
  options: AppOptions,
  checks: ChecksOf<ExchangeTokenOptions> | ChecksOf<TokenSourceOptions>,
): Settings {
  checkFields(place, options, checks, 'an object with shop, clientId and clientSecret');
  checkSecret(place, 'clientId', options.clientId);
  checkSecret(place, 'clientSecret', options.clientSecret);
  checkPage(place, options, "the app's secret");
  const {
    online = false,
    // Bound late, so that tools which replace the global fetch later are seen.
    fetch = (url, init) => globalThis.fetch(url, init),
    timeoutMs = 30_000,
    deadlineMs = 60_000,
    maxRetries = 3,
    maxResponseBytes = 2 ** 16,
    clock = systemClock,
  } = options;
  const { clientId, clientSecret } = options;
  const baseUrl = readBaseUrl(place, options);
  const bounds = { timeoutMs, deadlineMs, maxRetries, maxResponseBytes };
  return { baseUrl, clientId, clientSecret, online, fetch, ...bounds, clock };
}

/** Checks a text that must be there, and that nobody may read in an error. */
export function checkSecret(place: Place, name: string, value: unknown): asserts value is string {
  const at = within(place, name);
  checkText(at, value);
  // Files of secrets end with a line end.
  check(at, value === value.trim(), 'without the blank or line end around it');
}
