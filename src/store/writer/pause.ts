import { onAbort, wait } from '../../base/abort.ts';
import type { Clock } from '../../base/clock.ts';

/** Waits for the first of some promises, but no longer than for a time, or until a signal aborts. */
export async function firstOf(
  clock: Clock,
  forMs: number,
  promises: Iterable<Promise<void>> = [],
  signal?: AbortSignal,
): Promise<void> {
  const controller = new AbortController();
  const stop = onAbort(signal, () => controller.abort());
  const pause = wait(clock, forMs, controller.signal).catch(() => {});
  try {
    await Promise.race([...promises, pause]);
  } finally {
    stop();
    controller.abort();
  }
}
