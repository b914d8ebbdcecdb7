import { hasMethods } from './check.ts';
import type { Clock } from './clock.ts';

/** Checks that a value can serve as a signal; null counts as left out, as `fetch` takes it. */
export function isSignal(value: unknown): value is AbortSignal | null | undefined {
  if (value === undefined || value === null) return true;
  return hasMethods(value, ['addEventListener', 'removeEventListener', 'throwIfAborted']);
}

/**
 * Calls back when the signal aborts, at once where it has. The function that it returns ends the
 * listening, so that nothing stays behind on a signal that lives long.
 */
export function onAbort(
  signal: AbortSignal | null | undefined,
  callback: (reason: unknown) => void,
): () => void {
  if (signal === undefined || signal === null) return () => {};
  const stop = (): void => signal.removeEventListener('abort', listener);
  const listener = (): void => {
    stop();
    callback(signal.reason);
  };
  if (signal.aborted) callback(signal.reason);
  else signal.addEventListener('abort', listener);
  return stop;
}

/**
 * Waits for a promise, but no longer than the signal allows: an abort rejects with its own reason.
 * Nothing stays behind on the signal.
 */
export function untilAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | null | undefined,
): Promise<Value> {
  if (signal === undefined || signal === null) return promise;
  return new Promise((resolve, reject) => {
    // The reason is the caller's own, and need not be an error.
    const stop = onAbort(signal, () => reject(signal.reason as Error));
    promise.then(resolve, reject).finally(stop);
  });
}

/** Waits for a time, or until the signal aborts. */
export async function wait(
  clock: Clock,
  delayMs: number,
  signal: AbortSignal | null | undefined,
): Promise<void> {
  const { promise: elapsed, resolve } = deferred();
  const cancel = clock.setTimer(resolve, delayMs);
  try {
    await untilAborted(elapsed, signal);
  } finally {
    cancel();
  }
}

/** A promise that is settled from outside. */
export interface Deferred<Value = void> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

/** Makes a promise that is settled from outside. Older runtimes lack `Promise.withResolvers`. */
export function deferred<Value = void>(): Deferred<Value> {
  const ends = {} as Omit<Deferred<Value>, 'promise'>;
  const promise = new Promise<Value>((resolve, reject) => {
    Object.assign(ends, { resolve, reject });
  });
  return { promise, ...ends };
}
