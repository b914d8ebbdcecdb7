import { EMPTY_TREE, itemAt, withItem } from './tree.ts';
import type { Owner, Tree } from './tree.ts';

/** A key and its number. */
interface Numbered {
  readonly key: string;
  readonly number: number;
}

/** The numbers of keys: a tree over hashes, with deeper trees where some keys have the same hash. */
export type KeyIndex = Tree;

/** The number of a key. */
export function numberOf(index: KeyIndex, key: string, round = 0): number | undefined {
  const found = itemAt(index, hashOf(key, round)) as Numbered | KeyIndex | undefined;
  if (found === undefined) return undefined;
  if ('root' in found) return numberOf(found, key, round + 1);
  return found.key === key ? found.number : undefined;
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
  const found = itemAt(index, hash) as Numbered | KeyIndex | undefined;
  let next: Numbered | KeyIndex | undefined = number === undefined ? undefined : { key, number };
  if (found !== undefined && ('root' in found || found.key !== key)) {
    // Another hash tells apart what this one cannot, however keys were chosen.
    const deeper =
      'root' in found ? found : withKey(EMPTY_TREE, found.key, found.number, owner, round + 1);
    next = withKey(deeper, key, number, owner, round + 1);
    if (next.root === undefined) next = undefined;
  }
  return withItem(index, hash, next, owner);
}

/** FNV-1a, its bits mixed at the end. Each round is another hash: 15 bits at first, then 5. */
function hashOf(key: string, round: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(round, 0x9e3779b1);
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash >>> (round === 0 ? 17 : 27);
}
