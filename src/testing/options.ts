import { DEFAULT_API_VERSION, isAccessToken, isApiVersion, isShop } from '../wire/index.ts';
import { checkNames, invalid } from './check.ts';
import { readSeed } from './read-seed.ts';
import type { Seed } from './read-seed.ts';
import type { FakeSeed } from './seed.ts';

/** What {@link createInventoryFake} makes a shop of. */
export interface InventoryFakeOptions {
  /** The shop's name, the first label of its host: `acme` is at `https://acme.genmystore.com`. */
  readonly shop: string;
  /** The token that requests must carry: visible ASCII. */
  readonly accessToken: string;
  /** The API version that is served, `YYYYMM`. The default is `202412`. */
  readonly apiVersion?: string;
  /** What the shop begins with, and comes back to by `reset()`. The default is nothing. */
  readonly seed?: FakeSeed;
  /** The fake's clock, in milliseconds since 1970. The default is the system's. */
  readonly now?: () => number;
}

/** The options as they were read. */
export interface Settings {
  readonly shop: string;
  readonly accessToken: string;
  readonly apiVersion: string;
  readonly seed: Seed;
  readonly now: () => number;
}

const NAMES = ['shop', 'accessToken', 'apiVersion', 'seed', 'now'];

/** Asks for the time anew each time, so that a test's replacement of Date counts. */
const systemTime = (): number => Date.now();

/** Reads the options, or throws a TypeError that names the first bad one, but never the token. */
export function readOptions(options: InventoryFakeOptions): Settings {
  checkNames(options, '', NAMES);
  const {
    shop,
    accessToken,
    apiVersion = DEFAULT_API_VERSION,
    seed = {},
    now = systemTime,
  } = options;
  if (!isShop(shop)) throw invalid('shop', "the first label of the shop's host, such as 'acme'");
  if (!isAccessToken(accessToken)) throw invalid('accessToken', 'a text of visible ASCII');
  if (!isApiVersion(apiVersion))
    throw invalid('apiVersion', "a text of six digits, such as '202412'");
  if (typeof now !== 'function') throw invalid('now', 'a function');
  return { shop: shop.toLowerCase(), accessToken, apiVersion, seed: readSeed(seed), now };
}
