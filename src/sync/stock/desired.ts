import { unknownName } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import type { LevelId } from '../../client/index.ts';
import { SyncInputError } from '../../errors/index.ts';
import type { DesiredProblem } from '../../errors/index.ts';
import { ID_WORDS, isWireId } from '../../wire/limits.ts';
import { linesOf } from '../lines.ts';
import type { Lines } from '../lines.ts';

/**
 * The units that one level should have: `onHand`, a physical count, which an order that is placed
 * meanwhile does not change, or `available`, what may be sold.
 */
export type DesiredLevel = DesiredOnHand | DesiredAvailable;

/** A level by what is physically there. */
export interface DesiredOnHand extends LevelId {
  /** The units that were counted, 0 or more. */
  readonly onHand: number;
  /** Not together with `onHand`. */
  readonly available?: undefined;
  /** Anything: it comes back with the line, wherever that is told of. */
  readonly ref?: unknown;
}

/** A level by what may be sold. */
export interface DesiredAvailable extends LevelId {
  /** The units that may be sold, 0 or more. */
  readonly available: number;
  /** Not together with `available`. */
  readonly onHand?: undefined;
  /** Anything: it comes back with the line, wherever that is told of. */
  readonly ref?: unknown;
}

const LINE: FieldsOf<DesiredLevel> = {
  variantId: true,
  locationId: true,
  onHand: true,
  available: true,
  ref: true,
};

/** How many problems are kept; all are counted. */
const MOST_PROBLEMS = 1000;

/** Collects what is wrong with the lines, to say it all at once. */
export interface Problems {
  readonly add: (problem: DesiredProblem) => void;
  /** Throws if there are any, unless such lines are left out. */
  readonly throwIfAny: () => void;
  /** Those of lines that are left out. */
  readonly skipped: readonly DesiredProblem[];
}

/** Makes an empty collection. */
export function collectProblems(invalid: 'refuse' | 'skip', call?: string): Problems {
  const problems: DesiredProblem[] = [];
  let count = 0;
  return {
    add(problem) {
      count += 1;
      if (invalid === 'skip' || problems.length < MOST_PROBLEMS) problems.push(problem);
    },
    skipped: problems,
    throwIfAny() {
      if (count > 0 && invalid === 'refuse') throw new SyncInputError(problems, count, call);
    },
  };
}

/**
 * Reads all desired lines into a table.
 *
 * @throws SyncInputError when lines are wrong; it names them.
 */
export async function readDesired(
  desired: Lines<DesiredLevel>,
  signal: AbortSignal | undefined,
  problems: Problems,
): Promise<Table> {
  const table = createTable();
  let line = 0;
  for await (const item of linesOf<unknown>(desired, signal)) {
    const problem = readLine(table, item);
    if (problem !== undefined) {
      const [reason, message] = problem;
      const { ref } = (item ?? {}) as { readonly ref?: unknown };
      const told = { line, reason, message: `desired[${line}]${message}`, value: item };
      problems.add(ref === undefined ? told : { ...told, ref });
      // Keeps the numbers of lines and of rows the same.
      table.skip(placeOf(item));
    }
    line += 1;
  }
  problems.throwIfAny();
  return table;
}

/** The level that a wrong line is about, where that can be told. */
function placeOf(item: unknown): LevelId | undefined {
  const { variantId, locationId } = (item ?? {}) as Readonly<Record<string, unknown>>;
  return isWireId(variantId) && isWireId(locationId) ? { variantId, locationId } : undefined;
}

type Problem = readonly [reason: DesiredProblem['reason'], message: string];

/** Adds a line to the table, or says what is wrong with it. */
function readLine(table: Table, item: unknown): Problem | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return ['malformed', ' must be an object with variantId, locationId and onHand or available.'];
  }
  for (const [name, value] of Object.entries(item)) {
    if (value === undefined || Object.hasOwn(LINE, name)) continue;
    const why = unknownName(name, Object.keys(LINE));
    return ['malformed', `.${name} must be left out: ${why}.`];
  }
  const { variantId, locationId, onHand, available, ref } = item as Readonly<
    Record<string, unknown>
  >;
  if (!isWireId(variantId)) return ['malformed', `.variantId must be ${ID}.`];
  if (!isWireId(locationId)) return ['malformed', `.locationId must be ${ID}.`];
  if ((onHand === undefined) === (available === undefined)) {
    return ['malformed', ' must name onHand or available, and not both.'];
  }
  const quantity: QuantityOfLine = onHand === undefined ? 'available' : 'onHand';
  const value = onHand ?? available;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    const actual = typeof value === 'number' ? String(value) : `a ${typeof value}`;
    return ['invalid-quantity', `.${quantity} must be an integer, 0 or more, not ${actual}.`];
  }
  const earlier = table.find(variantId, locationId);
  if (earlier !== undefined) {
    const place = `variant ${variantId} at location ${locationId}`;
    return ['duplicate', ` names ${place}, which desired[${earlier}] does too.`];
  }
  // Adding 0 makes 0 of minus 0.
  table.add({ variantId, locationId, quantity, value: value + 0, ref });
  return undefined;
}

const ID = `a text of ${ID_WORDS}`;

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
function createTable(): Table {
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
