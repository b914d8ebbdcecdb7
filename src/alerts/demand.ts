import type { LevelId } from '../client/index.ts';
import { readNumber, within } from './check.ts';
import { readRows } from './rows.ts';
import type { Row } from './rows.ts';

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
export function readDemand(call: string, demand: Iterable<DemandRow>): ReadDemand[] {
  return readRows({ call, name: 'demand' }, demand, (row, place, index) => ({
    variantId: row.variantId,
    locationId: row.locationId,
    index,
    dailyDemand: readNumber(within(place, 'dailyDemand'), row.dailyDemand, UNITS_A_DAY),
    dailyDeviation: readNumber(within(place, 'dailyDeviation'), row.dailyDeviation, UNITS_A_DAY),
  }));
}
