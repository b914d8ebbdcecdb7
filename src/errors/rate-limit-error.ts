import { ApiError } from './api-error.ts';
import type { ApiErrorDetails } from './api-error.ts';
import type { RetryAdvice } from './inventory-error.ts';

/**
 * There were too many requests: the platform said so (429), or the client's own limiter would have
 * to wait longer than the call may take, and then no request was sent.
 *
 * @example
 * ```ts run
 * import { createTokenBucket, InventoryClient, RateLimitError } from 'genstore-inventory';
 *
 * const rateLimiter = createTokenBucket({ capacity: 1, refillPerSecond: 0.1 });
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', rateLimiter });
 * await inventory.query();
 * const error: unknown = await inventory
 *   .query({}, { deadlineMs: 500 }) // the next request may go out in ten seconds
 *   .catch((thrown: unknown) => thrown);
 * if (error instanceof RateLimitError) error.retry; // → 'later'
 * ```
 */
export class RateLimitError extends ApiError {
  protected static override readonly kind = 'RateLimitError';
  override readonly name = 'RateLimitError';
  readonly code = 'rate-limit';
  readonly retry: RetryAdvice = 'later';

  constructor(details: ApiErrorDetails, summary = 'Too many requests.') {
    super(summary, details);
  }
}
