import { BUCKET } from '../../wire/index.ts';
import { deferred, untilAborted } from '../../base/abort.ts';
import { systemClock } from '../../base/clock.ts';
import type { Clock } from '../../base/clock.ts';
import { RateLimitError } from '../../errors/index.ts';
import type { BucketState } from '../../wire/index.ts';
import type { AcquireOptions, ObservedRequest, RateLimiter } from './rate-limiter.ts';

/**
 * The bounds of a {@link createTokenBucket | token bucket}. Leave `capacity` and `refillPerSecond`
 * out, and it follows what the platform says of the shop's own bucket; with either of them, it never
 * goes faster than that.
 */
export interface TokenBucketOptions {
  /** How many requests may follow at once; by default two less than the shop's bucket holds. */
  readonly capacity?: number | undefined;
  /** How many requests a second may follow for long; by default what the shop's bucket takes. */
  readonly refillPerSecond?: number | undefined;
  /** How many requests may wait; one more is refused. 10,000 by default. */
  readonly maxQueued?: number | undefined;
  /** Replaces the system's clock in tests. */
  readonly clock?: Clock | undefined;
}

/** The size that counts until an answer tells. */
const SIZE = BUCKET.capacity;
/** No plan needs longer than this to fill an empty bucket. */
const SECONDS_TO_FILL = BUCKET.capacity / BUCKET.refillPerSecond;
/**
 * Kept back of the platform's bucket: its clock starts when a first request arrives, ours when it is
 * let go, and connections open slowly.
 */
const KEPT_BACK = 2;
/** The tokens that background work leaves to interactive calls: two that read and write. */
const RESERVE = 4;

/** Where work that would have to wait for too long belongs. */
export const BULK_WORK = 'For bulk work, see adjustAll of genstore-inventory/sync';

/**
 * A limiter as {@link createTokenBucket} makes it, in this process: only turns have to be waited for.
 *
 * @example
 * ```ts run
 * import { createTokenBucket } from 'genstore-inventory';
 * import type { TokenBucket } from 'genstore-inventory';
 *
 * const bucket: TokenBucket = createTokenBucket();
 * await bucket.acquire({ requests: 2 });
 * bucket.drain(1000); // nothing goes through for a second
 * ```
 */
export interface TokenBucket extends RateLimiter {
  drain(forMs: number): void;
  observe(request: ObservedRequest): void;
}

interface Waiting {
  readonly requests: number;
  readonly go: () => void;
}

/** Those of one priority, first come first. */
interface Queue {
  readonly waiting: Set<Waiting>;
  /** How many requests they are. */
  requests: number;
}

/** Requests that were let through together, and have not all ended. */
interface UnderWay {
  /** How many requests had been let through when these had. */
  readonly count: number;
  left: number;
}

