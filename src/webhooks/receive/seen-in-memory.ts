import type { Clock } from '../../base/clock.ts';
import { steadyClock } from '../../base/steady-clock.ts';
import type { DeliveryClaim, SeenDeliveries } from './deliveries.ts';

interface Known {
  readonly attempt: number;
  /** Until when it is claimed, in milliseconds of the clock; undefined once it was handled. */
  readonly until: number | undefined;
}

/** Keeps claims in memory: those of the latest deliveries, and all that somebody is still at. */
export function seenInMemory(capacity: number, claimMs: number, clock: Clock): SeenDeliveries {
  // A claim ends after its time, whatever becomes of the clock.
  const steady = steadyClock(clock);
  /** Oldest first. */
  const deliveries = new Map<string, Known>();
  const keep = (id: string, known: Known): void => {
    // A delivery that comes again and again stays known.
    deliveries.delete(id);
    deliveries.set(id, known);
    for (const [oldest, { until = 0 }] of deliveries) {
      if (deliveries.size <= capacity) break;
      if (until <= steady.now()) deliveries.delete(oldest);
    }
  };
  return {
    claim: async (id): Promise<DeliveryClaim> => {
      const known = deliveries.get(id);
      if (known !== undefined && known.until === undefined) {
        keep(id, known);
        return { state: 'handled' };
      }
      if (known?.until !== undefined && known.until > steady.now()) return { state: 'busy' };
      const attempt = (known?.attempt ?? 0) + 1;
      keep(id, { attempt, until: steady.now() + claimMs });
      return { state: 'claimed', attempt };
    },
    settle: async (id, attempt, outcome) => {
      if (deliveries.get(id)?.attempt !== attempt) return;
      keep(id, { attempt, until: outcome === 'handled' ? undefined : -Infinity });
    },
  };
}
