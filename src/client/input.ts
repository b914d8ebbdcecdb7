import { check, checkNumber, checkObject, kindOf, within } from '../base/check.ts';
import type { FieldsOf, Place } from '../base/check.ts';
import { argumentsTo, StockRejectedError } from '../errors/index.ts';
import { describeWrite } from '../model/describe.ts';
import type {
  ExpectedQuantities,
  Oversell,
  StockAdjusted,
  StockSet,
  WritableQuantities,
} from '../model/index.ts';
import { isOversell, OVERSELL, oversellFloor } from '../model/level.ts';
import { ID_WORDS, isWireId, MAX_FILTER_IDS, MAX_LIMIT } from '../wire/limits.ts';
import type { ListQuery } from '../wire/index.ts';
import { checkFields } from './options/checks.ts';
import type { ChecksOf } from './options/checks.ts';

/** One variant at one location (a warehouse). Ids are texts, because they may have many digits. */
export interface LevelId {
  /** The variant's id, in digits. */
  readonly variantId: string;
  /** The id of the location, the warehouse. */
  readonly locationId: string;
}

/** The quantities that can be changed, in units; one that is undefined counts as left out. */
interface Changes {
  /** Units that can be bought; committed ones are not among them. */
  readonly available?: number | undefined;
  /** Units that are set aside. */
  readonly unavailable?: number | undefined;
  /** Units on their way; not part of `onHand`. */
  readonly incoming?: number | undefined;
  /** Units physically there, a count: what it changes by, available changes by. */
  readonly onHand?: number | undefined;
}

/** At least one of the quantities that can be changed, in units. */
export type AtLeastOneQuantity = {
  readonly [Name in keyof Changes]-?: { readonly [Named in Name]: number } & {
    readonly [Other in keyof Changes]?: Changes[Other];
  };
}[keyof Changes];

interface AdjustCommon extends LevelId {
  /**
   * The quantities that the level is believed to have; where it has not, nothing is written. The level
   * is read first.
   */
  readonly expected?: ExpectedQuantities | undefined;
  /**
   * How far below zero available may be taken. The platform keeps this per variant but does not tell
   * it, so by default nothing is taken below zero.
   */
  readonly oversell?: Oversell | undefined;
}

/** Absolute values, in units. `onHand` is a physical count. */
export interface SetInput extends AdjustCommon {
  /** The values that the quantities become; those that are left out stay as they are. */
  readonly set: AtLeastOneQuantity;
  /** Not together with `set`. */
  readonly by?: undefined;
}

/** Relative values, in units: the level is read first, and the result is sent. */
export interface ByInput extends AdjustCommon {
  /** The units that are added to the quantities; negative numbers take away. */
  readonly by: AtLeastOneQuantity;
  /** Not together with `by`. */
  readonly set?: undefined;
}

/**
 * The change that {@link InventoryClient.adjust} makes. Committed is not there: it belongs to orders.
 */
export type AdjustInput = SetInput | ByInput;

/** Which levels {@link InventoryClient.query} looks for: all of them, unless ids are given. */
export interface QueryInput {
  /** At most 250 variants; how many the platform takes is not documented. */
  readonly variantIds?: readonly string[] | undefined;
  /** At most 250 locations. */
  readonly locationIds?: readonly string[] | undefined;
  /** Levels a page, 1 to 250. By default 50 for a single page, and 250 for all of them. */
  readonly limit?: number | undefined;
}

const LEVEL_ID: FieldsOf<LevelId> = { variantId: true, locationId: true };
const ADJUSTMENT: FieldsOf<AdjustInput> = {
  ...LEVEL_ID,
  set: true,
  by: true,
  expected: true,
  oversell: true,
};
const QUERY: ChecksOf<QueryInput> = {
  variantIds: checkIds,
  locationIds: checkIds,
  limit: (place, value) => checkNumber(place, value, { from: 1, to: MAX_LIMIT, isInteger: true }),
};
const WRITABLE: ChecksOf<Changes> = {
  available: checkInteger,
  unavailable: checkInteger,
  incoming: checkInteger,
  onHand: checkInteger,
};
const READABLE: ChecksOf<ExpectedQuantities> = { ...WRITABLE, committed: checkInteger };

