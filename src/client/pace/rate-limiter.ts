import type { BucketState } from '../../wire/index.ts';

/** Whether somebody waits for a call, or not. */
export type Priority = 'interactive' | 'background';

/** The options of a request to a {@link RateLimiter}. */
export interface AcquireOptions {
  /** How many requests will follow at once, no more than the bucket holds; 1 by default. */
  readonly requests?: number | undefined;
  /** Whose turn it is first; `'interactive'` by default. */
  readonly priority?: Priority | undefined;
  /** Takes the request out of the queue; `acquire` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | null | undefined;
  /** The longest acceptable wait, in milliseconds. */
  readonly maxWaitMs?: number | undefined;
  /** Told how long the wait will be, in milliseconds, if there is one. */
  readonly onWait?: ((waitMs: number) => void) | undefined;
  /** Stands for these requests in {@link RateLimiter.observe}; given where the limiter has that. */
  readonly ticket?: object | undefined;
}

/** The outcome of one request that a {@link RateLimiter} had let through. */
export interface ObservedRequest {
  /** The {@link AcquireOptions.ticket | ticket} that the request was let through on. */
  readonly ticket: object;
  /**
   * The state of the shop's bucket that the answer tells; undefined where it does not, or there was
   * none.
   */
  readonly bucket?: BucketState | undefined;
}

/**
 * Decides when a request may be sent. One can be shared by all clients of a shop.
 *
 * @example
 * ```ts run
 * import { createTokenBucket, InventoryClient } from 'genstore-inventory';
 * import type { RateLimiter } from 'genstore-inventory';
 *
 * // A bucket that counts what it lets through.
 * const bucket = createTokenBucket();
 * let requests = 0;
 * const rateLimiter: RateLimiter = {
 *   acquire: async (options) => {
 *     await bucket.acquire(options);
 *     requests += options?.requests ?? 1;
 *   },
 *   drain: (forMs) => bucket.drain(forMs),
 *   observe: (request) => bucket.observe(request),
 * };
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', rateLimiter });
 * await inventory.query();
 * requests; // → 1
 * ```
 */
export interface RateLimiter {
  /**
   * Resolves when the requests may be sent.
   *
   * @throws RateLimitError at once where the wait would be longer than `maxWaitMs`.
   */
  acquire(options?: AcquireOptions): Promise<void>;
  /**
   * Told that the platform answered 429: nothing may be sent for this many milliseconds. The call
   * waits for what it returns; where that rejects, the call does.
   */
  drain(forMs: number): void | Promise<void>;
  /**
   * Told of every request that was let through, once it has ended: a limiter can correct itself by
   * what the platform says. It is not waited for, and a failure of it is ignored.
   */
  observe?(request: ObservedRequest): void | Promise<void>;
}
