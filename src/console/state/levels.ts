import { computed, signal } from '@preact/signals';
import type { LedgerEntry, StockLevel } from '../../model/index.ts';

/** The key of a level in this page: ids have no slash. */
export function keyOf(level: { readonly variantId: string; readonly locationId: string }): string {
  return `${level.variantId}/${level.locationId}`;
}

/** All levels by their keys, in the order in which they were connected; a new object for each change. */
export interface LevelBook {
  readonly byKey: Map<string, StockLevel>;
}

export const book = signal<LevelBook>({ byKey: new Map() });

/** When levels changed while this page looked, by the page's own clock. */
export const changedAt = new Map<string, number>();

/** Replaces all levels. */
export function readAll(levels: readonly StockLevel[]): void {
  changedAt.clear();
  book.value = { byKey: new Map(levels.map((level) => [keyOf(level), level])) };
}

/** Takes over what entries of the ledger left behind. */
export function patchBy(entries: readonly LedgerEntry[]): void {
  if (entries.length === 0) return;
  const { byKey } = book.value;
  const now = performance.now();
  for (const { type, after } of entries) {
    const key = keyOf(after);
    if (type === 'variant.disconnected') byKey.delete(key);
    else byKey.set(key, after);
    changedAt.set(key, now);
  }
  book.value = { byKey };
}

/** The available units at and below which a level counts as low. */
export const lowAt = signal(5);

export type Mark = 'none' | 'low' | 'out';

/** Whether a level needs somebody's eye. */
export function markOf({ available }: StockLevel, low: number): Mark {
  if (available <= 0) return 'out';
  return available <= low ? 'low' : 'none';
}

/** The shop as a whole. */
export interface Overview {
  readonly count: number;
  readonly available: number;
  readonly committed: number;
  readonly unavailable: number;
  readonly incoming: number;
  readonly onHand: number;
  /** The lowest levels first. */
  readonly low: readonly StockLevel[];
  readonly out: number;
  /** Levels with committed units, most first. */
  readonly committedLevels: readonly StockLevel[];
}

export const overview = computed<Overview>(() => {
  const sum = { available: 0, committed: 0, unavailable: 0, incoming: 0, onHand: 0 };
  const low: StockLevel[] = [];
  const committedLevels: StockLevel[] = [];
  let out = 0;
  const { byKey } = book.value;
  for (const level of byKey.values()) {
    sum.available += level.available;
    sum.committed += level.committed;
    sum.unavailable += level.unavailable;
    sum.incoming += level.incoming;
    sum.onHand += level.onHand;
    if (level.available <= lowAt.value) low.push(level);
    if (level.available <= 0) out += 1;
    if (level.committed > 0) committedLevels.push(level);
  }
  low.sort((one, other) => one.available - other.available);
  committedLevels.sort((one, other) => other.committed - one.committed);
  return { count: byKey.size, ...sum, low, out, committedLevels };
});
