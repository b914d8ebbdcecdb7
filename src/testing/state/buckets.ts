import { BUCKET } from '../../wire/index.ts';
import { check, checkChoice, checkNumber, kindOf, within } from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import { checkFields } from '../input.ts';
import type { Clock } from '../../base/clock.ts';

/** The size of the bucket of each token. The defaults are the platform's. */
export interface RateLimitOptions {
  /** How many requests may follow at once; 40 by default. */
  readonly capacity?: number | undefined;
  /** How many requests a second may follow for long; 2 by default. */
  readonly refillPerSecond?: number | undefined;
  /**
   * The form of an empty bucket's `Retry-After`: whole `'seconds'`, which is the default, their
   * `'fraction'`, a `'date'`, or `'none'`.
   */
  readonly retryAfter?: RetryAfterForm | undefined;
}

/** How the platform says when to come again. */
export type RetryAfterForm = 'seconds' | 'fraction' | 'date' | 'none';

/** The size of a bucket as it was read. */
export interface RateLimit {
  readonly capacity: number;
  /** How long it takes for one request to fit in again, in microseconds. */
  readonly intervalUs: number;
  readonly retryAfter: RetryAfterForm;
}

const FORMS: readonly RetryAfterForm[] = ['seconds', 'fraction', 'date', 'none'];

const US_PER_SECOND = 1_000_000;
const US_PER_MS = 1000;
const MS_PER_SECOND = 1000;

const FIELDS: FieldsOf<RateLimitOptions> = {
  capacity: true,
  refillPerSecond: true,
  retryAfter: true,
};

/** Reads the option `rateLimit`; undefined means that there is no limit. */
export function readRateLimit(
  place: Place,
  given: false | RateLimitOptions = {},
): RateLimit | undefined {
  if (given === false) return undefined;
  checkFields(place, given, FIELDS, 'false, or an object such as { capacity: 400 }');
  const { capacity = BUCKET.capacity, refillPerSecond = BUCKET.refillPerSecond } = given;
  const { retryAfter = 'seconds' } = given;
  checkNumber(within(place, 'capacity'), capacity, { from: 1, isInteger: true });
  check(
    within(place, 'refillPerSecond'),
    Number.isFinite(refillPerSecond) && refillPerSecond > 0,
    `a number above 0, not ${kindOf(refillPerSecond)}`,
  );
  checkChoice(within(place, 'retryAfter'), retryAfter, FORMS);
  // Rounded in the caller's favour, as below.
  return { retryAfter, capacity, intervalUs: Math.floor(US_PER_SECOND / refillPerSecond) };
}

/** The buckets of a shop's tokens: for each, when it will be full again, in microseconds. */
export type Buckets = Map<string, number>;

/**
 * Takes requests out of a token's bucket, one unless told, and returns 0; or how long they must wait,
 * in milliseconds, where it does not hold so many. All that is stored is when the bucket will be full,
 * as an integer, so that nothing is lost to rounding: who keeps the same account on the same clock is
 * never refused.
 *
 * @see https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export function takeRequest(
  buckets: Buckets,
  token: string,
  limit: RateLimit,
  clock: Clock,
  requests = 1,
): number {
  const waitMs = waitFor(buckets, token, limit, clock, requests);
  if (waitMs > 0) return waitMs;
  const { fullAtUs } = readBucket(buckets, token, limit, clock);
  buckets.set(token, fullAtUs + requests * limit.intervalUs);
  return 0;
}

/** How long requests must wait until a token's bucket holds them all, in milliseconds; 0 is at once. */
export function waitFor(
  buckets: Buckets,
  token: string,
  limit: RateLimit,
  clock: Clock,
  requests: number,
): number {
  const { nowUs, fullAtUs } = readBucket(buckets, token, limit, clock);
  const waitUs = fullAtUs - (limit.capacity - requests) * limit.intervalUs - nowUs;
  return Math.max(0, Math.ceil(waitUs / US_PER_MS));
}

/** For how many requests of a token there is room already: they were counted before they came. */
export type Reservations = Map<string, number>;

/** Lets a request use the room that was kept for it, if any was. */
export function useReservation(reservations: Reservations, token: string): boolean {
  const left = reservations.get(token) ?? 0;
  if (left > 0) reservations.set(token, left - 1);
  return left > 0;
}

/** How many requests a token's bucket holds at the moment; the last one may be gone in part. */
export function usedRequests(
  buckets: Buckets,
  token: string,
  limit: RateLimit,
  clock: Clock,
): number {
  const { nowUs, fullAtUs } = readBucket(buckets, token, limit, clock);
  return Math.ceil((fullAtUs - nowUs) / limit.intervalUs);
}

function readBucket(
  buckets: Buckets,
  token: string,
  { capacity, intervalUs }: RateLimit,
  clock: Clock,
): { readonly nowUs: number; readonly fullAtUs: number } {
  const nowUs = Math.ceil(clock.now() * US_PER_MS);
  const toldUs = buckets.get(token) ?? nowUs;
  // No bucket takes longer to fill than an empty one: then the clock was set back since.
  const isSetBack = toldUs > nowUs + capacity * intervalUs;
  return { nowUs, fullAtUs: isSetBack ? nowUs : Math.max(nowUs, toldUs) };
}

/** The same buckets, by a clock that is ahead of theirs. */
export function copyBuckets(buckets: Buckets, aheadMs: number): Buckets {
  const aheadUs = Math.floor(aheadMs * US_PER_MS);
  return new Map(Array.from(buckets, ([token, fullAtUs]) => [token, fullAtUs + aheadUs]));
}

/** Writes a `Retry-After`; undefined where there is none. */
export function writeRetryAfter(
  waitMs: number,
  form: RetryAfterForm,
  clock: Clock,
): string | undefined {
  switch (form) {
    case 'seconds':
      return String(Math.ceil(waitMs / MS_PER_SECOND));
    case 'fraction':
      return String(waitMs / MS_PER_SECOND);
    case 'date': {
      // Dates have whole seconds: a later one is not too early.
      const seconds = Math.ceil((clock.now() + waitMs) / MS_PER_SECOND);
      return new Date(seconds * MS_PER_SECOND).toUTCString();
    }
    case 'none':
      return undefined;
  }
}
