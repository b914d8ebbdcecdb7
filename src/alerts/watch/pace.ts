import { BUCKET } from '../../wire/limits.ts';
import type { Clock } from '../../base/clock.ts';
import { VARIANTS_A_QUERY } from './watched.ts';

/** How long it takes until the platform's bucket holds one request more. */
const REQUEST_MS = 1000 / BUCKET.refillPerSecond;

/** The first pause after a failure; each further one may be twice as long. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 300_000;

/** The next reading, and its earliest moment. */
export interface Turn {
  readonly what: 'everything' | 'hinted';
  readonly at: number;
}

/** The requests and the time that a reading has taken. */
interface Cost {
  readonly startedAt: number;
  readonly requests: number;
  /** How long requests had to wait for the limiter, or for another attempt. */
  readonly waitedMs: number;
}

/** How fast to read. */
export interface PaceOptions {
  /** A clock that is never set back. */
  readonly clock: Clock;
  readonly intervalMs: number;
  readonly maxShare: number;
}

/** Decides when to read, by what earlier readings have cost. */
export interface Pace {
  readonly next: (hintedVariants: number) => Turn;
  readonly done: (turn: Turn, cost: Cost) => void;
  /** Told of a failure, tells how long to pause, in milliseconds. */
  readonly failed: (retryAfterMs: number | undefined) => { failures: number; waitMs: number };
}

/**
 * Paces a watcher. What is left in the client's bucket cannot be seen from here; but each request
 * costs half a second of what the bucket gets back, and a reading that had to wait for longer has met
 * others. So a reading is charged the larger of the two, and the next one begins when the charge is
 * `maxShare` of the time since the last one began.
 */
export function createPace({ clock, intervalMs, maxShare }: PaceOptions): Pace {
  /** The cost of the last reading of everything. */
  let requestsForAll = Infinity;
  let pollAt = clock.now();
  /** Hints must not use up the bucket either. */
  let earlyAt = pollAt;
  let failures = 0;
  let pausedUntil = pollAt;

  return {
    next(hintedVariants) {
      const requests = Math.ceil(hintedVariants / VARIANTS_A_QUERY);
      const isEarly = requests > 0 && Math.max(earlyAt, clock.now()) < pollAt;
      const isDear = requests >= requestsForAll;
      const at = Math.max(pausedUntil, isEarly ? earlyAt : pollAt);
      return { what: isEarly && !isDear ? 'hinted' : 'everything', at };
    },
    done({ what }, { startedAt, requests, waitedMs }) {
      failures = 0;
      const charge = Math.max(requests * REQUEST_MS, waitedMs);
      const restedAt = startedAt + charge / maxShare;
      if (startedAt < pollAt) earlyAt = restedAt;
      if (what === 'hinted') return;
      requestsForAll = requests;
      pollAt = Math.max(startedAt + intervalMs, restedAt);
    },
    failed(retryAfterMs = 0) {
      failures += 1;
      const bound = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
      // Between half of it and all of it, so that watchers that failed together do not return together.
      const waitMs = Math.max(retryAfterMs, (bound * (1 + Math.random())) / 2);
      pausedUntil = clock.now() + waitMs;
      return { failures, waitMs };
    },
  };
}
