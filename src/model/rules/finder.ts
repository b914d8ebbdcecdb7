import { keyOf, levelKey } from '../level.ts';

/** Something about one variant at one location. */
interface Placed {
  readonly variantId: string;
  readonly locationId: string;
}

/** The indexes of a list's items by their place. */
export type Indexes = Map<string, number>;

/** So few are looked through one by one: most events have one line, and need no text as a key. */
const FEW = 8;

/** The indexes of a list to which so many items may be added; undefined where these are few. */
export function indexesOf(list: readonly Placed[], expected: number): Indexes | undefined {
  if (list.length + expected <= FEW) return undefined;
  const indexes: Indexes = new Map();
  for (const [at, each] of list.entries()) {
    const key = keyOf(each);
    if (!indexes.has(key)) indexes.set(key, at);
  }
  return indexes;
}

/**
 * The index of what a list has for a variant at a location, or where it would come: at the end. What
 * is added there must be added before the next search.
 */
export function indexOf(
  list: readonly Placed[],
  variantId: string,
  locationId: string,
  indexes: Indexes | undefined,
): number {
  if (indexes !== undefined) {
    const key = levelKey(variantId, locationId);
    const known = indexes.get(key);
    if (known === undefined) indexes.set(key, list.length);
    return known ?? list.length;
  }
  let at = 0;
  for (; at < list.length; at += 1) {
    const each = list[at];
    if (each?.variantId === variantId && each.locationId === locationId) break;
  }
  return at;
}
