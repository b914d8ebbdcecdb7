import { EMPTY_TREE, itemAt, withItem } from '../../model/persistent/tree.ts';
import type { Owner, Tree } from '../../model/persistent/tree.ts';

/** Numbers of levels, upwards. Those of levels that are gone stay among them. */
export interface Numbers {
  readonly length: number;
  readonly at: (index: number) => number;
}

/** The numbers of levels that were connected since the seed. Never changes. */
export interface AddedNumbers {
  readonly tree: Tree;
  readonly length: number;
}

const NOTHING: AddedNumbers = { tree: EMPTY_TREE, length: 0 };

/** The same numbers and behind them another one. */
export function withNumber(
  { tree, length }: AddedNumbers = NOTHING,
  number: number,
  owner: Owner,
): AddedNumbers {
  return { tree: withItem(tree, length, number, owner), length: length + 1 };
}

/** The numbers of a seed's levels, and behind them those of levels that were connected later. */
export function joined(
  seeded: readonly number[],
  { tree, length }: AddedNumbers = NOTHING,
): Numbers {
  return {
    length: seeded.length + length,
    at: (index) => seeded[index] ?? (itemAt(tree, index - seeded.length) as number),
  };
}

/** The index of the first number that is not below the given one. */
export function lowerBound({ length, at }: Numbers, number: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(middle) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
