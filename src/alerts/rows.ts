import {
  checkIterable,
  checkNumber,
  checkObject,
  checkText,
  pathOf,
  refusal,
  within,
} from '../base/check.ts';
import type { Place } from '../base/check.ts';
import { compareTexts } from '../base/compare.ts';
import type { LevelId } from '../client/index.ts';
import { argument } from '../errors/index.ts';

/**
 * A list: an array, or anything else that can be iterated over. Arrays are named first, so that the
 * compiler points at the element that is wrong.
 */
export type Rows<Each> = readonly Each[] | Iterable<Each>;

/** One element of a list about variants at locations, and where it stood in it. */
interface Row extends LevelId {
  readonly index: number;
}

/** Reads a list about variants at locations, each pair once, and sorts it by their ids. */
function readRows<Input extends LevelId, Read extends Row>(
  list: Place,
  rows: Rows<Input>,
  read: (row: Input, place: Place, index: number) => Read,
): Read[] {
  checkIterable(list, rows);
  const sorted: Read[] = [];
  for (const row of rows) {
    const place = within(list, sorted.length);
    checkObject(place, row);
    checkText(within(place, 'variantId'), row.variantId);
    checkText(within(place, 'locationId'), row.locationId);
    sorted.push(read(row, place, sorted.length));
  }
  sorted.sort((a, b) => compareIds(a, b) || a.index - b.index);
  let before: Read | undefined;
  for (const row of sorted) {
    if (before !== undefined && compareIds(before, row) === 0) {
      const first = pathOf(within(list, before.index));
      throw refusal(within(list, row.index), `about another variant or location than ${first}`);
    }
    before = row;
  }
  return sorted;
}

/** A variant, at one location or at all of them. */
export interface Ids {
  readonly variantId: string;
  readonly locationId?: string | undefined;
}

/** Sorts by variant and location, by code units: the same on every machine. */
export function compareIds(a: Ids, b: Ids): number {
  return (
    compareTexts(a.variantId, b.variantId) || compareTexts(a.locationId ?? '', b.locationId ?? '')
  );
}

/** Names a variant, and a location if there is one, in the path of an error. */
export function nameIds({ variantId, locationId }: Ids): string {
  return locationId === undefined ? `'${variantId}'` : `'${variantId}', '${locationId}'`;
}

/** The part of a level that is looked at. Levels of client, model and fake fit. */
export interface LevelNumbers extends LevelId {
  /** Units that can be bought; below 0 where more was sold than was there. */
  readonly available: number;
  /** Units on their way. */
  readonly incoming: number;
}

/** A level that was read, and where it stood in the list. */
export interface LevelRow extends LevelNumbers, Row {}

/** Available may be below 0. */
export const WHOLE = { from: Number.MIN_SAFE_INTEGER, isInteger: true };
/** The units that are there, or on their way. */
export const UNITS = { from: 0, isInteger: true };

/** Reads levels, each variant and location once, sorted by their ids. */
export function readLevels(call: string, levels: Rows<LevelNumbers>): LevelRow[] {
  return readRows(argument(call, 'levels'), levels, (level, place, index) => ({
    variantId: level.variantId,
    locationId: level.locationId,
    index,
    available: checkNumber(within(place, 'available'), level.available, WHOLE),
    incoming: checkNumber(within(place, 'incoming'), level.incoming, UNITS),
  }));
}

/** How much of a variant is asked for at a location, as past sales or a forecast tell. */
export interface DemandRow extends LevelId {
  /** Units a day on average, 0 or more. */
  readonly dailyDemand: number;
  /** The standard deviation of the units a day, 0 or more. */
  readonly dailyDeviation: number;
}

/** Demand that was read, and where it stood in the list. */
export interface ReadDemand extends DemandRow, Row {}

/** More in a day would not leave exact numbers of units. */
const UNITS_A_DAY = { from: 0, to: 1_000_000_000 };

/** Reads demand, each variant and location once, sorted by their ids. */
export function readDemand(call: string, demand: Rows<DemandRow>): ReadDemand[] {
  return readRows(argument(call, 'demand'), demand, (row, place, index) => ({
    variantId: row.variantId,
    locationId: row.locationId,
    index,
    dailyDemand: checkNumber(within(place, 'dailyDemand'), row.dailyDemand, UNITS_A_DAY),
    dailyDeviation: checkNumber(within(place, 'dailyDeviation'), row.dailyDeviation, UNITS_A_DAY),
  }));
}
