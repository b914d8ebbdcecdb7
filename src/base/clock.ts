import { hasMethods } from './check.ts';

/**
 * The library's only source of time. The default is the system's clock; tests use a virtual one, so
 * that waiting costs no time.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import type { Clock } from 'genstore-inventory';
 *
 * // Counts the timers, on the system's time: one for the request, one for the call.
 * let timers = 0;
 * const clock: Clock = {
 *   now: () => Date.now(),
 *   setTimer: (callback, delayMs) => {
 *     timers += 1;
 *     const timer = setTimeout(callback, delayMs);
 *     return () => clearTimeout(timer);
 *   },
 * };
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', clock });
 * await inventory.query();
 * timers; // → 2
 * ```
 */
export interface Clock {
  /** The time, in milliseconds since 1970. */
  now(): number;
  /** Calls back once, after a delay in milliseconds. The function that it returns cancels that. */
  setTimer(callback: () => void, delayMs: number): () => void;
}

/** Longer delays overflow the system's timers, which then fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The system's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (callback, delayMs) => {
    const timer = setTimeout(callback, Math.min(delayMs, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

/** Whether a value can serve as a clock. */
export function isClock(value: unknown): value is Clock {
  return hasMethods(value, ['now', 'setTimer']);
}
