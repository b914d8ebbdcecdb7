/**
 * A map whose copies share what they have in common: a copy costs the same however many entries
 * there are, and only what is changed afterwards is copied, a handful of entries at a time.
 */
export interface CowMap<Value> {
  get(key: string): Value | undefined;
  has(key: string): boolean;
  set(key: string, value: Value): void;
  delete(key: string): void;
  /** A map of its own with the same entries. */
  copy(): CowMap<Value>;
}

/** Marks the nodes that a map made itself, and may therefore change. */
type Owner = object;

/**
 * A trie over the hashes of the keys: a node has branches, or else it is a bucket of entries. Next to
 * each other stand the parts of an entry, so that a bucket is searched by its numbers alone.
 */
interface Node<Value> {
  readonly owner: Owner;
  readonly branches: Node<Value>[] | undefined;
  readonly hashes: number[];
  readonly keys: string[];
  readonly values: Value[];
}

/** A bucket is what a first change copies; larger ones make fewer nodes. */
const BUCKET_SIZE = 32;
const HASH_BITS = 32;
const BITS_PER_LEVEL = 3;
const MASK = 2 ** BITS_PER_LEVEL - 1;

/** Makes an empty map; the first change after a copy copies a handful of entries. */
export function hashTrie<Value>(): CowMap<Value> {
  return mapOf(bucketOf<Value>({}));
}

function mapOf<Value>(from: Node<Value>): CowMap<Value> {
  let root = from;
  let owner: Owner = {};

  /** The node itself where it may be changed, or a copy of it. */
  const own = (node: Node<Value>): Node<Value> => {
    if (node.owner === owner) return node;
    const { branches, hashes, keys, values } = node;
    return {
      owner,
      branches: branches?.slice(),
      hashes: hashes.slice(),
      keys: keys.slice(),
      values: values.slice(),
    };
  };
  /** Changes the bucket of a hash below a node. */
  const change = (
    node: Node<Value>,
    hash: number,
    depth: number,
    edit: (bucket: Node<Value>) => void,
  ): Node<Value> => {
    const changed = own(node);
    const { branches } = changed;
    if (branches === undefined) {
      edit(changed);
      return split(changed, depth);
    }
    const at = (hash >>> depth) & MASK;
    branches[at] = change(branches[at] as Node<Value>, hash, depth + BITS_PER_LEVEL, edit);
    return changed;
  };

  return {
    get: (key) => {
      const hash = hashOf(key);
      const bucket = bucketAt(root, hash);
      return bucket.values[indexOf(bucket, hash, key)];
    },
    has: (key) => {
      const hash = hashOf(key);
      return indexOf(bucketAt(root, hash), hash, key) >= 0;
    },
    set: (key, value) => {
      const hash = hashOf(key);
      root = change(root, hash, 0, (bucket) => {
        const index = indexOf(bucket, hash, key);
        if (index >= 0) bucket.values[index] = value;
        else add(bucket, hash, key, value);
      });
    },
    delete: (key) => {
      const hash = hashOf(key);
      root = change(root, hash, 0, (bucket) => {
        const index = indexOf(bucket, hash, key);
        if (index < 0) return;
        for (const list of [bucket.hashes, bucket.keys, bucket.values]) list.splice(index, 1);
      });
    },
    copy: () => {
      // From now on neither may change the nodes that both have.
      owner = {};
      return mapOf(root);
    },
  };
}

function bucketOf<Value>(owner: Owner): Node<Value> {
  return { owner, branches: undefined, hashes: [], keys: [], values: [] };
}

function add<Value>(bucket: Node<Value>, hash: number, key: string, value: Value): void {
  bucket.hashes.push(hash);
  bucket.keys.push(key);
  bucket.values.push(value);
}

function bucketAt<Value>(root: Node<Value>, hash: number): Node<Value> {
  let node = root;
  for (let rest = hash; node.branches !== undefined; rest >>>= BITS_PER_LEVEL) {
    node = node.branches[rest & MASK] as Node<Value>;
  }
  return node;
}

function indexOf({ hashes, keys }: Node<unknown>, hash: number, key: string): number {
  for (let index = hashes.indexOf(hash); index >= 0; index = hashes.indexOf(hash, index + 1)) {
    if (keys[index] === key) return index;
  }
  return -1;
}

/** Makes branches of a bucket that has become too large. */
function split<Value>(bucket: Node<Value>, depth: number): Node<Value> {
  const { owner, hashes, keys, values } = bucket;
  // Keys of the same hash stay together, however many they are.
  if (keys.length <= BUCKET_SIZE || depth >= HASH_BITS) return bucket;
  const branches = Array.from({ length: MASK + 1 }, () => bucketOf<Value>(owner));
  for (const [index, key] of keys.entries()) {
    const hash = hashes[index] ?? 0;
    const branch = branches[(hash >>> depth) & MASK];
    if (branch !== undefined) add(branch, hash, key, values[index] as Value);
  }
  return { ...bucketOf(owner), branches };
}

/** FNV-1a, with its bits mixed at the end: the lowest ones come first in the trie. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
