import { check, checkFunction, hasMethods, within } from '../../base/check.ts';
import { systemClock } from '../../base/clock.ts';
import type { Clock } from '../../base/clock.ts';
import { argumentsTo } from '../../errors/index.ts';
import {
  DEFAULT_API_VERSION,
  isAccessToken,
  isApiVersion,
  readWireProfile,
} from '../../wire/index.ts';
import type { WireEntries, WireProfile } from '../../wire/index.ts';
import { tokenBucket } from '../pace/token-bucket.ts';
import type { RateLimiter } from '../pace/rate-limiter.ts';
import type { Fetch } from '../send/fetch.ts';
import { readBaseUrl } from './base-url.ts';
import {
  checkClock,
  checkCount,
  checkDuration,
  checkFields,
  checkNothing,
  checkPositive,
} from './checks.ts';
import type { ChecksOf } from './checks.ts';
import { checkHooks } from './hooks.ts';
import type { ClientHooks } from './hooks.ts';
import { checkPage } from './page.ts';
import { machines } from '../store.ts';
import type { InventoryStore, StoreMachine, StoreOptions } from '../store.ts';

/**
 * A token, or where to get one: asked before every request. Where the platform has just refused the
 * token that was given last (401), the function is asked once more, and told which one that was.
 */
export type AccessToken = string | ((refused?: string) => string | Promise<string>);

/** Options of a client, wherever the platform is. */
export interface ClientOptions extends StoreOptions {
  /** The token, or a function that is asked for it before every request. */
  readonly accessToken: AccessToken;
  /** `YYYYMM`; 202412 by default. */
  readonly apiVersion?: string | undefined;
  /**
   * The names that the platform has for things, or only those that differ from {@link GENSTORE_202412}:
   * for a shop whose names are not as assumed.
   */
  readonly wire?: WireEntries | undefined;
  /**
   * Replaces the global `fetch`, as tests and proxies do. It is called with a URL as text, and with
   * plain values, so the `fetch` of undici, of node-fetch or of a fake will do.
   */
  readonly fetch?: Fetch | undefined;
  /** How long one request may take, its answer's body included, in milliseconds; 30,000 by default. */
  readonly timeoutMs?: number | undefined;
  /**
   * How long an interactive call may take with all its requests and waits, in milliseconds; 60,000 by
   * default, and `Infinity` is without end. Each page of a query that is iterated over is a call of
   * its own.
   */
  readonly deadlineMs?: number | undefined;
  /** How many requests of a call may be repeated; 3 by default. */
  readonly maxRetries?: number | undefined;
  /**
   * How long a request may still arrive after the client gave it up, in milliseconds; 10,000 by
   * default, and 60,000 with a `store`. After a write whose outcome is open, other values wait for that
   * long before they are sent to the same level. With a store it must be more than `sendDeadlineMs` and
   * `timeoutMs` together.
   */
  readonly inFlightMs?: number | undefined;
  /** How long the body of an answer may be, in bytes; 16 MiB by default. A longer one is not read. */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Paces the requests; by default the `store`'s own where it has one, or a token bucket that follows
   * what the platform says. Share one among the clients of a shop; `false` switches it off.
   */
  readonly rateLimiter?: RateLimiter | false | undefined;
  /** Look on, for logs and metrics. */
  readonly hooks?: ClientHooks | undefined;
  /**
   * Allows the client to run in a web page, where everyone who opens the page can read the token.
   * Better keep the token on a server of yours: see docs/browser.md. The `fetch` of a fake needs no
   * such permission.
   */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /**
   * Allows a `baseUrl` of plain http on any host, as between the containers of a compose file:
   * everyone on the way can read the token, and change the answers.
   */
  readonly dangerouslyAllowHttp?: boolean | undefined;
  /** Replaces the system's clock in tests. */
  readonly clock?: Clock | undefined;
}

/** A client of a shop on the platform. */
export interface ShopOptions extends ClientOptions {
  /** The shop's name, the first label of its host: `'acme'` for `acme.genmystore.com`. */
  readonly shop: string;
  /** Not together with `shop`. */
  readonly baseUrl?: undefined;
}

/** A client of a proxy, or of a fake. */
export interface BaseUrlOptions extends ClientOptions {
  /** The address before `/api/{version}`: https, or http on a loopback host. */
  readonly baseUrl: string;
  /** Not together with `baseUrl`. */
  readonly shop?: undefined;
}

/** Options of a client. One of `shop` and `baseUrl` says where the platform is. */
export type InventoryClientOptions = BaseUrlOptions | ShopOptions;

