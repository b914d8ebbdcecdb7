import type { Oversell, StockLevel } from '../../model/index.ts';
import { cowMap } from './cow-map.ts';
import type { CowMap } from './cow-map.ts';
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
  /** A list of its own, of variants that were copied as well. */
  copy(variants: CowMap<Variant>): LevelList;
}

/** Makes a list without levels. */
export function levelList(
  variants: CowMap<Variant>,
  records: SequenceList<LevelRecord> = sequenceList<LevelRecord>(itsNumber),
  index: LevelIndex = levelIndex(variants),
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
    copy: (copied) => levelList(copied, records.copy(), index.copy(copied), next),
  };
}

/**
 * Collects the levels that a list begins with: several times as fast as one by one. Until the list is
 * built, nobody else may have the variants and their entries.
 */
export function collectLevels(variants: CowMap<Variant>): {
  /** Adds a level of a variant at the end; returns false where it is there already. */
  readonly add: (variant: Variant, level: StockLevel, updateTime: string | undefined) => boolean;
  readonly build: () => LevelList;
} {
  const records: LevelRecord[] = [];
  const byLocation = new Map<string, number[]>();

  return {
    add: ({ entries }, level, updateTime) => {
      const { locationId } = level;
      if (entries.some((entry) => entry.locationId === locationId)) return false;
      const sequence = records.length;
      (entries as Entry[]).push({ locationId, sequence });
      records.push({ sequence, level, updateTime });
      const there = byLocation.get(locationId);
      if (there === undefined) byLocation.set(locationId, [sequence]);
      else there.push(sequence);
      return true;
    },
    build: () => {
      const lists = new Map<string, SequenceList<number>>();
      for (const [id, sequences] of byLocation) lists.set(id, sequenceList(itself, sequences));
      const index = levelIndex(variants, cowMap(lists));
      return levelList(variants, sequenceList(itsNumber, records), index, records.length);
    },
  };
}

function itsNumber({ sequence }: { readonly sequence: number }): number {
  return sequence;
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

/** Which levels a query is about; what is left out does not narrow it. */
export interface LevelFilter {
  readonly variantIds?: readonly string[] | undefined;
  readonly locationIds?: readonly string[] | undefined;
}

interface Place {
  readonly variantId: string;
  readonly locationId: string;
}

/** What the shop knows of a variant. */
export interface Variant {
  readonly productId?: string;
  readonly oversell?: Oversell;
  /** Its levels in the order of their numbers; few, as there are few locations. */
  readonly entries: readonly Entry[];
}

const NO_LEVELS: Variant = { entries: [] };

/** A level of a variant, by its sequence number. */
export interface Entry {
  readonly locationId: string;
  readonly sequence: number;
}

/** Finds the sequence numbers of levels by their variant, their location, or both. */
export interface LevelIndex {
  add(place: Place, sequence: number): void;
  remove(place: Place, sequence: number): void;
  find(variantId: string, locationId: string): number | undefined;
  /**
   * The numbers from a position on, upwards, or those before it, downwards: one list for each variant
   * of a filter or, where it names none, for each location.
   */
  walk(filter: LevelFilter, position: number, side: 'from' | 'before'): readonly Iterable<number>[];
  copy(variants: CowMap<Variant>): LevelIndex;
}

const itself = (sequence: number): number => sequence;

/** Makes an index of no levels. */
export function levelIndex(
  variants: CowMap<Variant>,
  byLocation: CowMap<SequenceList<number>> = cowMap(),
): LevelIndex {
  /** The locations whose list no other index has. */
  let own = new Set<string>();

  const ownList = (locationId: string): SequenceList<number> => {
    const known = byLocation.get(locationId);
    if (known !== undefined && own.has(locationId)) return known;
    const list = known?.copy() ?? sequenceList(itself);
    byLocation.set(locationId, list);
    own.add(locationId);
    return list;
  };

  return {
    add: ({ variantId, locationId }, sequence) => {
      const entry = { locationId, sequence };
      const variant = variants.get(variantId) ?? NO_LEVELS;
      const index = variant.entries.findLastIndex((each) => each.sequence < sequence) + 1;
      const entries = variant.entries.toSpliced(index, 0, entry);
      variants.set(variantId, { ...variant, entries });
      ownList(locationId).put(sequence);
    },
    remove: ({ variantId, locationId }, sequence) => {
      const variant = variants.get(variantId) ?? NO_LEVELS;
      const entries = variant.entries.filter((entry) => entry.sequence !== sequence);
      variants.set(variantId, { ...variant, entries });
      ownList(locationId).remove(sequence);
    },
    find: (variantId, locationId) =>
      variants.get(variantId)?.entries.find((entry) => entry.locationId === locationId)?.sequence,
    walk: ({ variantIds, locationIds = [] }, position, side) => {
      if (variantIds === undefined) {
        return pick(byLocation, locationIds).map((list) => list.walk(position, side));
      }
      return pick(variants, variantIds).map(({ entries }) => {
        const sequences = entries.map(itsNumber);
        return side === 'from'
          ? sequences.filter((sequence) => sequence >= position)
          : sequences.filter((sequence) => sequence < position).toReversed();
      });
    },
    copy: (copied) => {
      // Neither may change the lists that both have.
      own = new Set();
      return levelIndex(copied, byLocation.copy());
    },
  };
}

function pick<List>(lists: CowMap<List>, ids: readonly string[]): readonly List[] {
  return [...new Set(ids)].flatMap((id) => {
    const list = lists.get(id);
    return list === undefined ? [] : [list];
  });
}
