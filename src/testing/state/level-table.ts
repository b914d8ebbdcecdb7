import { levelKey } from '../../model/index.ts';
import type { StockLevel } from '../../model/index.ts';
import { DraftMap } from '../../model/persistent/persistent-map.ts';
import type { Owner } from '../../model/persistent/tree.ts';
import type { LevelRecord } from './level-record.ts';
import { joined, lowerBound, withNumber } from './level-numbers.ts';
import type { AddedNumbers, Numbers } from './level-numbers.ts';
import { Numbered } from './numbered.ts';
import type { SeededLevels } from './seeded-levels.ts';

/** Which levels a query is about; what is left out does not narrow it. */
export interface LevelFilter {
  readonly variantIds?: readonly string[] | undefined;
  readonly locationIds?: readonly string[] | undefined;
  /** The path of another list, which has no filters. */
  readonly list?: string;
}

/** Stands for a level that is no longer there. */
const GONE = Symbol('gone');

/** The changes since the seed. */
interface Changes {
  readonly records: Numbered<LevelRecord | typeof GONE>;
  /** The numbers of levels that were connected, by {@link levelKey}. */
  readonly places: DraftMap<number>;
  /** The same numbers by variant and by location, each list with its length. */
  readonly byVariant: DraftMap<AddedNumbers>;
  readonly byLocation: DraftMap<AddedNumbers>;
}

/**
 * The levels in the order in which they were connected, which no change of their quantities alters.
 * A page is found by its position in that order, at a cost that does not grow with the list; neither
 * does that of a copy.
 */
export class LevelList {
  private readonly seeded: SeededLevels;
  private readonly changes: Changes;
  /** The number of the next new level. */
  private next: number;
  /** Marks the lists that this one made. They only grow, so that a copy may share them with it. */
  private readonly owner: Owner = {};

  constructor(seeded: SeededLevels, changes = noChanges(), next = seeded.count) {
    this.seeded = seeded;
    this.changes = changes;
    this.next = next;
  }

  get(variantId: string, locationId: string): LevelRecord | undefined {
    const seeded = this.seeded.find(variantId, locationId);
    const record = seeded === undefined ? undefined : this.find(seeded);
    if (record !== undefined) return record;
    const later = this.changes.places.live.get(levelKey(variantId, locationId));
    return later === undefined ? undefined : this.find(later);
  }

  /** Stores a level as it is now, at the end where it is new. */
  put(level: StockLevel, updateTime: string | undefined): void {
    const { variantId, locationId } = level;
    const known = this.get(variantId, locationId);
    if (known !== undefined) {
      this.changes.records.set(known.sequence, { sequence: known.sequence, level, updateTime });
      return;
    }
    const { byVariant, byLocation } = this.changes;
    byVariant.set(variantId, withNumber(byVariant.live.get(variantId), this.next, this.owner));
    byLocation.set(locationId, withNumber(byLocation.live.get(locationId), this.next, this.owner));
    this.restore({ sequence: this.next, level, updateTime });
    this.next += 1;
  }

  remove(variantId: string, locationId: string): void {
    const record = this.get(variantId, locationId);
    if (record !== undefined) this.changes.records.set(record.sequence, GONE);
  }

  /** Brings back what an earlier state of this list had of a level. */
  restore(record: LevelRecord): void {
    const { sequence, level } = record;
    this.changes.records.set(sequence, record);
    this.changes.places.set(levelKey(level.variantId, level.locationId), sequence);
  }

  /** All levels, in order. */
  levels(): readonly StockLevel[] {
    return this.page(0, 'from', Infinity, {}).map(({ level }) => level);
  }

  /** In order, the records next to a position: from there on, or those before it. */
  page(
    position: number,
    side: 'from' | 'before',
    count: number,
    filter: LevelFilter,
  ): readonly LevelRecord[] {
    const lists = this.numbersOf(filter);
    const isWanted = locationFilter(filter);
    const found = lists.flatMap((list) => this.walk(list, position, side, count, isWanted));
    if (lists.length > 1) found.sort((a, b) => a.sequence - b.sequence);
    if (found.length <= count) return found;
    return side === 'from' ? found.slice(0, count) : found.slice(-count);
  }

  /** A list of its own. */
  copy(): LevelList {
    const { records, places, byVariant, byLocation } = this.changes;
    const copied = {
      records: records.copy(),
      places: new DraftMap(places.snapshot()),
      byVariant: new DraftMap(byVariant.snapshot()),
      byLocation: new DraftMap(byLocation.snapshot()),
    };
    return new LevelList(this.seeded, copied, this.next);
  }

  private find(sequence: number): LevelRecord | undefined {
    const record = this.changes.records.get(sequence) ?? this.seeded.record(sequence);
    return record === GONE ? undefined : record;
  }

  /** One list for each variant of a filter or, where it names none, for each location. */
  private numbersOf({ variantIds, locationIds }: LevelFilter): readonly Numbers[] {
    const { seeded, changes } = this;
    if (variantIds !== undefined) {
      const { live } = changes.byVariant;
      return [...new Set(variantIds)].map((id) => joined(seeded.ofVariant(id), live.get(id)));
    }
    if (locationIds !== undefined) {
      const { live } = changes.byLocation;
      return [...new Set(locationIds)].map((id) => joined(seeded.ofLocation(id), live.get(id)));
    }
    return [{ length: this.next, at: (index) => index }];
  }

  /** Up to a count of records next to a position, upwards. */
  private walk(
    numbers: Numbers,
    position: number,
    side: 'from' | 'before',
    count: number,
    isWanted: (record: LevelRecord) => boolean,
  ): LevelRecord[] {
    const found: LevelRecord[] = [];
    const step = side === 'from' ? 1 : -1;
    const start = lowerBound(numbers, position);
    for (
      let index = side === 'from' ? start : start - 1;
      index >= 0 && index < numbers.length && found.length < count;
      index += step
    ) {
      const record = this.find(numbers.at(index));
      if (record !== undefined && isWanted(record)) found.push(record);
    }
    return side === 'from' ? found : found.toReversed();
  }
}

function noChanges(): Changes {
  return {
    records: new Numbered(),
    places: new DraftMap(new Map<string, number>()),
    byVariant: new DraftMap(new Map<string, AddedNumbers>()),
    byLocation: new DraftMap(new Map<string, AddedNumbers>()),
  };
}

/** The lists know variants or locations; where both are asked for, the locations are picked out. */
function locationFilter({
  variantIds,
  locationIds,
}: LevelFilter): (record: LevelRecord) => boolean {
  if (variantIds === undefined || locationIds === undefined) return () => true;
  const wanted = new Set(locationIds);
  return ({ level }) => wanted.has(level.locationId);
}
