import { cowMap } from './cow-map.ts';
import type { CowMap } from './cow-map.ts';
import { sequenceList } from './sequence-list.ts';
import type { SequenceList } from './sequence-list.ts';

/** Which levels a query is about; what is left out does not narrow it. */
export interface LevelFilter {
  readonly variantIds?: readonly string[] | undefined;
  readonly locationIds?: readonly string[] | undefined;
}

interface Place {
  readonly variantId: string;
  readonly locationId: string;
}

/** A level of a variant, by its sequence number. */
interface Entry {
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
  copy(): LevelIndex;
}

const itself = (sequence: number): number => sequence;

/** Makes an index of no levels. */
export function levelIndex(
  /** In the order of their numbers; short, as there are few locations. */
  byVariant: CowMap<readonly Entry[]> = cowMap(),
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
      const entries = byVariant.get(variantId) ?? [];
      const index = entries.findLastIndex((each) => each.sequence < sequence) + 1;
      byVariant.set(variantId, entries.toSpliced(index, 0, entry));
      ownList(locationId).put(sequence);
    },
    remove: ({ variantId, locationId }, sequence) => {
      const entries = byVariant.get(variantId) ?? [];
      const rest = entries.filter((entry) => entry.sequence !== sequence);
      if (rest.length === 0) byVariant.delete(variantId);
      else byVariant.set(variantId, rest);
      ownList(locationId).remove(sequence);
    },
    find: (variantId, locationId) =>
      byVariant.get(variantId)?.find((entry) => entry.locationId === locationId)?.sequence,
    walk: ({ variantIds, locationIds = [] }, position, side) => {
      if (variantIds === undefined) {
        return pick(byLocation, locationIds).map((list) => list.walk(position, side));
      }
      return pick(byVariant, variantIds).map((entries) => {
        const sequences = entries.map(itsSequence);
        return side === 'from'
          ? sequences.filter((sequence) => sequence >= position)
          : sequences.filter((sequence) => sequence < position).toReversed();
      });
    },
    copy: () => {
      // Neither may change the lists that both have.
      own = new Set();
      return levelIndex(byVariant.copy(), byLocation.copy());
    },
  };
}

function itsSequence({ sequence }: Entry): number {
  return sequence;
}

function pick<List>(lists: CowMap<List>, ids: readonly string[]): readonly List[] {
  return [...new Set(ids)].flatMap((id) => {
    const list = lists.get(id);
    return list === undefined ? [] : [list];
  });
}
