import { numberOf, withKey } from './key-index.ts';
import type { KeyIndex } from './key-index.ts';
import { EMPTY_TREE, itemAt, leavesOf, withItem } from './tree.ts';
import type { Owner, Tree } from './tree.ts';

type Entry = readonly [key: string, kept: unknown];

/**
 * All that a map is made of. New entries come at the end of the tree, and a place that became free is
 * not used again. Two indexes know the places of keys, `later` better than `first`; where the tree has
 * nothing, there is no entry.
 */
interface Parts {
  /** May change the nodes that it has made. */
  owner: Owner;
  tree: Tree;
  size: number;
  /** The place of the next new key. */
  next: number;
  /** The keys that came before the map was first shared with others; they stay as they are. */
  first: Map<string, number>;
  /** The keys that came afterwards. */
  later: KeyIndex;
  /** Makes of what is kept what readers get. */
  read: (kept: never) => unknown;
  /** All of the map as long as nobody shares it: nothing is faster than a plain Map. */
  plain: Map<string, unknown> | undefined;
  /** Whether a draft changes the map. */
  isLive: boolean;
}

/**
 * A map that never changes, in the order in which its keys came. Maps that were made of one another
 * share most of what they are made of.
 */
export class PersistentMap<Value> implements ReadonlyMap<string, Value> {
  /** Hidden, so that whoever compares two maps compares their entries alone. */
  readonly #parts: Parts;

  constructor(parts = partsOf()) {
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
    // A draft that changes the map in the meantime copies what is walked on.
    const { tree, read } = shared(this.#parts);
    return walkTree(tree, ([key, kept]) => itemOf(key, read(kept as never) as Value));
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
    const known = from instanceof PersistentMap ? PersistentMap.partsOf(from) : undefined;
    const parts = known && from.size > 0 ? shared(known) : partsOf(new Map(from));
    this.#parts = { ...parts, read, isLive: true };
    this.live = new PersistentMap(this.#parts);
    this.#same = known?.isLive === false ? (from as PersistentMap<Value>) : undefined;
  }

  set(key: string, kept: Kept | Value): void {
    this.#same = undefined;
    const parts = this.#parts;
    if (parts.plain) parts.plain.set(key, kept);
    else put(parts, key, kept);
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
    return (this.#same ??= new PersistentMap(shared(this.#parts)));
  }
}

function partsOf(plain?: Map<string, unknown>): Parts {
  return {
    owner: {},
    tree: EMPTY_TREE,
    size: 0,
    next: 0,
    first: new Map(),
    later: EMPTY_TREE,
    read: (kept) => kept,
    plain,
    isLive: false,
  };
}

/** Parts for another map. From now on neither of the two may change the nodes that both have. */
function shared(parts: Parts): Parts {
  for (const [key, kept] of parts.plain ?? []) put(parts, key, kept);
  parts.plain = undefined;
  parts.owner = {};
  return { ...parts, owner: {}, isLive: false };
}

/** The place that a key has or had. */
function placeOf({ first, later }: Parts, key: string): number | undefined {
  return (later.root && numberOf(later, key)) ?? first.get(key);
}

function keptOf(parts: Parts, key: string): unknown {
  if (parts.plain) return parts.plain.get(key);
  const place = placeOf(parts, key);
  return place === undefined ? undefined : (itemAt(parts.tree, place) as Entry | undefined)?.[1];
}

/** Keeps something at the place of its key, or where the key is new at the next one. */
function put(parts: Parts, key: string, kept: unknown): void {
  let place = placeOf(parts, key);
  if (place === undefined || itemAt(parts.tree, place) === undefined) {
    place = parts.next;
    parts.next += 1;
    parts.size += 1;
    if (parts.plain) parts.first.set(key, place);
    else parts.later = withKey(parts.later, key, place, parts.owner);
  }
  parts.tree = withItem(parts.tree, place, [key, kept], parts.owner);
}

function remove(parts: Parts, key: string): void {
  parts.size -= 1;
  parts.tree = withItem(parts.tree, placeOf(parts, key) ?? 0, undefined, parts.owner);
  parts.later = withKey(parts.later, key, undefined, parts.owner);
}

function* walkTree<Item>(tree: Tree, itemOf: (entry: Entry) => Item): MapIterator<Item> {
  for (const entries of leavesOf(tree)) {
    for (const entry of entries) if (entry !== undefined) yield itemOf(entry as Entry);
  }
}
