import { StockRejectedError } from '../errors/index.ts';
import { describeWrite } from '../model/describe.ts';
import type {
  ExpectedQuantities,
  Oversell,
  StockAdjusted,
  StockSet,
  WritableQuantities,
} from '../model/index.ts';
import { isOversell, OVERSELL, oversellFloor } from '../model/level.ts';
import { checkQuantities, READABLE_QUANTITIES } from '../model/quantities.ts';
import { ID_WORDS, isWireId, MAX_FILTER_IDS, MAX_LIMIT } from '../wire/index.ts';
import type { ListQuery } from '../wire/index.ts';
import { check, checkFields } from './check.ts';
import type { FieldsOf } from './check.ts';

/** One variant at one location (a warehouse). Ids are texts, because they may have many digits. */
export interface LevelId {
  readonly variantId: string;
  readonly locationId: string;
}

interface AdjustCommon extends LevelId {
  /**
   * What the level is believed to be; where it is not, nothing is written. The level is read first.
   */
  readonly expected?: ExpectedQuantities;
  /**
   * How far below zero available may be taken. The platform keeps this per variant but does not tell
   * it, so by default nothing is taken below zero.
   */
  readonly oversell?: Oversell;
}

/** Absolute values, in units. `onHand` is a physical count. */
export interface SetInput extends AdjustCommon {
  /** What the quantities become; those that are left out stay as they are. */
  readonly set: WritableQuantities;
  /** Not together with `set`. */
  readonly by?: never;
}

/** Relative values, in units: the level is read first, and the result is sent. */
export interface ByInput extends AdjustCommon {
  /** What is added to the quantities; negative numbers take away. */
  readonly by: WritableQuantities;
  /** Not together with `by`. */
  readonly set?: never;
}

/** What {@link InventoryClient.adjust} changes. Committed is not there: it belongs to orders. */
export type AdjustInput = SetInput | ByInput;

/** Which levels {@link InventoryClient.query} looks for: all of them, unless ids are given. */
export interface QueryInput {
  /** At most 250 variants; how many the platform takes is not documented. */
  readonly variantIds?: readonly string[];
  /** At most 250 locations. */
  readonly locationIds?: readonly string[];
  /** Levels a page, 1 to 250. By default 50 for a single page, and 250 for all of them. */
  readonly limit?: number;
}

const LEVEL_ID: FieldsOf<LevelId> = { variantId: true, locationId: true };
const ADJUSTMENT: FieldsOf<AdjustInput> = {
  ...LEVEL_ID,
  set: true,
  by: true,
  expected: true,
  oversell: true,
};
const QUERY: FieldsOf<QueryInput> = { variantIds: true, locationIds: true, limit: true };

/** Checks that an argument names a level. */
export function readLevelId(call: string, input: LevelId, known: object = LEVEL_ID): LevelId {
  checkFields(call, '', input, known, 'an object with variantId and locationId');
  for (const name of ['variantId', 'locationId'] as const) checkId(call, name, input[name]);
  return { variantId: input.variantId, locationId: input.locationId };
}

/** Turns an adjustment into the model's event for it, or throws what is wrong with it. */
export function readAdjustment(input: AdjustInput): StockSet | StockAdjusted {
  const id = readLevelId('adjust', input, ADJUSTMENT);
  const { set, by, expected, oversell } = input;
  const isOne = (set === undefined) !== (by === undefined);
  check('adjust', '', isOne, 'an object with either set or by');
  checkNames(id, 'set', set);
  checkNames(id, 'by', by);
  checkNames(id, 'expected', expected, READABLE_QUANTITIES);
  const isPolicy = oversell === undefined || isOversell(oversell);
  check('adjust', 'oversell', isPolicy, `left out, ${OVERSELL}`);
  if (expected === undefined) checkNotNegative(set, oversell);
  // The event lives for one decision about one level: its id and time are never compared.
  // Copies, because the caller may change its objects while the level is read.
  const head = { id: 'adjust', at: '', ...id, ...(expected && { expected: { ...expected } }) };
  return by === undefined
    ? { ...head, type: 'stock.set', quantities: { ...set } }
    : { ...head, type: 'stock.adjusted', deltas: { ...by } };
}

/** Has the model look at the names and numbers of an object of quantities. */
function checkNames(id: LevelId, name: string, values: unknown, known?: readonly string[]): void {
  const problem =
    values === undefined ? undefined : checkQuantities({ ...id }, name, values, known);
  if (problem === undefined) return;
  if (!('path' in problem)) throw new StockRejectedError(problem, describeWrite(problem));
  const { path, expected, actual } = problem;
  check('adjust', path, false, `${expected}, not ${actual}`);
}

/** Where no level is read, nothing is set below zero, unless overselling allows it. */
function checkNotNegative(set: WritableQuantities = {}, oversell: Oversell = 'deny'): void {
  const floor = Math.min(0, oversellFloor({ oversell, incoming: Infinity }));
  for (const [name, value] of Object.entries(set)) {
    const lowest = name === 'available' ? floor : 0;
    const isAllowed = value === undefined || value >= lowest;
    check('adjust', `set.${name}`, isAllowed, `${lowest} or more, not ${value}`);
  }
}

/** Checks what is asked for. */
export function readQuery(input: QueryInput): ListQuery {
  checkFields('query', '', input, QUERY, 'an object, or left out');
  const { limit } = input;
  const isLimit =
    limit === undefined || (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT);
  check('query', 'limit', isLimit, `an integer from 1 to ${MAX_LIMIT}`);
  return {
    variantIds: readIds('variantIds', input),
    locationIds: readIds('locationIds', input),
    limit,
  };
}

/** An empty list would be sent as no filter at all, and so mean everything. */
function readIds(name: 'variantIds' | 'locationIds', input: QueryInput): string[] | undefined {
  const ids: unknown = input[name];
  if (ids === undefined) return undefined;
  const isList = Array.isArray(ids) && ids.length > 0 && ids.length <= MAX_FILTER_IDS;
  check('query', name, isList, `left out, or an array of 1 to ${MAX_FILTER_IDS} ids`);
  for (const [index, id] of ids.entries()) checkId('query', `${name}[${index}]`, id);
  return [...new Set(ids as string[])];
}

function checkId(call: string, at: string, id: unknown): void {
  check(call, at, isWireId(id), `a text of ${ID_WORDS}`);
}
