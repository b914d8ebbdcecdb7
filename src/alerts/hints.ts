import { isWireId } from '../wire/paths.ts';
import { checkObject, refusal, within } from './check.ts';
import type { Alarm } from './sleep.ts';
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
