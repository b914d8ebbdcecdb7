import {
  DEFAULT_API_VERSION,
  isAccessToken,
  isApiVersion,
  isShop,
  readWireProfile,
  SCOPES,
} from '../wire/index.ts';
import type { Scope, WireEntries, WireProfile } from '../wire/index.ts';
import { argumentsOf, within } from '../base/check.ts';
import type { Refuse } from '../base/check.ts';
import { checkNames, CREATE, invalid } from './check.ts';
import { isClock, systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { secretsOf } from './platform/conceal.ts';
import type { FakeSeed } from './seed/seed.ts';
import { readRateLimit } from './state/buckets.ts';
import type { RateLimit, RateLimitOptions } from './state/buckets.ts';

/** What {@link createInventoryFake} makes a shop of. */
export interface InventoryFakeOptions {
  /** The shop's name, the first label of its host: `acme` is at `https://acme.genmystore.com`. */
  readonly shop: string;
  /** The token that requests must carry: visible ASCII. */
  readonly accessToken: string;
  /** What the token may do; to write includes to read. The default is both. */
  readonly scopes?: readonly Scope[];
  /** Further tokens, and what each of them may do. */
  readonly accessTokens?: Readonly<Record<string, readonly Scope[]>>;
  /** The API version that is served, `YYYYMM`. The default is `202412`. */
  readonly apiVersion?: string;
  /**
   * What the fake calls things, or only what differs from `GENSTORE_202412`: the same as the client's
   * `wire`. With `{ answerNumbers: 'number' }` quantities come as numbers.
   */
  readonly wire?: WireEntries | undefined;
  /** What the shop begins with, and comes back to by `reset()`. The default is nothing. */
  readonly seed?: FakeSeed;
  /** The fake's time: of levels, cursors, the rate limit and delays. The default is the system's. */
  readonly clock?: Clock;
  /**
   * The token bucket of every token: 40 requests, and 2 more each second, unless it says otherwise.
   * `false` switches it off.
   */
  readonly rateLimit?: false | RateLimitOptions;
}

/** What a fork has of its own. */
export interface ForkOptions {
  /** Another name, so that one msw server can hold both shops. The default is the same. */
  readonly shop?: string;
  /** A clock of its own. The default is the same. */
  readonly clock?: Clock;
}

/** The options as they were read, but for the seed. */
export interface Settings {
  readonly shop: string;
  readonly accessToken: string;
  readonly tokens: Tokens;
  /** What must not be seen of the tokens. */
  readonly secrets: readonly string[];
  readonly apiVersion: string;
  readonly wire: WireProfile;
  readonly clock: Clock;
  readonly rateLimit: RateLimit | undefined;
  /** The same for a fake and all its forks, whose snapshots fit each other. */
  readonly family: object;
}

const refuse: Refuse = (call, at, expected) => invalid(at, expected, call);

const NAMES = 'shop accessToken scopes accessTokens apiVersion wire seed clock rateLimit'.split(
  ' ',
);

/** Reads the options, or throws a TypeError that names the first bad one, but never a token. */
export function readOptions(options: InventoryFakeOptions): Settings {
  checkNames(options, '', NAMES);
  const { shop, accessToken, scopes, accessTokens, rateLimit } = options;
  const { apiVersion = DEFAULT_API_VERSION, clock = systemClock } = options;
  if (!isApiVersion(apiVersion)) {
    throw invalid('apiVersion', "a text of six digits, such as '202412'");
  }
  const tokens = readTokens(accessToken, scopes, accessTokens);
  return {
    shop: readShop(shop),
    accessToken,
    tokens,
    secrets: secretsOf(tokens.keys()),
    apiVersion,
    wire: readWireProfile(within(argumentsOf(CREATE, refuse), 'wire'), options.wire),
    clock: readClock(clock),
    rateLimit: readRateLimit(rateLimit),
    family: {},
  };
}

/** Reads what a fork has of its own; the rest is as it is in the fake that it comes from. */
export function readForkOptions(options: ForkOptions = {}, settings: Settings): Settings {
  const call = 'fake.fork';
  checkNames(options, '', ['shop', 'clock'], call);
  const { shop = settings.shop, clock = settings.clock } = options;
  return {
    ...settings,
    shop: readShop(shop, call),
    clock: readClock(clock, call),
  };
}

function readShop(shop: string, call?: string): string {
  if (isShop(shop)) return shop.toLowerCase();
  throw invalid('shop', "the first label of the shop's host, such as 'acme'", call);
}

function readClock(clock: Clock, call?: string): Clock {
  if (isClock(clock)) return clock;
  throw invalid('clock', 'an object with now and setTimer', call);
}

/** The valid tokens, and what each may do. */
export type Tokens = ReadonlyMap<string, readonly Scope[]>;

/** Reads the options that are about tokens. No error shows one: a token is told by its place. */
export function readTokens(
  accessToken: string,
  scopes: readonly Scope[] = SCOPES,
  others: Readonly<Record<string, readonly Scope[]>> = {},
): Tokens {
  if (!isAccessToken(accessToken)) throw invalid('accessToken', 'a text of visible ASCII');
  const tokens = new Map([[accessToken, readScopes(scopes, 'scopes')]]);
  if (typeof others !== 'object' || others === null || Array.isArray(others)) {
    throw invalid('accessTokens', 'an object of tokens and their scopes');
  }
  for (const [index, [token, granted]] of Object.entries(others).entries()) {
    const path = `accessTokens, entry ${index},`;
    if (!isAccessToken(token)) throw invalid(path, 'a token of visible ASCII');
    if (tokens.has(token)) throw invalid(path, 'another token than accessToken');
    tokens.set(token, readScopes(granted, path));
  }
  return tokens;
}

function readScopes(scopes: readonly Scope[], path: string): readonly Scope[] {
  const isList: boolean = Array.isArray(scopes);
  if (isList && scopes.every((scope) => SCOPES.includes(scope))) return [...scopes];
  throw invalid(path, `an array of ${SCOPES.join(' and ')}`);
}
