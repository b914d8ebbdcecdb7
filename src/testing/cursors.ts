import type { LevelFilter } from './sequence-lists.ts';

/** [A] The platform only says that cursors are temporary. */
const CURSOR_LIFETIME_MS = 60 * 60 * 1000;

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
}

/** Makes a shop's cursors; none of them is valid in another shop. */
export function shopCursors(shop: string, now: () => number): Cursors {
  /** In the order of their last issue, so that the expired ones come first. */
  const issued = new Map<string, { readonly cursor: Cursor; readonly at: number }>();
  const filterNumbers = new Map<string, number>();

  return {
    issue: (cursor) => {
      const at = now();
      for (const [text, { at: before }] of issued) {
        if (at - before <= CURSOR_LIFETIME_MS) break;
        issued.delete(text);
      }
      const { position, side, filter } = cursor;
      // Filters can be longer than a URL, so a cursor holds the number of one.
      const filterText = JSON.stringify([filter.variantIds, filter.locationIds]);
      const number = filterNumbers.get(filterText) ?? filterNumbers.size;
      filterNumbers.set(filterText, number);
      const text = btoa(`${shop}:${number}:${side}:${position}`).replaceAll('=', '');
      issued.delete(text);
      issued.set(text, { cursor, at });
      return text;
    },
    read: (text) => {
      const found = issued.get(text);
      return found !== undefined && now() - found.at <= CURSOR_LIFETIME_MS
        ? found.cursor
        : undefined;
    },
  };
}
