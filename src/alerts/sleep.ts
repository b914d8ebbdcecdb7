import type { Clock } from '../client/index.ts';

/** What can end a sleep early. */
export interface Alarm {
  /** Set by the sleeper, for as long as it sleeps. */
  ring: (() => void) | undefined;
}

/**
 * Sleeps until a time on the clock or until the alarm rings; it may also wake up early for no reason.
 * An abort rejects with the signal's reason. Neither a timer nor a listener is left behind.
 */
export async function sleep(
  clock: Clock,
  untilMs: number,
  alarm: Alarm,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const cleanUp: (() => void)[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      // The reason is the caller's own, and need not be an error.
      const onAbort = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', onAbort);
      alarm.ring = resolve;
      const cancelTimer = clock.setTimer(resolve, Math.max(0, untilMs - clock.now()));
      cleanUp.push(cancelTimer, () => signal.removeEventListener('abort', onAbort));
    });
  } finally {
    alarm.ring = undefined;
    for (const undo of cleanUp) undo();
  }
}
