import type { StockLevel } from '../model/index.ts';
import { levelIndex } from './level-index.ts';
import type { LevelFilter, LevelIndex } from './level-index.ts';
import { sequenceList } from './sequence-list.ts';
import type { SequenceList } from './sequence-list.ts';

/** A level and when it last changed. Another state of the level is another record. */
export interface LevelRecord {
  /** Numbers the levels in the order in which they were connected; never given twice. */
  readonly sequence: number;
  readonly level: StockLevel;
  /** Undefined where it has not changed since the shop was opened. */
  readonly updateTime: string | undefined;
}

/**
 * The levels in the order in which they were connected, which no change of their quantities alters.
 * A page is found by its position in that order, at a cost that does not grow with the list; neither
 * does that of a copy.
 */
export interface LevelList {
  get(variantId: string, locationId: string): LevelRecord | undefined;
  /** Stores a level as it is now, at the end where it is new; returns whether it is. */
  put(level: StockLevel, updateTime: string | undefined): boolean;
  remove(variantId: string, locationId: string): void;
  /** Brings back what an earlier state of this list had of a level. */
  restore(record: LevelRecord): void;
  /** All levels, in order. */
  levels(): readonly StockLevel[];
  /** In order, the records next to a position: from there on, or those before it. */
  page(
    position: number,
    side: 'from' | 'before',
    count: number,
    filter: LevelFilter,
  ): readonly LevelRecord[];
  copy(): LevelList;
}

/** Makes a list without levels. */
export function levelList(
  records: SequenceList<LevelRecord> = sequenceList(({ sequence }) => sequence),
  index: LevelIndex = levelIndex(),
  next = 0,
): LevelList {
  const insert = (record: LevelRecord): void => {
    records.put(record);
    index.add(record.level, record.sequence);
  };
  const get = (variantId: string, locationId: string): LevelRecord | undefined => {
    const sequence = index.find(variantId, locationId);
    return sequence === undefined ? undefined : records.find(sequence);
  };

  return {
    get,
    put: (level, updateTime) => {
      const sequence = index.find(level.variantId, level.locationId);
      if (sequence === undefined) {
        insert({ sequence: next, level, updateTime });
        next += 1;
        return true;
      }
      records.put({ sequence, level, updateTime });
      return false;
    },
    remove: (variantId, locationId) => {
      const record = get(variantId, locationId);
      if (record === undefined) return;
      records.remove(record.sequence);
      index.remove(record.level, record.sequence);
    },
    restore: (record) => {
      if (records.find(record.sequence) === undefined) insert(record);
      else records.put(record);
    },
    levels: () => Array.from(records.walk(0, 'from'), ({ level }) => level),
    page: (position, side, count, filter) => {
      const { variantIds, locationIds } = filter;
      if (variantIds === undefined && locationIds === undefined) {
        const found = take(records.walk(position, side), count);
        return side === 'from' ? found : found.toReversed();
      }
      const isWanted = locationFilter(filter);
      const found = index
        .walk(filter, position, side)
        .flatMap((list) => take(recordsOf(list, records, isWanted), count))
        .toSorted((a, b) => a.sequence - b.sequence);
      return side === 'from' ? found.slice(0, count) : found.slice(-count);
    },
    copy: () => levelList(records.copy(), index.copy(), next),
  };
}

/** The index knows variants or locations; where both are asked for, the locations are picked out. */
function locationFilter({
  variantIds,
  locationIds,
}: LevelFilter): (record: LevelRecord) => boolean {
  if (variantIds === undefined || locationIds === undefined) return () => true;
  const wanted = new Set(locationIds);
  return ({ level }) => wanted.has(level.locationId);
}

function* recordsOf(
  list: Iterable<number>,
  records: SequenceList<LevelRecord>,
  isWanted: (record: LevelRecord) => boolean,
): Iterable<LevelRecord> {
  for (const sequence of list) {
    const record = records.find(sequence);
    if (record !== undefined && isWanted(record)) yield record;
  }
}

function take<Item>(items: Iterable<Item>, count: number): Item[] {
  const taken: Item[] = [];
  for (const item of items) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}
