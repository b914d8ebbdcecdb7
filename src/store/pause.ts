import { wait } from '../base/abort.ts';
import type { Clock } from '../base/clock.ts';

/** Waits for the first of some promises, but no longer than for a time in milliseconds. */
export async function firstOf(
  clock: Clock,
  forMs: number,
  promises: Iterable<Promise<void>> = [],
): Promise<void> {
  const controller = new AbortController();
  const pause = wait(clock, forMs, controller.signal).catch(() => {});
  try {
    await Promise.race([...promises, pause]);
  } finally {
    controller.abort();
  }
}
