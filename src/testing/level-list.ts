import { levelKey } from '../model/index.ts';
import type { StockLevel } from '../model/index.ts';
import { positionOf, sequenceLists } from './sequence-lists.ts';
import type { LevelFilter } from './sequence-lists.ts';

/** A level and when it last changed. Another state of the level is another record. */
export interface LevelRecord {
  /** Numbers the levels in the order in which they were connected; never given twice. */
  readonly sequence: number;
  readonly level: StockLevel;
  readonly updateTime: string;
}

/**
 * The levels in the order in which they were connected, which no change of their quantities alters.
 * A page is found by its position in that order, at a cost that does not grow with the list.
 */
export interface LevelList {
  get(variantId: string, locationId: string): LevelRecord | undefined;
  /** Stores a level as it is now, at the end where it is new. */
  put(level: StockLevel, updateTime: string): void;
  remove(variantId: string, locationId: string): void;
  /** All levels, in order. */
  levels(): readonly StockLevel[];
  /** In order, the records next to a position: from there on, or those before it. */
  page(
    position: number,
    side: 'from' | 'before',
    count: number,
    filter: LevelFilter,
  ): readonly LevelRecord[];
}

/** Makes a list without levels. */
export function levelList(): LevelList {
  /** By sequence; undefined where a level was removed. */
  const records: (LevelRecord | undefined)[] = [];
  const sequences = new Map<string, number>();
  const lists = sequenceLists();

  return {
    get: (variantId, locationId) => {
      const sequence = sequences.get(levelKey(variantId, locationId));
      return sequence === undefined ? undefined : records[sequence];
    },
    put: (level, updateTime) => {
      const key = levelKey(level.variantId, level.locationId);
      const known = sequences.get(key);
      const sequence = known ?? records.length;
      records[sequence] = { sequence, level, updateTime };
      if (known !== undefined) return;
      sequences.set(key, sequence);
      lists.append(level, sequence);
    },
    remove: (variantId, locationId) => {
      const key = levelKey(variantId, locationId);
      const sequence = sequences.get(key);
      if (sequence === undefined) return;
      sequences.delete(key);
      records[sequence] = undefined;
      lists.remove({ variantId, locationId }, sequence);
    },
    levels: () => records.flatMap((record) => (record === undefined ? [] : [record.level])),
    page: (position, side, count, filter) => {
      const { chosen, locationIds } = lists.choose(filter);
      const step = side === 'from' ? 1 : -1;
      const found: LevelRecord[] = [];
      for (const list of chosen) {
        const start = positionOf(list, position) - (side === 'from' ? 0 : 1);
        let left = count;
        for (let at = start; left > 0 && at >= 0 && at < list.length; at += step) {
          const record = records[list[at] ?? -1];
          if (record === undefined || locationIds?.has(record.level.locationId) === false) continue;
          found.push(record);
          left -= 1;
        }
      }
      found.sort((a, b) => a.sequence - b.sequence);
      return side === 'from' ? found.slice(0, count) : found.slice(-count);
    },
  };
}
