import { check } from './check.ts';

/**
 * The library's only source of time. The default is the system's clock; tests use a virtual one, so
 * that waiting costs no time.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import type { Clock } from 'genstore-inventory';
 *
 * // Counts the waits, on the system's time.
 * let waits = 0;
 * const clock: Clock = {
 *   now: () => Date.now(),
 *   setTimer: (callback, delayMs) => {
 *     waits += 1;
 *     const timer = setTimeout(callback, delayMs);
 *     return () => clearTimeout(timer);
 *   },
 * };
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', clock });
 * await inventory.query();
 * waits; // → 1
 * ```
 */
export interface Clock {
  /** The time, in milliseconds since 1970. */
  now(): number;
  /** Calls back once, after a delay in milliseconds. The function that it returns cancels that. */
  setTimer(callback: () => void, delayMs: number): () => void;
}

/** Longer delays overflow the system's timers, which then fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The system's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (callback, delayMs) => {
    const timer = setTimeout(callback, Math.min(delayMs, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

/** Checks that a value can serve as a clock. */
export function checkClock(call: string, value: unknown): void {
  check(call, 'clock', hasMethods(value, 'now', 'setTimer'), 'an object with now and setTimer');
}

/** Whether a value is an object with methods of these names. */
export function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'function');
}

/**
 * Waits for a promise, but no longer than the signal allows: an abort rejects with its own reason.
 * Nothing stays behind on the signal.
 */
export function untilAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stopListening = (): void => signal.removeEventListener('abort', onAbort);
    const onAbort = (): void => {
      // The promise may never settle, so this cannot be left to it.
      stopListening();
      // The reason is the caller's own, and need not be an error.
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort);
    promise.then(resolve, reject).finally(stopListening);
    if (signal.aborted) onAbort();
  });
}

/** Waits for a time, or until the signal aborts. */
export async function wait(
  clock: Clock,
  delayMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { promise: elapsed, resolve } = deferred();
  const cancel = clock.setTimer(resolve, delayMs);
  try {
    await untilAborted(elapsed, signal);
  } finally {
    cancel();
  }
}

/** A promise that is resolved from outside. Older runtimes lack `Promise.withResolvers`. */
export function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  const resolvers: (() => void)[] = [];
  const promise = new Promise<void>((resolve) => resolvers.push(resolve));
  return { promise, resolve: () => resolvers[0]?.() };
}
