import {
  DEFAULT_API_VERSION,
  isAccessToken,
  isApiVersion,
  isShop,
  readWireProfile,
  shopOrigin,
} from '../wire/index.ts';
import type { WireEntries, WireProfile } from '../wire/index.ts';
import { check, checkFields } from './check.ts';
import type { FieldsOf } from './check.ts';
import { InvalidInputError } from '../errors/index.ts';
import { argumentsOf, hasMethods, within } from '../base/check.ts';
import type { Refuse } from '../base/check.ts';
import { isClock, systemClock } from '../base/clock.ts';
import type { Clock } from '../base/clock.ts';
import type { ClientHooks } from './hooks.ts';
import { createTokenBucket } from './token-bucket.ts';
import type { RateLimiter } from './token-bucket.ts';

/** A token, or where to get one: asked before every request. */
export type AccessToken = string | (() => string | Promise<string>);

/** What a client needs to know. One of `shop` and `baseUrl` says where the platform is. */
export interface InventoryClientOptions {
  /** The shop's name, the first label of its host: `'acme'` for `acme.genmystore.com`. */
  readonly shop?: string;
  /**
   * What stands before `/api/{version}`, for proxies and fakes: https, or http on a loopback host.
   */
  readonly baseUrl?: string;
  /** The token, or a function that is asked for it before every request. */
  readonly accessToken: AccessToken;
  /** `YYYYMM`; 202412 by default. */
  readonly apiVersion?: string;
  /**
   * What the platform calls things, or only what differs from {@link GENSTORE_202412}: for a shop whose
   * names are not as assumed.
   */
  readonly wire?: WireEntries | undefined;
  /**
   * Replaces the global `fetch`, as tests and proxies do. It is called with a `Request`, and with the
   * signal that ends the request in its second argument, `init`.
   */
  readonly fetch?: typeof globalThis.fetch;
  /** How long one request may take, its answer's body included, in milliseconds; 30,000 by default. */
  readonly timeoutMs?: number;
  /**
   * How long a call may take with all its requests and waits, in milliseconds; without end by
   * default. Each page of a query that is iterated over is a call of its own.
   */
  readonly deadlineMs?: number;
  /** How many requests of a call may be repeated; 3 by default. */
  readonly maxRetries?: number;
  /**
   * Paces the requests; by default a token bucket of the platform's size. Share one among the
   * clients of a shop; `false` switches it off.
   */
  readonly rateLimiter?: RateLimiter | false;
  /** Look on, for logs and metrics. */
  readonly hooks?: ClientHooks;
  /**
   * Allows the client to run in a web page, where everyone who opens the page can read the token.
   * Better keep the token on a server of yours: see docs/browser.md.
   */
  readonly dangerouslyAllowBrowser?: boolean;
  /** Replaces the system's clock in tests. */
  readonly clock?: Clock;
}

/** What can be said for one call alone. */
export interface CallOptions {
  /** Cancels the call, which then rejects with the signal's own reason. */
  readonly signal?: AbortSignal;
  /** Replaces the client's `timeoutMs`. */
  readonly timeoutMs?: number;
  /** Replaces the client's `deadlineMs`. */
  readonly deadlineMs?: number;
  /** Replaces the client's `maxRetries`. */
  readonly maxRetries?: number;
  /** Look on at this call alone, after the client's own. */
  readonly hooks?: ClientHooks;
}

/** Where a client's token comes from. */
export interface TokenSource {
  readonly get: () => Promise<string>;
  /** Whether asking again may bring another token. */
  readonly isRenewable: boolean;
}

/** The options, checked and complete. */
export interface Settings {
  readonly baseUrl: string;
  readonly apiVersion: string;
  readonly wire: WireProfile;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  /** Infinity where calls may take as long as they need. */
  readonly deadlineMs: number;
  readonly maxRetries: number;
  readonly rateLimiter: RateLimiter | false;
  readonly hooks: ClientHooks;
  readonly clock: Clock;
}

const CALL = 'new InventoryClient';
const OPTIONS: FieldsOf<InventoryClientOptions> = {
  shop: true,
  baseUrl: true,
  accessToken: true,
  apiVersion: true,
  wire: true,
  fetch: true,
  timeoutMs: true,
  deadlineMs: true,
  maxRetries: true,
  rateLimiter: true,
  hooks: true,
  dangerouslyAllowBrowser: true,
  clock: true,
};
const CALL_OPTIONS: FieldsOf<CallOptions> = {
  signal: true,
  timeoutMs: true,
  deadlineMs: true,
  maxRetries: true,
  hooks: true,
};
const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_RETRIES = 3;

const refuse: Refuse = (call, at, expected) => new InvalidInputError(call, at, expected);

