import { deferred, untilAborted } from '../../base/abort.ts';
import { check, checkObject, within } from '../../base/check.ts';
import type { Clock } from '../../base/clock.ts';
import { argumentsTo } from '../../errors/index.ts';
import { isWireId } from '../../wire/limits.ts';
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
      const place = argumentsTo('notify');
      checkObject(place, hint, undefined, 'an object with variantId');
      const { variantId, locationId } = hint;
      check(within(place, 'variantId'), isWireId(variantId), "a variant's id");
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

/** An alarm that can end a sleep early. */
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
  const { promise: woken, resolve } = deferred();
  alarm.ring = resolve;
  const cancelTimer = clock.setTimer(resolve, Math.max(0, untilMs - clock.now()));
  try {
    await untilAborted(woken, signal);
  } finally {
    alarm.ring = undefined;
    cancelTimer();
  }
}
