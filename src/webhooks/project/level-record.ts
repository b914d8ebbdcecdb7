import { compareTexts } from '../../base/compare.ts';
import type { StockLevel, StockQuantities } from '../../model/index.ts';
import type { OrderMovement } from './orders/run-order.ts';

/** A level as the platform told it at some time. */
export interface LevelReading {
  readonly quantities: StockQuantities;
  /** All that happened until then is in it. In milliseconds since 1970. */
  readonly instant: number;
  /** Whether it was asked for: such a reading beats a webhook of the same instant. */
  readonly wasAsked: boolean;
  /** Whether another one of the same instant says something else. */
  readonly isAmbiguous: boolean;
  /** Whether there was no such level. */
  readonly isGone: boolean;
}

/** A level: its latest reading, and what orders did to it since then. */
export interface LevelRecord {
  readonly variantId: string;
  readonly locationId: string;
  reading?: LevelReading;
  /** By order; none of them is in the reading. */
  readonly since: Map<string, readonly OrderMovement[]>;
  /** All of `since` together; of what may be in the reading, only what takes units out of sale. */
  sum: StockQuantities;
}

const NAMES = ['available', 'committed', 'unavailable', 'incoming', 'onHand'] as const;
const NOTHING: StockQuantities = {
  available: 0,
  committed: 0,
  unavailable: 0,
  incoming: 0,
  onHand: 0,
};

/** A level of which nothing is known. */
export function emptyRecord(variantId: string, locationId: string): LevelRecord {
  return { variantId, locationId, since: new Map(), sum: NOTHING };
}

/** Of two readings of a level the one that counts, in whichever sequence they came. */
export function joinReadings(known: LevelReading | undefined, given: LevelReading): LevelReading {
  if (known === undefined) return given;
  const order = compareReadings(given, known);
  if (order !== 0) return order > 0 ? given : known;
  if (isSame(given, known)) return known.isAmbiguous ? known : given;
  // Nobody can tell which was first, so any rule will do that does not look at the order of arrival.
  const [later = given] = [given, known].toSorted((a, b) => compareTexts(textOf(b), textOf(a)));
  return { ...later, isAmbiguous: true };
}

/** Takes a reading in, where it is later than the known one. */
export function mergeReading(
  record: LevelRecord,
  given: LevelReading,
): 'new' | 'known' | 'outdated' {
  const { reading: known } = record;
  const order = known === undefined ? 1 : compareReadings(given, known);
  if (order < 0) return 'outdated';
  const reading = joinReadings(known, given);
  record.reading = reading;
  if (known !== undefined && order === 0) {
    return isSame(reading, known) && reading.isAmbiguous === known.isAmbiguous ? 'known' : 'new';
  }
  for (const [orderId, movements] of record.since) {
    const later = movements.filter(({ until }) => until > given.instant);
    if (later.length === 0) record.since.delete(orderId);
    else record.since.set(orderId, later);
  }
  record.sum = sumOf(record, [...record.since.values()].flat());
  return 'new';
}

/** Says anew what an order did to a level; what the reading holds already is left out. */
export function setSince(
  record: LevelRecord,
  orderId: string,
  movements: readonly OrderMovement[],
): void {
  const { since } = record;
  const later = movements.filter(({ until }) => until > instantOf(record));
  record.sum = add(record.sum, sumOf(record, since.get(orderId) ?? []), -1);
  record.sum = add(record.sum, sumOf(record, later), 1);
  if (later.length === 0) since.delete(orderId);
  else since.set(orderId, later);
}

/** Whether the reading may hold some of what was done since, or not. */
export function isUnclear(record: LevelRecord): boolean {
  return [...record.since.values()].some((all) => all.some((each) => mayHold(record, each)));
}

/** Whether the reading was made in the time in which a movement happened; it was made before its end. */
function mayHold(record: LevelRecord, { after }: OrderMovement): boolean {
  return after < instantOf(record);
}

function instantOf({ reading }: LevelRecord): number {
  return reading?.instant ?? -Infinity;
}

function sumOf(record: LevelRecord, movements: readonly OrderMovement[]): StockQuantities {
  return movements
    .filter((each) => !mayHold(record, each) || each.deltas.available < 0)
    .reduce((sum, { deltas }) => add(sum, deltas, 1), NOTHING);
}

/** The level as it must be now; undefined where it was never read. */
export function levelOf({
  variantId,
  locationId,
  reading,
  sum,
}: LevelRecord): StockLevel | undefined {
  if (reading === undefined || reading.isGone) return undefined;
  const quantities = add(reading.quantities, sum, 1);
  // Whether the shop goes on selling is not told, and what was sold was sold.
  return Object.freeze({ variantId, locationId, ...quantities, oversell: 'continue' });
}

/** Whether no level can be like that: more has left than was there. */
export function isImpossible(quantities: StockQuantities): boolean {
  return NAMES.some((name) => name !== 'available' && quantities[name] < 0);
}

/** The quantities of a level alone. */
export function quantitiesOf(level: StockQuantities): StockQuantities {
  return add(NOTHING, level, 1);
}

/** A reading in which there was no such level. */
export function absenceAt(instant: number): LevelReading {
  return { quantities: NOTHING, instant, wasAsked: true, isAmbiguous: false, isGone: true };
}

function compareReadings(a: LevelReading, b: LevelReading): number {
  return a.instant - b.instant || Number(a.wasAsked) - Number(b.wasAsked);
}

function isSame(a: LevelReading, b: LevelReading): boolean {
  const isEqual = NAMES.every((name) => a.quantities[name] === b.quantities[name]);
  return isEqual && a.isGone === b.isGone;
}

function textOf({ quantities, isGone }: LevelReading): string {
  return JSON.stringify([isGone, quantities]);
}

function add(a: StockQuantities, b: StockQuantities, times: 1 | -1): StockQuantities {
  return {
    available: a.available + times * b.available,
    committed: a.committed + times * b.committed,
    unavailable: a.unavailable + times * b.unavailable,
    incoming: a.incoming + times * b.incoming,
    onHand: a.onHand + times * b.onHand,
  };
}
