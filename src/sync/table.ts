/** Which quantity of a level a line is about. */
export type QuantityOfLine = 'onHand' | 'available';

/** What a level should be. */
export interface Row {
  readonly variantId: string;
  readonly locationId: string;
  readonly quantity: QuantityOfLine;
  /** In units. */
  readonly value: number;
}

/** What many levels should be: rows, numbered in the order in which they were added. */
export interface Table {
  readonly size: number;
  readonly add: (row: Row) => void;
  /** Adds a row that is about no level. */
  readonly skip: () => void;
  /** The number of the row that is about a level. */
  readonly find: (variantId: string, locationId: string) => number | undefined;
  readonly row: (index: number) => Row;
  readonly locationIds: () => readonly string[];
  /** The variants, where there are no more of them than this. */
  readonly variantIds: (most: number) => readonly string[] | undefined;
  /** The quantity that all rows are about; undefined where they differ. */
  readonly commonQuantity: () => QuantityOfLine | undefined;
}

/** What the rows of one location have in common. */
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

  return {
    get size() {
      return values.length;
    },
    add({ variantId, locationId, quantity, value }) {
      const place = places.get(locationId) ?? { rows: new Map<string, number>(), kinds: {} };
      places.set(locationId, place);
      place.rows.set(variantId, values.length);
      place.kinds[quantity] ??= kinds.push({ locationId, quantity }) - 1;
      kindOf.push(place.kinds[quantity]);
      variants.push(variantId);
      values.push(value);
    },
    skip() {
      variants.push('');
      values.push(0);
      kindOf.push(-1);
    },
    find: (variantId, locationId) => places.get(locationId)?.rows.get(variantId),
    row: (index) => ({
      variantId: variants[index] ?? '',
      locationId: kinds[kindOf[index] ?? -1]?.locationId ?? '',
      quantity: kinds[kindOf[index] ?? -1]?.quantity ?? 'onHand',
      value: values[index] ?? 0,
    }),
    locationIds: () => [...places.keys()],
    variantIds(most) {
      if (variants.length > most * places.size) return undefined;
      const ids = [...new Set(variants)];
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
