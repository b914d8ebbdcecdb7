import { describe, expect, test } from 'vitest';
import { assessItems } from '../../src/alerts/assess/assess-items.ts';
import type { AssessedItem } from '../../src/alerts/index.ts';

const MANY = 100_000;
const THRESHOLDS = {
  reorderPoint: 10,
  safetyStock: 0,
  hysteresis: { low: 0, out: 0, oversold: 0 },
};

const idOf = (number: number): string => String(2_000_000 + number);

/** Very many items, all of them ok, that count how often one is looked at. */
function manyItems(): { readonly items: AssessedItem[]; readonly looks: () => number } {
  let looks = 0;
  const items = Array.from({ length: MANY }, (_, number): AssessedItem => ({
    get variantId() {
      looks += 1;
      return idOf(number * 2);
    },
    condition: 'ok',
  }));
  return { items, looks: () => looks };
}

/** Assesses some variants, which have nothing left. */
function assess(items: readonly AssessedItem[], numbers: readonly number[]) {
  const counted = numbers.map((number) => ({
    item: { variantId: idOf(number) },
    available: 0,
    incoming: 0,
  }));
  return assessItems(items, counted, () => THRESHOLDS);
}

describe('a few items among very many', () => {
  test.each([
    ['known ones', [2, 100_000, 199_998]],
    ['known ones next to each other', [1000, 1002, 1004]],
    ['new ones', [-1, 100_001, 200_001]],
  ])('are found without looking at the others: %s', (_, numbers) => {
    const { items, looks } = manyItems();
    const { changes } = assess(items, numbers);
    expect(changes.map(({ variantId }) => variantId)).toEqual(numbers.map(idOf));
    // 17 halves of 100,000, and as many steps to where they begin.
    expect(looks()).toBeLessThan(numbers.length * 80);
  });

  test('take their places, and the others keep theirs', () => {
    const { items } = manyItems();
    const result = assess(items, [-1, 4, 5, 200_001]).items;
    expect(result).toHaveLength(MANY + 3);
    const ids = result.map(({ variantId }) => variantId);
    expect(ids).toEqual(ids.toSorted());
    const out = result.filter(({ condition }) => condition === 'out');
    expect(out.map(({ variantId }) => variantId)).toEqual([-1, 4, 5, 200_001].map(idOf));
  });

  test('leave what was known before as it was', () => {
    const { items } = manyItems();
    assess(items, [4]);
    expect(items[2]?.condition).toBe('ok');
  });
});
