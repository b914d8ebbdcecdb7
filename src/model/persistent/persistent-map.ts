import { emptyIndex, numberOf, withKey } from './key-index.ts';
import type { KeyIndex } from './key-index.ts';
import { emptyTree, itemAt, leavesOf, withItem } from './tree.ts';
import type { Owner, Tree } from './tree.ts';

/**
 * All that a map is made of. An entry is two items of the tree: its key, and next to it its value.
 * New entries come at the end, and a place that became free is not used again. Two indexes know the
 * places of keys, `later` better than `first`; where the tree has no key, there is no entry.
 */
interface Parts {
  /** May change the nodes that it has made. */
  owner: Owner;
  tree: Tree;
  size: number;
  /** The place of the next new key. */
  next: number;
  /** The keys that came before the map was shared with others: a plain Map is the fastest. */
  first: Map<string, number>;
  /** Whether nobody else has `first`, so that it may still change. */
  ownsFirst: boolean;
  /** The keys that came afterwards. */
  later: KeyIndex;
  /** What changes the map. Without it, the map stays as it is. */
  draft: DraftMap<unknown> | undefined;
}

/**
 * A map that never changes, in the order in which its keys came. Maps that were made of one another
 * share most of what they are made of.
 */
export class PersistentMap<Value> implements ReadonlyMap<string, Value> {
  /** Hidden, so that whoever compares two maps compares their entries alone. */
  readonly #parts: Parts;

  constructor(parts: Parts = noParts()) {
    this.#parts = parts;
  }

  /** @internal */
  static partsOf(map: PersistentMap<unknown>): Parts {
    return map.#parts;
  }

  get size(): number {
    return this.#parts.size;
  }

  get [Symbol.toStringTag](): string {
    return 'Map';
  }

  get(key: string): Value | undefined {
    const place = placeOf(this.#parts, key);
    return place === undefined ? undefined : (itemAt(this.#parts.tree, place + 1) as Value);
  }

  has(key: string): boolean {
    return takenPlaceOf(this.#parts, key) !== undefined;
  }

  forEach(
    callback: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void,
    thisArg?: unknown,
  ): void {
    for (const [key, value] of this) callback.call(thisArg, value, key, this);
  }

  entries(): MapIterator<[string, Value]> {
    return this.walk((key, value) => [key, value]);
  }

  keys(): MapIterator<string> {
    return this.walk((key) => key);
  }

  values(): MapIterator<Value> {
    return this.walk((_, value) => value);
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  private walk<Item>(itemOf: (key: string, value: Value) => Item): MapIterator<Item> {
    // A draft that changes the map in the meantime copies what is walked on.
    this.#parts.owner = {};
    return walkLeaves(leavesOf(this.#parts.tree), itemOf);
  }
}

/** Changes a map. It shares what it can with other maps, and copies what it changes of it. */
export class DraftMap<Value> {
  /** The map as it is at the moment of reading. */
  readonly live: PersistentMap<Value>;
  private readonly parts: Parts;
  /** What the map is as long as it is not changed. */
  private same: PersistentMap<Value> | undefined;

  /** Begins with the entries of another map: at no cost where that is one of these. */
  constructor(from: ReadonlyMap<string, Value>) {
    const isPersistent = from instanceof PersistentMap;
    this.same = isPersistent ? (PersistentMap.partsOf(from).draft?.snapshot() ?? from) : undefined;
    this.live = new PersistentMap(
      this.same && from.size > 0 ? shared(PersistentMap.partsOf(this.same)) : noParts(),
    );
    this.parts = PersistentMap.partsOf(this.live);
    this.parts.draft = this;
    if (!isPersistent) for (const [key, value] of from) this.set(key, value);
  }

  set(key: string, value: Value): void {
    this.same = undefined;
    const { parts } = this;
    const place = takenPlaceOf(parts, key) ?? addKey(parts, key);
    parts.tree = withItem(parts.tree, place + 1, value, parts.owner);
  }

  delete(key: string): void {
    const { parts } = this;
    const { owner } = parts;
    const place = takenPlaceOf(parts, key);
    if (place === undefined) return;
    this.same = undefined;
    parts.size -= 1;
    parts.tree = withItem(parts.tree, place + 1, undefined, owner);
    parts.tree = withItem(parts.tree, place, undefined, owner);
    parts.later = withKey(parts.later, key, undefined, owner);
    if (parts.ownsFirst) parts.first.delete(key);
  }

  /** The map as it is now, at no cost. */
  snapshot(): PersistentMap<Value> {
    if (this.same === undefined) {
      const { parts } = this;
      this.same = new PersistentMap(shared(parts));
      // What the snapshot has must not change any more.
      parts.owner = {};
      parts.ownsFirst = false;
    }
    return this.same;
  }
}

function noParts(): Parts {
  return {
    owner: {},
    tree: emptyTree(),
    size: 0,
    next: 0,
    first: new Map(),
    ownsFirst: true,
    later: emptyIndex(),
    draft: undefined,
  };
}

/** Parts for another map, which may change nothing of what is there. */
function shared(parts: Parts): Parts {
  return { ...parts, owner: {}, ownsFirst: false, draft: undefined };
}

/** The place that a key has or had. */
function placeOf({ first, later }: Parts, key: string): number | undefined {
  return (later.root && numberOf(later, key)) ?? first.get(key);
}

function takenPlaceOf(parts: Parts, key: string): number | undefined {
  const place = placeOf(parts, key);
  return place === undefined || itemAt(parts.tree, place) === undefined ? undefined : place;
}

/** Gives a new key the next place. */
function addKey(parts: Parts, key: string): number {
  const { owner, next } = parts;
  parts.next += 2;
  parts.size += 1;
  parts.tree = withItem(parts.tree, next, key, owner);
  if (parts.ownsFirst) parts.first.set(key, next);
  else parts.later = withKey(parts.later, key, next, owner);
  return next;
}

function* walkLeaves<Item>(
  leaves: Iterable<readonly unknown[]>,
  itemOf: (key: string, value: never) => Item,
): MapIterator<Item> {
  for (const items of leaves) {
    for (let at = 0; at < items.length; at += 2) {
      const key = items[at];
      if (key !== undefined) yield itemOf(key as string, items[at + 1] as never);
    }
  }
}
