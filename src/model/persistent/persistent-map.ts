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
  /** The keys that came before the map was first shared with others. */
  first: Map<string, number>;
  /** Whether nobody else has `first`, so that it may still change. */
  ownsFirst: boolean;
  /** The keys that came afterwards. */
  later: KeyIndex;
  /** The draft that changes the map. Without one, the map stays as it is. */
  draft: DraftMap<unknown, never> | undefined;
  /** Makes of what is kept what readers get. */
  read: (kept: never) => unknown;
  /** All of the map as long as nobody shares it: nothing is faster than a plain Map. */
  plain: Map<string, unknown> | undefined;
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
    return this.#parts.plain?.size ?? this.#parts.size;
  }

  get [Symbol.toStringTag](): string {
    return 'Map';
  }

  get(key: string): Value | undefined {
    const parts = this.#parts;
    const kept = keptOf(parts, key);
    return kept === undefined ? undefined : (parts.read(kept as never) as Value);
  }

  has(key: string): boolean {
    return keptOf(this.#parts, key) !== undefined;
  }

  forEach(
    callback: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void,
    thisArg?: unknown,
  ): void {
    for (const [key, value] of this) callback.call(thisArg, value, key, this);
  }

  entries(): MapIterator<[string, Value]> {
    return this.#walk((key, value) => [key, value]);
  }

  keys(): MapIterator<string> {
    return this.#walk((key) => key);
  }

  values(): MapIterator<Value> {
    return this.#walk((_, value) => value);
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  /** The entries, so that JSON shows what is there; `saveStock` makes what can be read again. */
  toJSON(): [string, Value][] {
    return [...this];
  }

  #walk<Item>(itemOf: (key: string, value: Value) => Item): MapIterator<Item> {
    const parts = sealed(this.#parts);
    // A draft that changes the map in the meantime copies what is walked on.
    parts.owner = {};
    return walkLeaves(leavesOf(parts.tree), (key, kept) => itemOf(key, parts.read(kept) as Value));
  }
}

/**
 * Changes a map. It shares what it can with other maps, and copies what it changes of it. What is kept
 * may be something of which readers get what they want.
 */
export class DraftMap<Value, Kept = Value> {
  /** The map as it is at the moment of reading. */
  readonly live: PersistentMap<Value>;
  readonly #parts: Parts;
  /** The snapshot that the map equals as long as it is not changed. */
  #same: PersistentMap<Value> | undefined;

  /** Begins with the entries of another map: at no cost where that is one of these. */
  constructor(
    from: ReadonlyMap<string, Value>,
    read: (kept: Kept | Value) => Value = (kept) => kept as Value,
  ) {
    const isPersistent = from instanceof PersistentMap;
    this.#same = isPersistent ? (PersistentMap.partsOf(from).draft?.snapshot() ?? from) : undefined;
    this.#parts =
      this.#same && from.size > 0
        ? shared(PersistentMap.partsOf(this.#same))
        : { ...noParts(), plain: new Map(from) };
    this.#parts.draft = this;
    this.#parts.read = read;
    this.live = new PersistentMap(this.#parts);
  }

  set(key: string, kept: Kept | Value): void {
    this.#same = undefined;
    if (this.#parts.plain) this.#parts.plain.set(key, kept);
    else put(this.#parts, key, kept);
  }

  delete(key: string): void {
    const parts = this.#parts;
    if (keptOf(parts, key) === undefined) return;
    this.#same = undefined;
    if (parts.plain) parts.plain.delete(key);
    else remove(parts, key);
  }

  /** The map as it is now: at no cost, but for the first time after it began with nothing shared. */
  snapshot(): PersistentMap<Value> {
    if (this.#same === undefined) {
      const parts = this.#parts;
      this.#same = new PersistentMap(shared(parts));
      // The nodes of the snapshot must not change any more.
      parts.owner = {};
      parts.ownsFirst = false;
    }
    return this.#same;
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
    read: (kept) => kept,
    plain: undefined,
  };
}

/** Parts for another map, which may change nothing of what is there. */
function shared(parts: Parts): Parts {
  return { ...sealed(parts), owner: {}, ownsFirst: false, draft: undefined };
}

/** Puts what is in a plain map where it can be shared. */
function sealed(parts: Parts): Parts {
  const { plain } = parts;
  parts.plain = undefined;
  if (plain) for (const [key, kept] of plain) put(parts, key, kept);
  return parts;
}

/** The place that a key has or had. */
function placeOf({ first, later }: Parts, key: string): number | undefined {
  return (later.root && numberOf(later, key)) ?? first.get(key);
}

function keptOf(parts: Parts, key: string): unknown {
  if (parts.plain) return parts.plain.get(key);
  const place = placeOf(parts, key);
  return place === undefined ? undefined : itemAt(parts.tree, place + 1);
}

/** Keeps something at the place of its key, or where the key is new at the next one. */
function put(parts: Parts, key: string, kept: unknown): void {
  const { owner, next } = parts;
  let place = placeOf(parts, key);
  if (place === undefined || itemAt(parts.tree, place) === undefined) {
    place = next;
    parts.next += 2;
    parts.size += 1;
    parts.tree = withItem(parts.tree, place, key, owner);
    if (parts.ownsFirst) parts.first.set(key, place);
    else parts.later = withKey(parts.later, key, place, owner);
  }
  parts.tree = withItem(parts.tree, place + 1, kept, owner);
}

function remove(parts: Parts, key: string): void {
  const { owner } = parts;
  const place = placeOf(parts, key) ?? 0;
  parts.size -= 1;
  parts.tree = withItem(parts.tree, place + 1, undefined, owner);
  parts.tree = withItem(parts.tree, place, undefined, owner);
  parts.later = withKey(parts.later, key, undefined, owner);
  if (parts.ownsFirst) parts.first.delete(key);
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