/** A token bucket of options that are right, and asked for what is right. */
export function tokenBucket(options: TokenBucketOptions): TokenBucket {
  const {
    capacity: most,
    refillPerSecond: rate,
    maxQueued = 10_000,
    clock = systemClock,
  } = options;
  const isBound = most !== undefined || rate !== undefined;
  const limit = most ?? (isBound ? SIZE - KEPT_BACK : Infinity);

  let capacity = Math.min(limit, SIZE - KEPT_BACK);
  let intervalMs = 1000 / (rate ?? SIZE / SECONDS_TO_FILL);
  /** When the bucket will be full again, which says how full it is. A request moves it on. */
  let fullAt = clock.now();
  /** Until when the platform has said that nothing may be sent. */
  let closedUntil = fullAt;
  let toldAt = fullAt;
  let cancelTimer: (() => void) | undefined;
  const interactive: Queue = { waiting: new Set(), requests: 0 };
  const background: Queue = { waiting: new Set(), requests: 0 };
  /** How many requests were let through. */
  let count = 0;
  const underWay = new Map<object, UnderWay>();

  /** The time. Where somebody set the clock back, the bucket goes back with it. */
  const now = (): number => {
    const time = clock.now();
    const back = Math.max(0, toldAt - time);
    fullAt -= back;
    closedUntil -= back;
    toldAt = time;
    return time;
  };
  /** How long until this many requests may be sent, if no others come first; 0 or less is at once. */
  const waitFor = (requests: number, queue: Queue): number => {
    const time = now();
    const reserve = queue === background ? Math.min(RESERVE, Math.floor(capacity / 4)) : 0;
    return fullAt - (capacity - reserve - requests) * intervalMs - time;
  };
  const take = (requests: number, ticket: object | undefined): void => {
    fullAt = Math.max(fullAt, now()) + requests * intervalMs;
    count += requests;
    if (ticket !== undefined) underWay.set(ticket, { count, left: requests });
  };
  const leave = (waiting: Waiting, queue: Queue): boolean => {
    const wasQueued = queue.waiting.delete(waiting);
    if (wasQueued) queue.requests -= waiting.requests;
    return wasQueued;
  };
  /** Lets those through whose turn it is, and sets the only timer to the turn of the next. */
  const serve = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    for (;;) {
      const queue = interactive.waiting.size > 0 ? interactive : background;
      const [first] = queue.waiting;
      if (first === undefined) return;
      const waitMs = Math.ceil(waitFor(first.requests, queue));
      if (waitMs > 0) {
        cancelTimer = clock.setTimer(serve, waitMs);
        return;
      }
      leave(first, queue);
      first.go();
    }
  };
  /** How many requests the platform need not have counted when it answered this one. */
  const uncountedAt = (request: UnderWay): number => {
    let uncounted = count - request.count;
    for (const each of underWay.values()) if (each.count <= request.count) uncounted += each.left;
    return uncounted;
  };
  const correct = ({ used, size }: BucketState, uncounted: number): void => {
    const time = now();
    capacity = Math.min(limit, Math.max(1, size - KEPT_BACK));
    if (!isBound) intervalMs = (1000 * SECONDS_TO_FILL) / size;
    const left = Math.min(capacity, size - KEPT_BACK - used - uncounted);
    const told = time + (capacity - left) * intervalMs;
    const closed = closedUntil > time ? closedUntil + (capacity - 1) * intervalMs : 0;
    fullAt = Math.max(told, closed, isBound ? fullAt : 0);
    serve();
  };

  return {
    async acquire(asked: AcquireOptions = {}) {
      const { requests = 1, priority, signal, maxWaitMs = Infinity, onWait, ticket } = asked;
      signal?.throwIfAborted();
      const queue = priority === 'background' ? background : interactive;
      const before = interactive.requests + (queue === background ? background.requests : 0);
      const waitMs = Math.ceil(waitFor(before + requests, queue));
      if (before === 0 && waitMs <= 0) {
        take(requests, ticket);
        return;
      }
      const waiters = interactive.waiting.size + background.waiting.size;
      if (waiters >= maxQueued) throw refusal(waitMs, 'and its queue is full');
      if (waitMs > maxWaitMs) throw refusal(waitMs, 'longer than the call may take');
      onWait?.(waitMs);
      const turn = deferred();
      const go = (): void => {
        take(requests, ticket);
        turn.resolve();
      };
      const waiting: Waiting = { requests, go };
      queue.waiting.add(waiting);
      queue.requests += requests;
      serve();
      try {
        await untilAborted(turn.promise, signal);
      } finally {
        if (leave(waiting, queue)) serve();
      }
    },
    drain(forMs) {
      closedUntil = Math.max(closedUntil, now() + forMs);
      fullAt = Math.max(fullAt, closedUntil + (capacity - 1) * intervalMs);
    },
    observe({ ticket, bucket }) {
      const request = underWay.get(ticket);
      if (request === undefined) return;
      request.left -= 1;
      if (request.left === 0) underWay.delete(ticket);
      if (bucket !== undefined) correct(bucket, uncountedAt(request));
    },
  };
}

function refusal(waitMs: number, why: string): RateLimitError {
  const summary = `The rate limiter would have to wait ${waitMs} ms, ${why}. Nothing was sent. ${BULK_WORK}.`;
  return new RateLimitError({ retryAfterMs: waitMs }, summary);
}