/** Checks that an argument names a level. */
export function readLevelId(
  place: Place,
  input: LevelId,
  known: Readonly<Record<string, true>> = LEVEL_ID,
): LevelId {
  const given: unknown = input;
  checkObject(place, given, known, 'an object with variantId and locationId');
  for (const name of ['variantId', 'locationId'] as const)
    checkId(within(place, name), input[name]);
  return { variantId: input.variantId, locationId: input.locationId };
}

/** Turns an adjustment into the model's event for it, or throws what is wrong with it. */
export function readAdjustment(input: AdjustInput): StockSet | StockAdjusted {
  const place = argumentsTo('adjust');
  const id = readLevelId(place, input, ADJUSTMENT);
  const { set, by, expected, oversell } = input;
  const isOne = (set === undefined) !== (by === undefined);
  check(place, isOne, 'an object with either set or by');
  for (const [name, quantities] of Object.entries({ set, by, expected })) {
    checkQuantities(within(place, name), id, quantities);
  }
  const isPolicy = oversell === undefined || isOversell(oversell);
  check(within(place, 'oversell'), isPolicy, `left out, ${OVERSELL}`);
  if (expected === undefined) checkNotNegative(place, set, oversell);
  // The event lives for one decision about one level: its id and time are never compared.
  // Copies, because the caller may change its objects while the level is read.
  const head = { id: 'adjust', at: '', ...id, ...(expected && { expected: { ...expected } }) };
  return by === undefined
    ? { ...head, type: 'stock.set', quantities: { ...set } as WritableQuantities }
    : { ...head, type: 'stock.adjusted', deltas: { ...by } as WritableQuantities };
}

/** Checks an object of whole numbers under some of the names; committed is the model's to refuse. */
function checkQuantities(place: Place, id: LevelId, quantities: object | undefined): void {
  if (quantities === undefined) return;
  const known = place.name === 'expected' ? READABLE : WRITABLE;
  const expected = `an object with at least one of ${Object.keys(known).join(', ')}`;
  const named = Object.entries(quantities ?? {}).filter(([, value]) => value !== undefined);
  if (known === WRITABLE && named.some(([key]) => key === 'committed')) {
    const rejection = { reason: 'committed-read-only', ...id } as const;
    throw new StockRejectedError(rejection, describeWrite(rejection));
  }
  checkFields(place, quantities, known, expected);
  check(place, named.length > 0, expected);
}

function checkInteger(place: Place, value: unknown): void {
  checkNumber(place, value, { from: Number.MIN_SAFE_INTEGER, isInteger: true });
}

/** Where no level is read, nothing is set below zero, unless overselling allows it. */
function checkNotNegative(place: Place, set: Changes = {}, oversell: Oversell = 'deny'): void {
  const floor = Math.min(0, oversellFloor({ oversell, incoming: Infinity }));
  for (const [name, value] of Object.entries(set)) {
    const from = name === 'available' ? floor : 0;
    const isAllowed = value === undefined || value >= from;
    check(within(within(place, 'set'), name), isAllowed, `${from} or more, not ${value}`);
  }
}

/** Checks what is asked for. */
export function readQuery(input: QueryInput): ListQuery {
  checkFields(argumentsTo('query'), input, QUERY);
  const { variantIds, locationIds, limit } = input;
  return {
    variantIds: variantIds && [...new Set(variantIds)],
    locationIds: locationIds && [...new Set(locationIds)],
    limit,
  };
}

/** An empty list would be sent as no filter at all, and so mean everything. */
function checkIds(place: Place, ids: unknown): void {
  const isList = Array.isArray(ids) && ids.length > 0 && ids.length <= MAX_FILTER_IDS;
  check(place, isList, `left out, or an array of 1 to ${MAX_FILTER_IDS} ids`);
  for (const [index, id] of (ids as unknown[]).entries()) checkId(within(place, index), id);
}

function checkId(place: Place, id: unknown): void {
  const state = typeof id === 'string' ? '' : `, not ${kindOf(id)}`;
  check(place, isWireId(id), `a text of ${ID_WORDS}${state}`);
}