/** Checks the options of a client. The token is looked at separately: it is kept apart. */
export function readOptions(options: InventoryClientOptions): Settings {
  checkFields(CALL, '', options, OPTIONS, 'an object with shop and accessToken');
  check(
    CALL,
    'dangerouslyAllowBrowser',
    !isBrowser() || options.dangerouslyAllowBrowser === true,
    'true to run in a web page, where visitors can read the token. Better keep it on a server',
  );
  const { apiVersion = DEFAULT_API_VERSION, clock = systemClock } = options;
  // Bound late, so that tools which replace the global fetch later are seen.
  const { fetch = (input, init) => globalThis.fetch(input, init) } = options;
  const { timeoutMs = DEFAULT_TIMEOUT_MS, deadlineMs = Infinity } = options;
  const { maxRetries = DEFAULT_MAX_RETRIES } = options;
  check(CALL, 'apiVersion', isApiVersion(apiVersion), 'a text of six digits such as 202412');
  check(CALL, 'fetch', typeof fetch === 'function', 'a function');
  check(CALL, 'clock', isClock(clock), 'an object with now and setTimer');
  const { rateLimiter = createTokenBucket({ clock }) } = options;
  const isLimiter = rateLimiter === false || hasMethods(rateLimiter, ['acquire', 'drain']);
  check(CALL, 'rateLimiter', isLimiter, 'an object with acquire and drain, or false');
  return {
    baseUrl: readBaseUrl(options),
    apiVersion,
    wire: readWireProfile(within(argumentsOf(CALL, refuse), 'wire'), options.wire),
    fetch,
    timeoutMs: readDuration(CALL, 'timeoutMs', timeoutMs),
    deadlineMs: readDuration(CALL, 'deadlineMs', deadlineMs),
    maxRetries: readCount(CALL, 'maxRetries', maxRetries),
    rateLimiter,
    hooks: readHooks(CALL, options.hooks),
    clock,
  };
}

/** Checks a token, or the function that gives one, without asking it. */
export function readTokenOption(accessToken: AccessToken): TokenSource {
  if (typeof accessToken === 'function') {
    const get = async (): Promise<string> => readToken(await accessToken());
    return { get, isRenewable: true };
  }
  const token = readToken(accessToken);
  return { get: () => Promise.resolve(token), isRenewable: false };
}

function readToken(token: unknown): string {
  // A variable of the environment that is not set is the usual reason, and nothing secret to tell.
  const state = token === undefined || token === '' ? ', and is empty' : '';
  const isToken = isAccessToken(token);
  check(CALL, 'accessToken', isToken, `visible ASCII, or a function that gives it${state}`);
  return token;
}

/** Checks a duration. */
export function readDuration(call: string, name: string, value: number): number {
  check(call, name, typeof value === 'number' && value > 0, 'a number of milliseconds above 0');
  return value;
}

/** Checks a count. */
export function readCount(call: string, name: string, value: number): number {
  check(call, name, Number.isInteger(value) && value >= 0, 'an integer, 0 or more');
  return value;
}

/** Checks hooks. */
export function readHooks(call: string, hooks: ClientHooks = {}): ClientHooks {
  check(call, 'hooks', typeof hooks === 'object' && hooks !== null, 'an object of functions');
  for (const [name, hook] of Object.entries(hooks)) {
    const isHook = hook === undefined || typeof hook === 'function';
    check(call, `hooks.${name}`, isHook, 'a function, or left out');
  }
  return hooks;
}

/** Checks a signal: some libraries have look-alikes. */
export function readSignal(call: string, signal: AbortSignal | undefined): AbortSignal | undefined {
  const methods = ['addEventListener', 'removeEventListener', 'throwIfAborted'];
  check(call, 'signal', signal === undefined || hasMethods(signal, methods), 'an AbortSignal');
  return signal;
}

/** Checks that what is said for one call can be said there; the values are not looked at. */
export function readCallOptions(call: string, options: CallOptions): CallOptions {
  checkFields(call, 'options', options, CALL_OPTIONS, 'an object, or left out');
  return options;
}

function readBaseUrl({ shop, baseUrl }: InventoryClientOptions): string {
  const isOne = (shop === undefined) !== (baseUrl === undefined);
  check(CALL, 'shop', isOne, 'given, or else baseUrl, not both');
  if (shop !== undefined) {
    const expected = "the shop's name alone, such as 'acme' for acme.genmystore.com";
    check(CALL, 'shop', isShop(shop), expected);
    return shopOrigin(shop);
  }
  const url = parseUrl(baseUrl);
  checkUrl(url !== undefined, 'a URL');
  const { protocol, hostname, username, password, pathname, search, hash } = url;
  checkUrl(`${username}${password}` === '', 'without user name and password');
  const isPlain = protocol === 'http:' && isLoopback(hostname);
  checkUrl(protocol === 'https:' || isPlain, 'https (http is for loopback hosts alone)');
  checkUrl(`${search}${hash}` === '', 'without ? and #');
  const isTooLong = /\/api\/\d{6}\/?$/.test(pathname);
  checkUrl(!isTooLong, 'what stands before /api; the version has an option of its own');
  return `${url.origin}${pathname.replace(/\/+$/, '')}`;
}

function checkUrl(isGood: boolean, expected: string): asserts isGood {
  check(CALL, 'baseUrl', isGood, expected);
}

/** A page's script has a document; a worker or a server has none. */
function isBrowser(): boolean {
  return typeof window === 'object' && typeof window.document === 'object';
}

function parseUrl(text: unknown): URL | undefined {
  try {
    return typeof text === 'string' ? new URL(text) : undefined;
  } catch {
    return undefined;
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}
