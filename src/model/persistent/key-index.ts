import { emptyTree, itemAt, withItem } from './tree.ts';
import type { Owner, Tree } from './tree.ts';

/** The numbers of keys: a tree over the hashes of the keys, whose items are the few that are alike. */
export type KeyIndex = Tree;

/** Keys that are alike, or where they are many, an index of them by another hash. */
type Alike = readonly (readonly [key: string, number: number])[] | KeyIndex;

/** So few keys are looked through one by one. */
const FEW = 8;
/** Nobody finds many keys that are alike to so many hashes. */
const HASHES = 8;
const HASH_BITS = 15;

/** An index without keys. */
export function emptyIndex(): KeyIndex {
  return emptyTree(HASH_BITS - 5);
}

/** The number of a key. */
export function numberOf(index: KeyIndex, key: string, round = 0): number | undefined {
  const alike = itemAt(index, hashOf(key, round)) as Alike | undefined;
  if (alike === undefined) return undefined;
  if ('root' in alike) return numberOf(alike, key, round + 1);
  return alike.find(([known]) => known === key)?.[1];
}

/** Keeps the number of a key, or with undefined forgets the key. */
export function withKey(
  index: KeyIndex,
  key: string,
  number: number | undefined,
  owner: Owner,
  round = 0,
): KeyIndex {
  const hash = hashOf(key, round);
  let alike = (itemAt(index, hash) ?? []) as Alike;
  if ('root' in alike) alike = withKey(alike, key, number, owner, round + 1);
  else {
    const others = alike.filter(([known]) => known !== key);
    alike = number === undefined ? others : [...others, [key, number]];
    if (alike.length > FEW && round < HASHES) {
      let deeper = emptyTree();
      for (const [each, its] of alike) deeper = withKey(deeper, each, its, owner, round + 1);
      alike = deeper;
    }
  }
  const isEmpty = 'root' in alike ? alike.root === undefined : alike.length === 0;
  return withItem(index, hash, isEmpty ? undefined : alike, owner);
}

/** FNV-1a, its bits mixed at the end. Each round is another hash: 15 bits at first, then 5. */
function hashOf(key: string, round: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(round, 0x9e3779b1);
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash >>> (round === 0 ? 32 - HASH_BITS : 27);
}
