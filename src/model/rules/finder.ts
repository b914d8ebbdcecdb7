import { levelKey } from '../level.ts';

/** What is about one variant at one location. */
interface Placed {
  readonly variantId: string;
  readonly locationId: string;
}

/** So few are looked through one by one: most events have one line, and need no text as a key. */
const FEW = 8;

/**
 * Makes a function that finds the index of what a list has for a variant at a location, or where it
 * would come: at the end. What is added there must be added before the next search.
 */
export function finderOf(list: readonly Placed[], expected: number): (place: Placed) => number {
  if (list.length + expected <= FEW) {
    return ({ variantId, locationId }) => {
      let at = 0;
      for (; at < list.length; at += 1) {
        const each = list[at];
        if (each?.variantId === variantId && each.locationId === locationId) break;
      }
      return at;
    };
  }
  const indexes = new Map<string, number>();
  const add = ({ variantId, locationId }: Placed, at: number): number => {
    const key = levelKey(variantId, locationId);
    const known = indexes.get(key);
    if (known !== undefined) return known;
    indexes.set(key, at);
    return at;
  };
  list.forEach(add);
  return (place) => add(place, list.length);
}
