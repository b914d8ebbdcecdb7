import { LONGEST_TIMER_MS, systemClock } from '../base/clock.ts';
import type { Clock } from '../base/clock.ts';
import { steadyClock } from '../base/steady-clock.ts';
import { checkAdvance, createVirtualClock } from './virtual-clock.ts';
import type { VirtualClock } from './virtual-clock.ts';

/**
 * A clock that goes by itself, and can be moved on besides.
 *
 * @example
 * ```ts run
 * import { createMovingClock } from 'genstore-inventory/testing';
 *
 * const clock = createMovingClock();
 * clock.setTimer(() => console.log('an hour has gone by'), 3_600_000);
 * await clock.advance(3_600_000);
 * clock.timers; // → 0
 * ```
 */
export interface MovingClock extends VirtualClock {
  /** Tells it from a virtual clock, which stands still. */
  readonly moves: true;
}

/**
 * Makes a clock that goes with the system's, and can be moved on besides: for a fake that is served to
 * programs with clocks of their own, where an hour must be over at once.
 *
 * @example
 * ```ts run
 * import { createInventoryFake, createMovingClock } from 'genstore-inventory/testing';
 *
 * const clock = createMovingClock();
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', clock });
 * const before = fake.clock.now();
 * await clock.advance(3_600_000); // all cursors are expired now
 * fake.clock.now() - before >= 3_600_000; // → true
 * ```
 */
export function createMovingClock(): MovingClock {
  return movingClock(systemClock);
}

/** Makes a clock that goes with another, and goes on where that one is set back. */
export function movingClock(clock: Clock): MovingClock {
  let aheadMs = 0;
  const steady = steadyClock(clock);
  /** Holds the timers, and is behind: it is told the time whenever somebody looks. */
  const held = createVirtualClock(steady.now());
  const now = (): number => steady.now() + aheadMs;
  let cancelNext: (() => void) | undefined;

  /** Fires what is due by now, and waits for what is due next. */
  const catchUp = async (): Promise<void> => {
    await held.advance(Math.max(0, now() - held.now()));
    waitForNext();
  };
  const waitForNext = (): void => {
    cancelNext?.();
    cancelNext = undefined;
    const dueAt = held.nextAt;
    if (dueAt === undefined) return;
    const delayMs = Math.min(Math.max(0, dueAt - now()), LONGEST_TIMER_MS);
    cancelNext = steady.setTimer(() => void catchUp(), delayMs);
  };
  return {
    moves: true,
    now,
    setTimer: (callback, delayMs) => {
      const cancel = held.setTimer(callback, now() - held.now() + Math.max(0, delayMs));
      waitForNext();
      return () => {
        cancel();
        waitForNext();
      };
    },
    advance: async (byMs) => {
      const until = checkAdvance(now(), byMs);
      while (held.nextAt !== undefined && held.nextAt <= until) {
        aheadMs += Math.max(0, held.nextAt - now());
        await catchUp();
      }
      aheadMs += Math.max(0, until - now());
      await catchUp();
    },
    run: async (promise) => {
      let isSettled = false;
      const end = (): void => {
        isSettled = true;
      };
      promise.then(end, end);
      for (;;) {
        await catchUp();
        if (isSettled) return promise;
        const dueAt = held.nextAt;
        if (dueAt === undefined) return promise;
        aheadMs += Math.max(0, dueAt - now());
      }
    },
    get timers() {
      return held.timers;
    },
    get nextAt() {
      return held.nextAt;
    },
  };
}
