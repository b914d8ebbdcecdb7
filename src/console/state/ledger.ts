import { computed, signal } from '@preact/signals';
import type { LedgerEntry, StockQuantities } from '../../model/index.ts';
import { chosenKey } from './choice.ts';
import { keyOf } from './levels.ts';

/** The newest entries that are kept here, oldest first: a page that stays open must not grow for ever. */
export const ledger = signal<readonly LedgerEntry[]>([]);

export const MOST_ENTRIES = 50_000;

/** Adds entries behind those that are known. */
export function append(entries: readonly LedgerEntry[]): void {
  if (entries.length > 0) ledger.value = [...ledger.value, ...entries].slice(-MOST_ENTRIES);
}

/** One step of a level's story; the first is what it began with. */
export interface Step {
  readonly entry: LedgerEntry | undefined;
  readonly quantities: StockQuantities;
}

/** The story of the level that is chosen, from the first entry that is known. */
export const story = computed<readonly Step[]>(() => {
  const key = chosenKey.value;
  if (key === undefined) return [];
  const steps: Step[] = [];
  for (const entry of ledger.value) {
    if (keyOf(entry) !== key) continue;
    if (steps.length === 0) steps.push({ entry: undefined, quantities: before(entry) });
    steps.push({ entry, quantities: entry.after });
  }
  return steps;
});

function before({ after, deltas }: LedgerEntry): StockQuantities {
  return {
    available: after.available - deltas.available,
    committed: after.committed - deltas.committed,
    unavailable: after.unavailable - deltas.unavailable,
    incoming: after.incoming - deltas.incoming,
    onHand: after.onHand - deltas.onHand,
  };
}

/** The step that is looked at; undefined for the latest. */
export const lookedAt = signal<number | undefined>(undefined);
