import { LONGEST_TIMER_MS } from './clock.ts';
import type { Clock } from './clock.ts';

/**
 * A view of a clock that never goes back, for whoever waits for a time or asks how old something is:
 * clocks are set back by time servers, by people and with resumed machines. What it shows is good for
 * comparing with what it showed before, and is no time of the day.
 *
 * Its timers count what they measured, whatever the clock says: a wait of a minute is over after a
 * minute. A clock that is set forward cannot be told from a machine that slept.
 *
 * @param unseenMs - how much time is taken to have passed where the clock was found set back: nobody
 * knows. 0 for those who wait; for those who must not trust what is old, as much as makes it old.
 */
export function steadyClock(clock: Clock, unseenMs = 0): Clock {
  let last = clock.now();
  /** How far the view is ahead of the clock. */
  let ahead = 0;
  const now = (): number => {
    const time = clock.now();
    if (time < last) ahead += last - time + unseenMs;
    last = time;
    return time + ahead;
  };
  return {
    now,
    setTimer(callback, delayMs) {
      // The system's timers fire early where a delay is longer.
      const dueAt = now() + Math.min(Math.max(0, delayMs), LONGEST_TIMER_MS);
      return clock.setTimer(() => {
        const missing = dueAt - now();
        if (missing > 0) ahead += missing;
        callback();
      }, delayMs);
    },
  };
}
