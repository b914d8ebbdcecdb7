import { CURSOR_LIFETIME_MS } from '../../wire/index.ts';
import type { Clock } from '../../base/clock.ts';
import { DraftMap } from '../../model/persistent/persistent-map.ts';
import type { LevelFilter } from './level-table.ts';

/** A place in the order of levels, and the filter with which it was reached. */
export interface Cursor {
  readonly position: number;
  readonly side: 'from' | 'before';
  readonly filter: LevelFilter;
}

/** Hands out cursors as texts. The same cursor is always the same text. */
export interface Cursors {
  issue(cursor: Cursor): string;
  /** Undefined where the text was not issued here, or too long ago. */
  read(text: string): Cursor | undefined;
  /** The same cursors, as old as they are, which grow older by the clock given. */
  copy(clock: Clock): Cursors;
}

interface IssuedCursor {
  readonly cursor: Cursor;
  readonly at: number;
}

/** The cursors that were handed out so far. */
interface Issued {
  /** The cursors that may be valid: those issued in this lifetime, and in the one before. */
  readonly recent: DraftMap<IssuedCursor>;
  readonly older: DraftMap<IssuedCursor>;
  readonly since: number;
  readonly filterNumbers: DraftMap<number>;
  readonly filters: number;
  /** How far the clock is ahead of the one by which the times here were told first. */
  readonly aheadMs: number;
}

/** Makes a shop's cursors; none of them is valid in another shop. */
export function shopCursors(
  shop: string,
  clock: Clock,
  given: Issued = {
    recent: noCursors(),
    older: noCursors(),
    since: clock.now(),
    filterNumbers: new DraftMap(new Map<string, number>()),
    filters: 0,
    aheadMs: 0,
  },
): Cursors {
  let { recent, older, since, filters } = given;
  const { filterNumbers, aheadMs } = given;
  const now = (): number => clock.now() - aheadMs;

  /** Filters can be longer than a URL, so a cursor holds the number of one. */
  const numberOf = ({ variantIds, locationIds, list }: LevelFilter): number => {
    const text = JSON.stringify([variantIds, locationIds, list]);
    const known = filterNumbers.live.get(text);
    if (known !== undefined) return known;
    filterNumbers.set(text, filters);
    filters += 1;
    return filters - 1;
  };

  return {
    issue: (cursor) => {
      const at = now();
      if (at - since > CURSOR_LIFETIME_MS) {
        older = recent;
        recent = noCursors();
        since = at;
      }
      const { position, side, filter } = cursor;
      const text = btoa(`${shop}:${numberOf(filter)}:${side}:${position}`).replaceAll('=', '');
      recent.set(text, { cursor, at });
      return text;
    },
    read: (text) => {
      const found = recent.live.get(text) ?? older.live.get(text);
      return found !== undefined && now() - found.at <= CURSOR_LIFETIME_MS
        ? found.cursor
        : undefined;
    },
    copy: (copyClock) =>
      shopCursors(shop, copyClock, {
        recent: new DraftMap(recent.snapshot()),
        older: new DraftMap(older.snapshot()),
        since,
        filterNumbers: new DraftMap(filterNumbers.snapshot()),
        filters,
        aheadMs: aheadMs + aheadOf(clock, copyClock),
      }),
  };
}

function noCursors(): DraftMap<IssuedCursor> {
  return new DraftMap(new Map<string, IssuedCursor>());
}

/** How much later another clock shows it is, in milliseconds. */
export function aheadOf(clock: Clock, other: Clock): number {
  return other === clock ? 0 : other.now() - clock.now();
}
