import { compareTexts } from '../../base/compare.ts';
import { InvalidInputError } from '../../errors/index.ts';
import type { StockLevel, StockQuantities } from '../../model/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { OrderMovement } from './orders.ts';

/** A level as the platform told it at some time. */
export interface LevelReading {
  readonly quantities: StockQuantities;
  /** All that happened until then is in it. In milliseconds since 1970. */
  readonly instant: number;
  /** Whether it was asked for: such a reading beats a webhook of the same instant. */
  readonly wasAsked: boolean;
  /** Whether another one of the same instant says something else. */
  readonly isAmbiguous: boolean;
}

/** A level: its latest reading, and what orders did to it since then. */
export interface LevelRecord {
  readonly variantId: string;
  readonly locationId: string;
  reading?: LevelReading;
  /** By order; none of them is in the reading. */
  readonly since: Map<string, readonly OrderMovement[]>;
  /** All of `since` together. */
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

/** Takes a reading in, where it is later than what was known. */
export function mergeReading(
  record: LevelRecord,
  given: LevelReading,
): 'new' | 'known' | 'outdated' {
  const { reading: known } = record;
  const order = known === undefined ? 1 : compareReadings(given, known);
  if (known !== undefined && order === 0) {
    if (isSame(given.quantities, known.quantities)) return 'known';
    // Nobody can tell which was first, so any rule will do that does not look at the order of arrival.
    const [later] = [given, known].toSorted((a, b) => compareTexts(textOf(b), textOf(a)));
    if (later !== undefined) record.reading = { ...later, isAmbiguous: true };
    return later === given || !known.isAmbiguous ? 'new' : 'known';
  }
  if (order < 0) return 'outdated';
  record.reading = given;
  for (const [orderId, movements] of record.since) setSince(record, orderId, movements);
  return 'new';
}

/** Says anew what an order did to a level; what the reading holds already is left out. */
export function setSince(
  record: LevelRecord,
  orderId: string,
  movements: readonly OrderMovement[],
): void {
  const { reading, since } = record;
  const later = movements.filter(({ instant }) => !(instant <= (reading?.instant ?? -Infinity)));
  for (const { deltas } of since.get(orderId) ?? []) record.sum = add(record.sum, deltas, -1);
  for (const { deltas } of later) record.sum = add(record.sum, deltas, 1);
  if (later.length === 0) since.delete(orderId);
  else since.set(orderId, later);
}

/** The level as it must be now; undefined where it was never read. */
export function levelOf({
  variantId,
  locationId,
  reading,
  sum,
}: LevelRecord): StockLevel | undefined {
  if (reading === undefined) return undefined;
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

function compareReadings(a: LevelReading, b: LevelReading): number {
  return a.instant - b.instant || Number(a.wasAsked) - Number(b.wasAsked);
}

function isSame(a: StockQuantities, b: StockQuantities): boolean {
  return NAMES.every((name) => a[name] === b[name]);
}

function textOf({ quantities }: LevelReading): string {
  return JSON.stringify(quantities);
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

const CALL = 'projector.observe';
const STORED = ['available', 'committed', 'unavailable', 'incoming', 'onHand'] as const;

/** Reads the time before a question was asked, in milliseconds since 1970. */
export function readInstant(at: Date | string | undefined): number {
  if (at === undefined) return 0;
  const instant = at instanceof Date ? at.getTime() : Date.parse(at);
  if (instant > 0) return instant;
  throw new InvalidInputError(CALL, 'at', 'a Date, or a date and time in ISO 8601');
}

/** Makes a reading of a level: one that came by a webhook, or was asked for at some time. */
export function readReading(level: InventoryLevel, asked: number | 'webhook'): LevelReading {
  checkLevel(level);
  const updated = Date.parse(level.updateTime ?? '') || 0;
  const wasAsked = asked !== 'webhook';
  const instant = wasAsked ? Math.max(asked, updated) : updated;
  if (instant > 0) {
    return { quantities: quantitiesOf(level), instant, wasAsked, isAmbiguous: false };
  }
  throw new InvalidInputError(CALL, 'at', 'given, because a level has no updateTime');
}

function checkLevel(level: InventoryLevel): void {
  const { variantId, locationId } = level ?? {};
  const hasIds = [variantId, locationId].every((id) => typeof id === 'string' && id !== '');
  if (hasIds && STORED.every((name) => Number.isSafeInteger(level[name]))) return;
  throw new InvalidInputError(CALL, 'levels', 'levels with ids and whole numbers');
}
