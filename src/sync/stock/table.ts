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
  readonly add: (row: Row) => void;
  /** Adds a row that is left out, of a level where that can be told. */
  readonly skip: (place: LevelId | undefined) => void;
  readonly isSkipped: (index: number) => boolean;
  /** Whether a level is one of a row that is left out. */
  readonly isLeftOut: (variantId: string, locationId: string) => boolean;
  /** Whether a row is left out of which nobody knows what it is about. */
  readonly hasUnknown: () => boolean;
  /** The number of the row that is about a level. */
  readonly find: (variantId: string, locationId: string) => number | undefined;
  readonly row: (index: number) => Row;
  readonly locationIds: () => readonly string[];
  /** The locations of rows that are left out. */
  readonly leftOutLocationIds: () => readonly string[];
  /** The variants, also of rows that are left out, where there are no more of them than this. */
  readonly variantIds: (most: number) => readonly string[] | undefined;
  /** The quantity that all rows are about; undefined where they differ. */
  readonly commonQuantity: () => QuantityOfLine | undefined;
}

/** The facts that the rows of one location have in common. */
interface Place {
  /** The number of the row of each variant. */
  readonly rows: Map<string, number>;
  /** The kind of the rows that are about a quantity. */
  readonly kinds: { [Quantity in QuantityOfLine]?: number };
}

/**
 * Makes an empty table. It holds columns, and rows of the same location and quantity share those as
 * their kind: a million objects in a map would take several times as much.
 */
export function createTable(): Table {
  const variants: string[] = [];
  const values: number[] = [];
  const kindOf: number[] = [];
  const kinds: Pick<Row, 'locationId' | 'quantity'>[] = [];
  const places = new Map<string, Place>();
  const leftOut = new Map<string, Set<string>>();
  const refs = new Map<number, unknown>();
  let hasUnknown = false;

  return {
    get size() {
      return values.length;
    },
    add({ variantId, locationId, quantity, value, ref }) {
      if (ref !== undefined) refs.set(values.length, ref);
      const place = places.get(locationId) ?? { rows: new Map<string, number>(), kinds: {} };
      places.set(locationId, place);
      place.rows.set(variantId, values.length);
      place.kinds[quantity] ??= kinds.push({ locationId, quantity }) - 1;
      kindOf.push(place.kinds[quantity]);
      variants.push(variantId);
      values.push(value);
    },
    skip(place) {
      if (place === undefined) hasUnknown = true;
      else {
        const there = leftOut.get(place.locationId) ?? new Set();
        leftOut.set(place.locationId, there.add(place.variantId));
      }
      variants.push(place?.variantId ?? '');
      values.push(0);
      kindOf.push(-1);
    },
    isSkipped: (index) => kindOf[index] === -1,
    isLeftOut: (variantId, locationId) => leftOut.get(locationId)?.has(variantId) === true,
    hasUnknown: () => hasUnknown,
    find: (variantId, locationId) => places.get(locationId)?.rows.get(variantId),
    row: (index) => ({
      variantId: variants[index] ?? '',
      locationId: kinds[kindOf[index] ?? -1]?.locationId ?? '',
      quantity: kinds[kindOf[index] ?? -1]?.quantity ?? 'onHand',
      value: values[index] ?? 0,
      ...(refs.has(index) && { ref: refs.get(index) }),
    }),
    locationIds: () => [...places.keys()],
    leftOutLocationIds: () => [...leftOut.keys()],
    variantIds(most) {
      if (variants.length > most * places.size) return undefined;
      const ids = [...new Set(variants)].filter((id) => id !== '');
      return ids.length > most ? undefined : ids;
    },
    commonQuantity() {
      const [first] = kinds;
      return kinds.every(({ quantity }) => quantity === first?.quantity)
        ? first?.quantity
        : undefined;
    },
  };
}
