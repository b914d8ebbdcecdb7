import { check } from '../../base/check.ts';
import { argumentsTo } from '../../errors/index.ts';
import { checkPriority } from '../options/call-options.ts';
import { checkClock, checkFields, checkGiven, checkPositive } from '../options/checks.ts';
import type { ChecksOf } from '../options/checks.ts';
import type { AcquireOptions } from './rate-limiter.ts';
import { tokenBucket } from './token-bucket.ts';
import type { TokenBucket, TokenBucketOptions } from './token-bucket.ts';

const OPTIONS: ChecksOf<TokenBucketOptions> = {
  capacity: checkPositive,
  maxQueued: checkPositive,
  refillPerSecond: (place, value) =>
    check(place, typeof value === 'number' && value > 0, 'a number above 0'),
  clock: checkClock,
};
const ASKED: Partial<ChecksOf<AcquireOptions>> = {
  requests: checkPositive,
  priority: checkPriority,
};

/**
 * Makes a token bucket, the platform's own way of limiting: interactive requests before those of the
 * background, and else first come, first served.
 *
 * @throws InvalidInputError when an option is wrong.
 *
 * @example
 * ```ts run
 * import { createTokenBucket, InventoryClient } from 'genstore-inventory';
 *
 * const rateLimiter = createTokenBucket();
 * const clients = ['reader-token', 'writer-token'].map(
 *   (accessToken) => new InventoryClient({ shop: 'acme', accessToken, rateLimiter }),
 * );
 * ```
 */
export function createTokenBucket(options: TokenBucketOptions = {}): TokenBucket {
  checkFields(argumentsTo('createTokenBucket'), options, OPTIONS);
  const bucket = tokenBucket(options);
  return {
    async acquire(asked = {}) {
      checkGiven(argumentsTo('acquire'), asked, ASKED);
      await bucket.acquire(asked);
    },
    drain(forMs) {
      const isTime = typeof forMs === 'number' && forMs >= 0;
      check(argumentsTo('drain'), isTime, 'a number of milliseconds, 0 or more');
      bucket.drain(forMs);
    },
    observe: (request) => bucket.observe(request),
  };
}
