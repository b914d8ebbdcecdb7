import { BUCKET } from '../../wire/index.ts';
import { checkCount, checkNames, invalid } from '../check.ts';
import type { Clock } from '../clock.ts';

/** The size of the bucket of each token. The defaults are the platform's. */
export interface RateLimitOptions {
  /** How many requests may follow at once; 40 by default. */
  readonly capacity?: number;
  /** How many requests a second may follow for long; 2 by default. */
  readonly refillPerSecond?: number;
}

/** The size of a bucket as it was read. */
export interface RateLimit {
  readonly capacity: number;
  /** How long it takes for one request to fit in again, in microseconds. */
  readonly intervalUs: number;
}

const US_PER_SECOND = 1_000_000;
const US_PER_MS = 1000;

/** Reads the option `rateLimit`; undefined means that there is no limit. */
export function readRateLimit(given: false | RateLimitOptions = {}): RateLimit | undefined {
  if (given === false) return undefined;
  checkNames(given, 'rateLimit', ['capacity', 'refillPerSecond']);
  const { capacity = BUCKET.capacity, refillPerSecond = BUCKET.refillPerSecond } = given;
  checkCount(capacity, 'rateLimit.capacity', 1);
  if (!(typeof refillPerSecond === 'number' && refillPerSecond > 0 && refillPerSecond < Infinity)) {
    throw invalid('rateLimit.refillPerSecond', 'a number above 0');
  }
  // Rounded in the caller's favour, as below.
  return { capacity, intervalUs: Math.floor(US_PER_SECOND / refillPerSecond) };
}

/** The buckets of a shop's tokens: for each, when it will be full again, in microseconds. */
export type Buckets = Map<string, number>;

/**
 * Takes a request out of a token's bucket, and returns 0; or how long it must wait, in milliseconds,
 * where the bucket is empty. All that is stored is when the bucket will be full, as an integer, so
 * that nothing is lost to rounding: who keeps the same account on the same clock is never refused.
 *
 * @see https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export function takeRequest(
  buckets: Buckets,
  token: string,
  { capacity, intervalUs }: RateLimit,
  clock: Clock,
): number {
  const nowUs = Math.ceil(clock.now() * US_PER_MS);
  const toldUs = buckets.get(token) ?? nowUs;
  // No bucket takes longer to fill than an empty one: then the clock was set back since.
  const isSetBack = toldUs > nowUs + capacity * intervalUs;
  const fullAtUs = isSetBack ? nowUs : Math.max(nowUs, toldUs);
  const waitUs = fullAtUs - (capacity - 1) * intervalUs - nowUs;
  if (waitUs > 0) return Math.ceil(waitUs / US_PER_MS);
  buckets.set(token, fullAtUs + intervalUs);
  return 0;
}

/** The same buckets, by a clock that is ahead of theirs. */
export function copyBuckets(buckets: Buckets, aheadMs: number): Buckets {
  const aheadUs = Math.floor(aheadMs * US_PER_MS);
  return new Map(Array.from(buckets, ([token, fullAtUs]) => [token, fullAtUs + aheadUs]));
}

/** Writes a `Retry-After`: seconds, with a fraction as in `2.0`. */
export function writeSeconds(seconds: number): string {
  return Number.isInteger(seconds) ? seconds.toFixed(1) : String(seconds);
}
