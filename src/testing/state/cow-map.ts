import { hashTrie } from './hash-trie.ts';
import type { CowMap } from './hash-trie.ts';

export type { CowMap } from './hash-trie.ts';

/** Stands among the changes for an entry that is no longer there. */
const GONE = Symbol('gone');

/**
 * Makes a map of entries that nobody else has. Up to its first copy its entries go into a plain Map, which is several times
 * faster: all that a large seed holds. From then on that Map is everybody's, and never changes.
 */
export function cowMap<Value>(entries = new Map<string, Value>()): CowMap<Value> {
  return mapOf(entries, undefined);
}

function mapOf<Value>(
  entries: Map<string, Value>,
  given: CowMap<Value | typeof GONE> | undefined,
): CowMap<Value> {
  /** What is other than in the entries; undefined as long as nobody else has these. */
  let changes = given;

  const get = (key: string): Value | undefined => {
    const changed = changes?.get(key);
    if (changed === undefined) return entries.get(key);
    return changed === GONE ? undefined : changed;
  };
  return {
    get,
    has: (key) => get(key) !== undefined,
    set: (key, value) => {
      if (changes === undefined) entries.set(key, value);
      else changes.set(key, value);
    },
    delete: (key) => {
      if (changes === undefined) entries.delete(key);
      else if (entries.has(key)) changes.set(key, GONE);
      else changes.delete(key);
    },
    copy: () => {
      changes ??= hashTrie();
      return mapOf(entries, changes.copy());
    },
  };
}
