/** Which levels a query is about; what is left out does not narrow it. */
export interface LevelFilter {
  readonly variantIds?: readonly string[] | undefined;
  readonly locationIds?: readonly string[] | undefined;
}

interface Place {
  readonly variantId: string;
  readonly locationId: string;
}

/** Ascending lists of sequence numbers: of all levels, of a variant's, and of a location's. */
export interface SequenceLists {
  append(place: Place, sequence: number): void;
  remove(place: Place, sequence: number): void;
  /** The lists that hold what a filter lets through, and the locations still to be picked out. */
  choose(filter: LevelFilter): {
    readonly chosen: readonly (readonly number[])[];
    readonly locationIds?: ReadonlySet<string>;
  };
}

/** Makes empty lists. */
export function sequenceLists(): SequenceLists {
  const all: number[] = [];
  const byVariant = new Map<string, number[]>();
  const byLocation = new Map<string, number[]>();

  return {
    append: ({ variantId, locationId }, sequence) => {
      all.push(sequence);
      append(byVariant, variantId, sequence);
      append(byLocation, locationId, sequence);
    },
    remove: ({ variantId, locationId }, sequence) => {
      for (const list of [all, byVariant.get(variantId), byLocation.get(locationId)]) {
        list?.splice(positionOf(list, sequence), 1);
      }
    },
    choose: ({ variantIds, locationIds }) => {
      if (variantIds !== undefined) {
        const chosen = pick(byVariant, variantIds);
        return locationIds === undefined
          ? { chosen }
          : { chosen, locationIds: new Set(locationIds) };
      }
      return { chosen: locationIds === undefined ? [all] : pick(byLocation, locationIds) };
    },
  };
}

/** The index of the first sequence that is not below the given one. */
export function positionOf(list: readonly number[], sequence: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

function append(lists: Map<string, number[]>, id: string, sequence: number): void {
  const list = lists.get(id);
  if (list === undefined) lists.set(id, [sequence]);
  else list.push(sequence);
}

function pick(lists: ReadonlyMap<string, number[]>, ids: readonly string[]): readonly number[][] {
  return [...new Set(ids)].flatMap((id) => {
    const list = lists.get(id);
    return list === undefined ? [] : [list];
  });
}