/** Where a client's token comes from. */
export interface TokenSource {
  readonly get: (refused?: string) => Promise<string>;
  /** Whether asking again may bring another token. */
  readonly isRenewable: boolean;
}

/** The options, checked and complete. */
export interface Settings {
  readonly baseUrl: string;
  readonly apiVersion: string;
  readonly wire: WireProfile;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  /** Infinity where calls may take as long as they need. */
  readonly deadlineMs: number;
  readonly maxRetries: number;
  readonly inFlightMs: number;
  readonly maxResponseBytes: number;
  readonly rateLimiter: RateLimiter | false;
  readonly hooks: ClientHooks;
  readonly clock: Clock;
  /** Undefined where there is no store. */
  readonly machine: StoreMachine | undefined;
}

const STORE_OPTIONS: ChecksOf<Omit<StoreOptions, 'store'>> = {
  sendDeadlineMs: checkDuration,
  leaseMs: checkDuration,
  retentionMs: checkDuration,
  maxAgeMs: checkDuration,
};
const OPTIONS: ChecksOf<InventoryClientOptions> = {
  shop: checkNothing,
  baseUrl: checkNothing,
  accessToken: checkNothing,
  apiVersion: (at, value) => check(at, isApiVersion(value), 'a text of six digits such as 202412'),
  wire: checkNothing,
  fetch: checkFunction,
  timeoutMs: checkDuration,
  deadlineMs: checkDuration,
  maxRetries: checkCount,
  inFlightMs: checkDuration,
  maxResponseBytes: checkPositive,
  rateLimiter: (at, value) => {
    const isLimiter = value === false || hasMethods(value, ['acquire', 'drain']);
    check(at, isLimiter, 'an object with acquire and drain, or false');
  },
  hooks: checkHooks,
  dangerouslyAllowBrowser: checkNothing,
  dangerouslyAllowHttp: checkNothing,
  clock: checkClock,
  store: (at, value) => {
    const isStore = machines.has(value as InventoryStore);
    check(at, isStore, 'made by memoryStore or another function of genstore-inventory/store');
  },
  ...STORE_OPTIONS,
};

const place = argumentsTo('new InventoryClient');

/** Checks the options of a client. The token is looked at separately: it is kept apart. */
export function readOptions(options: InventoryClientOptions): Settings {
  checkFields(place, options, OPTIONS, 'an object with shop and accessToken');
  checkPage(place, options, 'the token');
  const { clock = systemClock, store } = options;
  const machine = store && machines.get(store);
  const baseUrl = readBaseUrl(place, options);
  for (const name of Object.keys(STORE_OPTIONS) as (keyof StoreOptions)[]) {
    const isAlone = machine === undefined && options[name] !== undefined;
    check(within(place, name), !isAlone, 'left out: it says something about a store alone');
  }
  return {
    baseUrl,
    wire: readWireProfile(within(place, 'wire'), options.wire),
    apiVersion: options.apiVersion ?? DEFAULT_API_VERSION,
    // Bound late, so that tools which replace the global fetch later are seen.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    timeoutMs: options.timeoutMs ?? 30_000,
    deadlineMs: options.deadlineMs ?? 60_000,
    maxRetries: options.maxRetries ?? 3,
    inFlightMs: options.inFlightMs ?? 10_000,
    maxResponseBytes: options.maxResponseBytes ?? 2 ** 24,
    rateLimiter:
      options.rateLimiter ?? machine?.rateLimiter(baseUrl, clock) ?? tokenBucket({ clock }),
    hooks: options.hooks ?? {},
    clock,
    machine,
  };
}

/** Checks a token, or the function that gives one, without asking it. */
export function readTokenOption(accessToken: AccessToken): TokenSource {
  if (typeof accessToken === 'function') {
    const get = async (refused?: string): Promise<string> => {
      return readToken(
        await accessToken(refused),
        'and gave none: is the variable that it reads set?',
      );
    };
    return { get, isRenewable: true };
  }
  const token = readToken(accessToken, 'and is empty');
  return { get: () => Promise.resolve(token), isRenewable: false };
}

function readToken(token: unknown, whereNone: string): string {
  // A variable of the environment that is not set, and a file's line end, are the usual reasons, and
  // nothing secret to tell.
  const isNone = token === undefined || token === '';
  const isPadded = typeof token === 'string' && token !== token.trim();
  const state = isNone
    ? `, ${whereNone}`
    : isPadded
      ? ', without the blank or line end around it'
      : '';
  const expected = `visible ASCII, or a function that gives it${state}`;
  check(within(place, 'accessToken'), isAccessToken(token), expected);
  return token;
}
