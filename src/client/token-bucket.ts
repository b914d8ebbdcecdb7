import { RateLimitError } from '../errors/index.ts';
import { BUCKET } from '../wire/index.ts';
import { check, checkFields } from './check.ts';
import type { FieldsOf } from './check.ts';
import { deferred, untilAborted } from '../base/abort.ts';
import { isClock, systemClock } from '../base/clock.ts';
import type { Clock } from '../base/clock.ts';

/** What a request asks of a {@link RateLimiter}. */
export interface AcquireOptions {
  /** How many requests will follow at once, no more than the bucket holds; 1 by default. */
  readonly requests?: number;
  /** Takes the request out of the queue; `acquire` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** The longest acceptable wait, in milliseconds. */
  readonly maxWaitMs?: number;
  /** Told how long the wait will be, in milliseconds, if there is one. */
  readonly onWait?: (waitMs: number) => void;
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
  /** Told that the platform answered 429: nothing may be sent for this many milliseconds. */
  drain(forMs: number): void;
}

/** The size of a {@link createTokenBucket | token bucket}. The defaults are the platform's. */
export interface TokenBucketOptions {
  /** How many requests may follow at once; 40 by default. */
  readonly capacity?: number;
  /** How many requests a second may follow for long; 2 by default. */
  readonly refillPerSecond?: number;
  /** How many requests may wait; one more is refused. 10,000 by default. */
  readonly maxQueued?: number;
  /** Replaces the system's clock in tests. */
  readonly clock?: Clock;
}

const CALL = 'createTokenBucket';
const OPTIONS: FieldsOf<TokenBucketOptions> = {
  capacity: true,
  refillPerSecond: true,
  maxQueued: true,
  clock: true,
};

interface Waiting {
  readonly requests: number;
  readonly go: () => void;
}

/**
 * Makes a token bucket, the platform's own way of limiting: first come, first served.
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
export function createTokenBucket(options: TokenBucketOptions = {}): RateLimiter {
  checkFields(CALL, '', options, OPTIONS, 'an object, or left out');
  const { capacity = BUCKET.capacity, refillPerSecond = BUCKET.refillPerSecond } = options;
  const { maxQueued = 10_000, clock = systemClock } = options;
  checkCount(CALL, 'capacity', capacity);
  checkCount(CALL, 'maxQueued', maxQueued);
  const isRate = typeof refillPerSecond === 'number' && refillPerSecond > 0;
  check(CALL, 'refillPerSecond', isRate, 'a positive number');
  check(CALL, 'clock', isClock(clock), 'an object with now and setTimer');
  const intervalMs = 1000 / refillPerSecond;
  const queue = new Set<Waiting>();
  let requestsQueued = 0;
  /** When the bucket will be full again: the bucket's whole state. A request moves it on. */
  let fullAt = clock.now();
  let toldAt = fullAt;
  let cancelTimer: (() => void) | undefined;

  /** The time. Where somebody set the clock back, the bucket goes back with it. */
  const now = (): number => {
    const time = clock.now();
    fullAt -= Math.max(0, toldAt - time);
    toldAt = time;
    return time;
  };
  /** How long until this many requests may be sent, if no others come first; 0 or less is at once. */
  const waitFor = (requests: number): number => {
    const time = now();
    return fullAt - (capacity - requests) * intervalMs - time;
  };
  const take = (requests: number): void => {
    const time = now();
    fullAt = Math.max(fullAt, time) + requests * intervalMs;
  };
  const leave = (waiting: Waiting): boolean => {
    const wasQueued = queue.delete(waiting);
    if (wasQueued) requestsQueued -= waiting.requests;
    return wasQueued;
  };
  const serve = (): void => {
    for (const waiting of queue) {
      if (waitFor(waiting.requests) > 0) break;
      leave(waiting);
      take(waiting.requests);
      waiting.go();
    }
    schedule();
  };
  /** Sets the only timer to the turn of the first in the queue. */
  const schedule = (): void => {
    cancelTimer?.();
    const [first] = queue;
    cancelTimer = first && clock.setTimer(serve, Math.max(0, Math.ceil(waitFor(first.requests))));
  };

  return {
    async acquire({ requests = 1, signal, maxWaitMs = Infinity, onWait } = {}) {
      checkCount('acquire', 'requests', requests);
      signal?.throwIfAborted();
      const waitMs = Math.ceil(waitFor(requestsQueued + requests));
      if (queue.size === 0 && waitMs <= 0) {
        take(requests);
        return;
      }
      if (queue.size >= maxQueued) throw refusal(waitMs, 'and its queue is full');
      if (waitMs > maxWaitMs) throw refusal(waitMs, 'longer than the call may take');
      onWait?.(waitMs);
      const turn = deferred();
      const waiting: Waiting = { requests, go: turn.resolve };
      queue.add(waiting);
      requestsQueued += requests;
      if (queue.size === 1) schedule();
      try {
        await untilAborted(turn.promise, signal);
      } finally {
        if (leave(waiting)) schedule();
      }
    },
    drain(forMs) {
      const isTime = typeof forMs === 'number' && forMs >= 0;
      check('drain', '', isTime, 'a number of milliseconds, 0 or more');
      const time = now();
      fullAt = Math.max(fullAt, time + forMs + (capacity - 1) * intervalMs);
      schedule();
    },
  };
}

function checkCount(call: string, name: string, value: number): void {
  check(call, name, Number.isInteger(value) && value > 0, 'a positive integer');
}

function refusal(waitMs: number, why: string): RateLimitError {
  const summary = `The rate limiter would have to wait ${waitMs} ms, ${why}. Nothing was sent.`;
  return new RateLimitError({ retryAfterMs: waitMs }, summary);
}
