import { unknownName } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import type { LevelId } from '../../client/index.ts';
import type { DesiredProblem } from '../../errors/index.ts';
import { ID_WORDS, isWireId } from '../../wire/limits.ts';
import { linesOf } from '../lines.ts';
import type { Lines } from '../lines.ts';
import type { Problems } from '../problems.ts';
import { createTable } from './table.ts';
import type { QuantityOfLine, Table } from './table.ts';

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

const ID = `a text of ${ID_WORDS}`;

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
  const { size } = table;
  // Adding 0 makes 0 of minus 0.
  const row = table.add({ variantId, locationId, quantity, value: value + 0, ref });
  if (row === size) return undefined;
  const place = `variant ${variantId} at location ${locationId}`;
  return ['duplicate', ` names ${place}, which desired[${row}] does too.`];
}
