/**
 * A source of time: the system's, a virtual one, or one that a test makes itself. A client takes the
 * same.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 * import type { Clock } from 'genstore-inventory/testing';
 *
 * // Always the same day.
 * const clock: Clock = {
 *   now: () => Date.UTC(2026, 2, 1),
 *   setTimer: (callback, delayMs) => {
 *     const timer = setTimeout(callback, delayMs);
 *     return () => clearTimeout(timer);
 *   },
 * };
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', clock });
 * fake.snapshot().at; // → '2026-03-01T00:00:00.000Z'
 * ```
 */
export interface Clock {
  /** The time, in milliseconds since 1970. */
  now(): number;
  /** Calls back once, after a delay in milliseconds. The function that it returns cancels that. */
  setTimer(callback: () => void, delayMs: number): () => void;
}

/** Longer delays overflow the system's timers, which then fire at once. */
export const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The system's clock. It is asked anew each time, so that a test's replacement of Date counts. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Whether a value can serve as a clock. */
export function isClock(value: unknown): value is Clock {
  if (typeof value !== 'object' || value === null) return false;
  return ['now', 'setTimer'].every((name) => typeof Reflect.get(value, name) === 'function');
}

/** How much later another clock shows it is, in milliseconds. */
export function aheadOf(clock: Clock, other: Clock): number {
  return other === clock ? 0 : other.now() - clock.now();
}

/** Waits for a time, or until the signal aborts: then it rejects with the signal's reason. */
export async function wait(
  clock: Clock,
  delayMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const end = (): void => {
      cancel();
      signal?.removeEventListener('abort', onAbort);
    };
    const onAbort = (): void => {
      end();
      // The reason is the caller's own, and need not be an error.
      reject(signal?.reason as Error);
    };
    const cancel = clock.setTimer(() => {
      end();
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', onAbort);
  });
}
