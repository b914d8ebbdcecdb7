import type { Clock } from '../../client/index.ts';
import { isWireId } from '../../wire/limits.ts';
import { checkObject, refusal, within } from '../check.ts';
import type { StockHint } from './stock-watch.ts';
import { isWatched } from './watched.ts';
import type { Watched } from './watched.ts';

/** The variants that someone has hinted at, until they are read. */
export interface Hints extends Alarm {
  readonly add: (hint: StockHint) => void;
  readonly size: () => number;
  /** Takes all of them out. */
  readonly take: () => string[];
}

/** Collects hints about what is watched. A variant that is hinted at twice is one. */
export function createHints(watched: Watched): Hints {
  const pending = new Set<string>();
  const hints: Hints = {
    ring: undefined,
    size: () => pending.size,
    add(hint) {
      const place = { call: 'notify', name: '' };
      checkObject(place, hint);
      const { variantId, locationId } = hint;
      if (!isWireId(variantId)) throw refusal(within(place, 'variantId'), "a variant's id");
      if (!isWatched(watched, variantId, locationId)) return;
      pending.add(variantId);
      hints.ring?.();
    },
    take() {
      const taken = [...pending];
      pending.clear();
      return taken;
    },
  };
  return hints;
}

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
