import { createColumn } from '../../base/column.ts';
import { createPairs } from '../../base/pairs.ts';
import type { LevelId } from '../../client/index.ts';

/** Which quantity of a level a line is about. */
export type QuantityOfLine = 'onHand' | 'available';

/** The quantity that a level should have. */
export interface Row {
  readonly variantId: string;
  readonly locationId: string;
  readonly quantity: QuantityOfLine;
  /** In units. */
  readonly value: number;
  readonly ref?: unknown;
}

/** The desired quantities of many levels: rows, numbered in the order in which they were added. */
export interface Table {
  readonly size: number;
  /** Adds a row, unless there is one of its level. Returns the row's number. */
  readonly add: (row: Row) => number;
  /** Adds a row that is left out, of a level where that can be told. */
  readonly skip: (place: LevelId | undefined) => void;
  readonly isSkipped: (index: number) => boolean;
  /** Whether a level is one of a row that is left out. */
  readonly isLeftOut: (place: LevelId) => boolean;
  /** Whether a row is left out of which nobody knows what it is about. */
  readonly hasUnknown: () => boolean;
  /** The number of the row that is about a level. */
  readonly find: (variantId: string, locationId: string) => number | undefined;
  readonly row: (index: number) => Row;
  readonly quantity: (index: number) => QuantityOfLine;
  readonly value: (index: number) => number;
  readonly locationIds: ReadonlySet<string>;
  /** Also those of rows that are left out. */
  readonly allLocationIds: ReadonlySet<string>;
  /** The variants, also of rows that are left out, where there are no more of them than this. */
  readonly variantIds: (most: number) => readonly string[] | undefined;
  /** The quantities that rows are about. */
  readonly quantities: ReadonlySet<QuantityOfLine>;
}

/** What stands for a quantity in its column. */
const QUANTITIES = ['onHand', 'available'] as const;
const SKIPPED = -1;

/** Makes an empty table. It holds columns: a million objects in a map would take ten times as much. */
export function createTable(): Table {
  const levels = createPairs();
  /** The levels of rows that are left out. */
  const leftOut = createPairs();
  const quantityOf = createColumn();
  const values = createColumn();
  const refs = new Map<number, unknown>();
  const quantities = new Set<QuantityOfLine>();
  const locationIds = new Set<string>();
  const allLocationIds = new Set<string>();
  let hasUnknown = false;
  const quantity = (index: number): QuantityOfLine => QUANTITIES[quantityOf.get(index)] ?? 'onHand';

  return {
    get size() {
      return levels.size;
    },
    add(row) {
      const { size } = levels;
      const index = levels.add(row.variantId, row.locationId);
      if (index < size) return index;
      if (row.ref !== undefined) refs.set(index, row.ref);
      quantities.add(row.quantity);
      locationIds.add(row.locationId);
      allLocationIds.add(row.locationId);
      quantityOf.set(index, QUANTITIES.indexOf(row.quantity));
      values.set(index, row.value);
      return index;
    },
    skip(place) {
      if (place === undefined) hasUnknown = true;
      else {
        leftOut.add(place.variantId, place.locationId);
        allLocationIds.add(place.locationId);
      }
      quantityOf.set(levels.size, SKIPPED);
      levels.skip();
    },
    isSkipped: (index) => quantityOf.get(index) === SKIPPED,
    isLeftOut: (place) => leftOut.find(place.variantId, place.locationId) !== undefined,
    hasUnknown: () => hasUnknown,
    find: levels.find,
    row: (index) => ({
      variantId: levels.name(index),
      locationId: levels.place(index),
      quantity: quantity(index),
      value: values.get(index),
      ...(refs.has(index) && { ref: refs.get(index) }),
    }),
    quantity,
    value: values.get,
    quantities,
    locationIds,
    allLocationIds,
    variantIds(most) {
      if (levels.size > most * locationIds.size) return undefined;
      const ids = new Set<string>();
      for (let index = 0; index < leftOut.size; index += 1) ids.add(leftOut.name(index));
      for (let index = 0; index < levels.size; index += 1) ids.add(levels.name(index));
      // Rows that are left out have no name.
      ids.delete('');
      return ids.size > most ? undefined : [...ids];
    },
  };
}
