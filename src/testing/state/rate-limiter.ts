import { deferred, untilAborted } from '../../base/abort.ts';
import { steadyClock } from '../../base/steady-clock.ts';
import { takeRequest, waitFor } from './buckets.ts';
import type { Shop } from './shop.ts';

/** What a request asks of a {@link FakeRateLimiter}; the client's `AcquireOptions` are such. */
export interface FakeAcquireOptions {
  /** How many requests will follow at once; 1 by default. */
  readonly requests?: number | undefined;
  /** Whose turn it is first; `'interactive'` by default. */
  readonly priority?: 'interactive' | 'background' | undefined;
  /** Takes the request out of the queue; `acquire` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | null | undefined;
  /** The longest acceptable wait, in milliseconds: who would wait longer is refused by the fake. */
  readonly maxWaitMs?: number | undefined;
  /** Told how long the wait will be, in milliseconds, if there is one. */
  readonly onWait?: ((waitMs: number) => void) | undefined;
  /** Stands for these requests in `observe`. */
  readonly ticket?: object | undefined;
}

/**
 * A rate limiter for clients of a fake: it looks into the fake's own bucket, so it never lets a
 * request go that the fake would refuse, nor has one wait that the fake would take. It forgets what
 * the fake forgets, by `reset()` and `restore()`.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * const { shop, accessToken, fetch } = fake;
 * const { rateLimiter } = fake.clientOptions;
 * const inventory = new InventoryClient({ shop, accessToken, fetch, rateLimiter });
 * for (let query = 0; query < 40; query += 1) await inventory.query(); // the bucket is empty now
 * fake.reset();
 * await inventory.query(); // and full again: this one waits for nothing
 * ```
 */
export interface FakeRateLimiter {
  /** Resolves when the fake has room for the requests, and keeps it for them. */
  readonly acquire: (asked?: FakeAcquireOptions) => Promise<void>;
  /** Told of a 429, as a fault can bring one: nothing goes through for so many milliseconds. */
  readonly drain: (forMs: number) => void;
  /** Told of every request that was let through, once it has ended. */
  readonly observe: (request: { readonly ticket: object }) => void;
}

interface Waiting {
  readonly requests: number;
  readonly isBackground: boolean;
  readonly go: () => void;
}

/** Makes the limiter of a fake; `begin` is for when the fake has another memory. */
export function limiterOf(current: () => Shop): {
  readonly limiter: FakeRateLimiter;
  readonly begin: () => void;
} {
  const waiting: Waiting[] = [];
  /** The requests that were let through and have not ended, by their tickets. */
  const underWay = new Map<object, number>();
  let closedUntil = -Infinity;
  /** Whatever the clock says: a pause takes as long as it was to take. */
  const steady = steadyClock(current().settings.clock);
  let cancelTimer: (() => void) | undefined;

  /** How long until the bucket has room for so many requests. */
  const lookAhead = (requests: number): number => {
    const { buckets, settings } = current();
    const { accessToken, rateLimit, clock } = settings;
    const closedMs = Math.max(0, closedUntil - steady.now());
    if (rateLimit === undefined) return closedMs;
    return Math.max(closedMs, waitFor(buckets, accessToken, rateLimit, clock, requests));
  };
  /** Keeps room for requests, and returns 0; or how long that must wait. */
  const reserve = (requests: number): number => {
    const { buckets, reservations, settings } = current();
    const { accessToken, rateLimit, clock } = settings;
    const closedMs = closedUntil - steady.now();
    if (closedMs > 0) return closedMs;
    if (rateLimit === undefined) return 0;
    // More than the bucket holds could never go at once.
    const fitting = Math.min(requests, rateLimit.capacity);
    const waitMs = takeRequest(buckets, accessToken, rateLimit, clock, fitting);
    if (waitMs > 0) return waitMs;
    reservations.set(accessToken, (reservations.get(accessToken) ?? 0) + fitting);
    return 0;
  };
  const serve = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    for (;;) {
      const next = waiting.find(({ isBackground }) => !isBackground) ?? waiting[0];
      if (next === undefined) return;
      const waitMs = Math.ceil(reserve(next.requests));
      if (waitMs > 0) {
        cancelTimer = steady.setTimer(serve, waitMs);
        return;
      }
      waiting.splice(waiting.indexOf(next), 1);
      next.go();
    }
  };

  const waitForTurn = async (
    requests: number,
    isBackground: boolean,
    signal: AbortSignal | null | undefined,
  ): Promise<void> => {
    const turn = deferred();
    const mine: Waiting = { requests, isBackground, go: turn.resolve };
    waiting.push(mine);
    serve();
    try {
      await untilAborted(turn.promise, signal);
    } finally {
      const at = waiting.indexOf(mine);
      if (at >= 0) waiting.splice(at, 1);
      serve();
    }
  };

  const limiter: FakeRateLimiter = {
    async acquire(asked = {}) {
      const { requests = 1, priority, signal, maxWaitMs = Infinity, onWait, ticket } = asked;
      signal?.throwIfAborted();
      const isBackground = priority === 'background';
      const before = waiting.filter((each) => isBackground || !each.isBackground);
      const ahead = before.reduce((sum, each) => sum + each.requests, 0);
      const waitMs = Math.ceil(lookAhead(ahead + requests));
      // Who cannot wait that long is refused by the fake, with a Retry-After.
      if (waitMs > maxWaitMs) return;
      if (waitMs > 0) onWait?.(waitMs);
      await waitForTurn(requests, isBackground, signal);
      if (ticket !== undefined) underWay.set(ticket, requests);
    },
    drain(forMs) {
      closedUntil = Math.max(closedUntil, steady.now() + forMs);
    },
    observe({ ticket }) {
      const left = (underWay.get(ticket) ?? 0) - 1;
      if (left > 0) underWay.set(ticket, left);
      else underWay.delete(ticket);
      // What was let through and never sent needs no room any more.
      if (underWay.size === 0) current().reservations.clear();
    },
  };
  const begin = (): void => {
    closedUntil = -Infinity;
    underWay.clear();
    serve();
  };
  return { limiter: Object.freeze(limiter), begin };
}
