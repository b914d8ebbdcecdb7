import { computed, signal } from '@preact/signals';
import type { StockLevel } from '../../model/index.ts';
import { book, keyOf, lowAt, markOf } from './levels.ts';

export const COLUMNS = [
  'variantId',
  'locationId',
  'available',
  'committed',
  'unavailable',
  'incoming',
  'onHand',
] as const;
export type Column = (typeof COLUMNS)[number];

export type Show = 'all' | 'low' | 'out' | 'committed' | 'incoming';

/** The text that ids of variant or location must contain; several words must all be met. */
export const words = signal('');
export const show = signal<Show>('all');
/** Undefined: in the order in which the levels were connected. */
export const order = signal<{ readonly by: Column; readonly down: boolean } | undefined>(undefined);

/** The key of the level whose story is told. */
export const chosenKey = signal<string | undefined>(readHash());

export const chosen = computed<StockLevel | undefined>(() =>
  chosenKey.value === undefined ? undefined : book.value.byKey.get(chosenKey.value),
);

/** Chooses a level, and keeps it in the page's address, so that loading anew comes back to it. */
export function choose(key: string): void {
  chosenKey.value = key;
  history.replaceState(null, '', `#level=${encodeURIComponent(key)}`);
}

function readHash(): string | undefined {
  const key = new URLSearchParams(location.hash.slice(1)).get('level');
  return key === null || key === '' ? undefined : key;
}

/** Shows the one kind of levels, or all again where it is shown already. */
export function toggleShow(kind: Show): void {
  show.value = show.value === kind ? 'all' : kind;
}

/** A first click sorts the most telling way, a second the other, a third not at all. */
export function sortBy(column: Column): void {
  const now = order.value;
  if (now?.by !== column) order.value = { by: column, down: false };
  else order.value = now.down ? undefined : { by: column, down: true };
}

/** The levels that are asked for, in the order that is asked for. */
export const rows = computed<readonly StockLevel[]>(() => {
  const wanted = words.value.trim().split(/\s+/).filter(Boolean);
  const kind = show.value;
  const low = lowAt.value;
  const found: StockLevel[] = [];
  for (const level of book.value.byKey.values()) {
    if (isShown(level, kind, low) && wanted.every((word) => keyOf(level).includes(word))) {
      found.push(level);
    }
  }
  const sorting = order.value;
  return sorting === undefined ? found : found.toSorted(compareBy(sorting.by, sorting.down));
});

function isShown(level: StockLevel, kind: Show, low: number): boolean {
  if (kind === 'all') return true;
  if (kind === 'low') return markOf(level, low) !== 'none';
  if (kind === 'out') return markOf(level, low) === 'out';
  return level[kind] > 0;
}

function compareBy(by: Column, down: boolean): (one: StockLevel, other: StockLevel) => number {
  const sign = down ? -1 : 1;
  if (by === 'variantId' || by === 'locationId') {
    return (one, other) => {
      const [left, right] = [one[by], other[by]];
      // Ids are numbers that may be longer than a number can be.
      return sign * (left.length - right.length || (left < right ? -1 : left > right ? 1 : 0));
    };
  }
  return (one, other) => sign * (one[by] - other[by]);
}
