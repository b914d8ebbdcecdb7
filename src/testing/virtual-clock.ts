/**
 * A clock that stands still until it is told to move. Given to the client and to the fake, it makes
 * tests of waits, timeouts and rate limits take no time.
 *
 * @example
 * ```ts run
 * import { createVirtualClock } from 'genstore-inventory/testing';
 *
 * const clock = createVirtualClock(0);
 * clock.setTimer(() => console.log('a minute has gone by'), 60_000);
 * clock.timers; // → 1
 * await clock.advance(60_000);
 * console.log(clock.now(), clock.timers); // → 60000 0
 * ```
 */
export interface VirtualClock {
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once, when the time has moved on by the delay. The function returned cancels that. */
  readonly setTimer: (callback: () => void, delayMs: number) => () => void;
  /** Moves the time on, calling back whatever falls due on the way, in order. */
  readonly advance: (byMs: number) => Promise<void>;
  /**
   * Moves the time on as far as a promise needs it, and returns what the promise gives.
   *
   * @throws Error when the promise waits for something else than this clock.
   */
  readonly run: <Value>(promise: PromiseLike<Value>) => Promise<Value>;
  /** How many timers are set: 0 when nothing was left behind. */
  readonly timers: number;
  /** When the next timer falls due, in milliseconds since 1970; undefined where none is set. */
  readonly nextAt: number | undefined;
}

interface Timer {
  readonly dueAt: number;
  readonly callback: () => void;
}

/** How many turns of the event loop without any change mean that nothing more will happen. */
const QUIET_TURNS = 3;

/** How many turns a promise may take that waits for no timer, such as one for a real server. */
const MOST_IDLE_TURNS = 10_000;

/**
 * Makes a virtual clock.
 *
 * @param startAt - the time that it shows first, in milliseconds since 1970.
 *
 * @example
 * ```ts run
 * import { createTokenBucket } from 'genstore-inventory';
 * import { createVirtualClock } from 'genstore-inventory/testing';
 *
 * const clock = createVirtualClock();
 * const bucket = createTokenBucket({ capacity: 1, clock });
 * await clock.run(Promise.all([bucket.acquire(), bucket.acquire()])); // half a second, at once
 * ```
 */
export function createVirtualClock(startAt: number = Date.UTC(2026, 0, 1)): VirtualClock {
  const isTime = typeof startAt === 'number' && Math.abs(startAt) <= LAST_MS;
  if (!isTime) throw new TypeError('createVirtualClock: startAt must be a time in milliseconds');
  let now = startAt;
  /** Sorted by time; of equal ones the first set comes first. */
  const timers: Timer[] = [];

  const fireNext = (): void => {
    const timer = timers.shift();
    if (timer === undefined) return;
    now = Math.max(now, timer.dueAt);
    timer.callback();
  };
  return {
    now: () => now,
    setTimer(callback, delayMs) {
      const timer = { dueAt: now + Math.max(0, delayMs), callback };
      const index = timers.findLastIndex(({ dueAt }) => dueAt <= timer.dueAt) + 1;
      timers.splice(index, 0, timer);
      return () => {
        const position = timers.indexOf(timer);
        if (position >= 0) timers.splice(position, 1);
      };
    },
    async advance(byMs) {
      const until = checkAdvance(now, byMs);
      await settle();
      while (timers[0] !== undefined && timers[0].dueAt <= until) {
        fireNext();
        await settle();
      }
      now = Math.max(now, until);
    },
    async run(promise) {
      let isSettled = false;
      const end = (): void => {
        isSettled = true;
      };
      promise.then(end, end);
      for (let idleTurns = 0; idleTurns < MOST_IDLE_TURNS; idleTurns += 1) {
        await settle();
        if (isSettled) return promise;
        if (timers.length > 0) idleTurns = 0;
        fireNext();
      }
      throw new Error('The promise waits for something else than the virtual clock.');
    },
    get timers() {
      return timers.length;
    },
    get nextAt() {
      return timers[0]?.dueAt;
    },
  };
}

/** The last time that a date can show; the first is as far before 1970. */
const LAST_MS = 8.64e15;

/** Checks by how much a clock is to move on, and tells the time that it comes to. */
export function checkAdvance(now: number, byMs: number): number {
  if (!(byMs >= 0)) throw new TypeError('advance: the time can only move on');
  if (now + byMs <= LAST_MS) return now + byMs;
  throw new TypeError(`advance: no date is so late, ${byMs} milliseconds on`);
}

/** Lets everything run that waits for no timer. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < QUIET_TURNS; turn += 1) await nextTurn();
}

/** Much faster than a timer of 0 ms, where there is one. */
const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => unknown };

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (setImmediate === undefined) setTimeout(resolve, 0);
    else setImmediate(resolve);
  });
}
