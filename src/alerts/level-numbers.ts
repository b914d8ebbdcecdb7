import type { LevelId } from '../client/index.ts';
import { readNumber, within } from './check.ts';
import { readRows } from './rows.ts';
import type { Row } from './rows.ts';

/** What of a level is looked at. The levels of the client, of the model and of the fake fit. */
export interface LevelNumbers extends LevelId {
  /** Units that can be bought; below 0 where more was sold than was there. */
  readonly available: number;
  /** Units on their way. */
  readonly incoming: number;
}

/** A level that was read, and where it stood in the list. */
export interface LevelRow extends LevelNumbers, Row {}

const WHOLE = { from: Number.MIN_SAFE_INTEGER, isInteger: true };
const UNITS = { from: 0, isInteger: true };

/** Reads levels, each variant and location once, sorted by their ids. */
export function readLevels(call: string, levels: Iterable<LevelNumbers>): LevelRow[] {
  return readRows({ call, name: 'levels' }, levels, (level, place, index) => ({
    variantId: level.variantId,
    locationId: level.locationId,
    index,
    available: readNumber(within(place, 'available'), level.available, WHOLE),
    incoming: readNumber(within(place, 'incoming'), level.incoming, UNITS),
  }));
}
