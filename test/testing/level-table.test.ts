import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stockLevel } from '../../src/model/index.ts';
import type { StockLevel } from '../../src/model/index.ts';
import type { LevelRecord } from '../../src/testing/state/level-record.ts';
import { LevelList } from '../../src/testing/state/level-table.ts';
import type { LevelFilter } from '../../src/testing/state/level-table.ts';
import { Numbered } from '../../src/testing/state/numbered.ts';
import { SeededLevels } from '../../src/testing/state/seeded-levels.ts';
import { SeededVariants } from '../../src/testing/state/variants.ts';

const VARIANTS = Array.from({ length: 40 }, (_, number) => `v${number}`);
const LOCATIONS = ['a', 'b', 'c'];

/** A list under test, and what it should hold, in order. */
interface Twin {
  readonly list: LevelList;
  plain: readonly LevelRecord[];
}

/** A list that a seed brings: every second variant, at the first two locations. */
function seededTwin(): Twin {
  const variants = new SeededVariants();
  const levels = new SeededLevels(variants, 40);
  for (const id of VARIANTS.filter((_, number) => number % 2 === 0)) {
    const number = variants.add(id, {}) ?? -1;
    for (const locationId of ['a', 'b']) {
      const quantities = { available: number, committed: 1, unavailable: 2, incoming: 3 };
      levels.add(number, locationId, quantities, 'preorder', undefined);
    }
  }
  const plain = Array.from({ length: 40 }, (_, sequence): LevelRecord => {
    const variantId = `v${Math.floor(sequence / 2) * 2}`;
    const locationId = sequence % 2 === 0 ? 'a' : 'b';
    const quantities = { committed: 1, unavailable: 2, incoming: 3, oversell: 'preorder' } as const;
    const available = Math.floor(sequence / 2);
    const level = stockLevel({ variantId, locationId, available, ...quantities });
    return { sequence, level, updateTime: undefined };
  });
  return { list: new LevelList(levels), plain };
}

const step = fc.record({
  twin: fc.nat(),
  what: fc.constantFrom('put', 'put', 'put', 'remove', 'remove', 'copy'),
  variantId: fc.constantFrom(...VARIANTS),
  locationId: fc.constantFrom(...LOCATIONS),
});

const isAt =
  ({ variantId, locationId }: Pick<StockLevel, 'variantId' | 'locationId'>) =>
  ({ level }: LevelRecord): boolean =>
    level.variantId === variantId && level.locationId === locationId;

/** Does to the plain records what `put` should do. */
function putPlain(twin: Twin, level: StockLevel, next: number): void {
  const known = twin.plain.find(isAt(level));
  const record = { sequence: known?.sequence ?? next, level, updateTime: 'now' };
  const others = twin.plain.filter((each) => each !== known);
  twin.plain = [...others, record].toSorted((a, b) => a.sequence - b.sequence);
}

const FILTERS: readonly LevelFilter[] = [
  {},
  { variantIds: ['v6', 'v0', 'v6', 'v7', 'nobody'] },
  { locationIds: ['b'] },
  { locationIds: ['c', 'a', 'nowhere'] },
  { variantIds: VARIANTS, locationIds: ['c', 'b'] },
];

function expectSame({ list, plain }: Twin): void {
  expect(list.levels()).toEqual(plain.map(({ level }) => level));
  for (const filter of FILTERS) {
    const wanted = plain.filter(
      ({ level }) =>
        filter.variantIds?.includes(level.variantId) !== false &&
        filter.locationIds?.includes(level.locationId) !== false,
    );
    for (const middle of [0, 7, 39, 40, 45, 1000]) {
      const after = wanted.filter(({ sequence }) => sequence >= middle);
      const before = wanted.filter(({ sequence }) => sequence < middle);
      expect(list.page(middle, 'from', 5, filter)).toEqual(after.slice(0, 5));
      expect(list.page(middle, 'before', 5, filter)).toEqual(before.slice(-5));
    }
  }
  for (const variantId of VARIANTS) {
    const place = { variantId, locationId: 'b' };
    expect(list.get(variantId, 'b')).toEqual(plain.find(isAt(place)));
  }
}

describe('the levels of a shop', () => {
  test('and their copies hold what lists of their own would hold', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
        const twins = [seededTwin()];
        const next = new Map<Twin, number>();
        for (const [available, { twin, what, variantId, locationId }] of steps.entries()) {
          const chosen = twins[twin % twins.length] as Twin;
          const number = next.get(chosen) ?? 40;
          if (what === 'copy') {
            const copy = { list: chosen.list.copy(), plain: chosen.plain };
            twins.push(copy);
            next.set(copy, number);
          } else if (what === 'put') {
            const level = stockLevel({ variantId, locationId, available });
            if (!chosen.plain.some(isAt(level))) next.set(chosen, number + 1);
            chosen.list.put(level, 'now');
            putPlain(chosen, level, number);
          } else {
            chosen.list.remove(variantId, locationId);
            const isGone = isAt({ variantId, locationId });
            chosen.plain = chosen.plain.filter((record) => !isGone(record));
          }
        }
        for (const twin of twins) expectSame(twin);
      }),
      { numRuns: 60 },
    );
  });

  test('come back in their old places, also where they were connected anew since', () => {
    const { list, plain } = seededTwin();
    const [, second] = plain as readonly [LevelRecord, LevelRecord];
    const { variantId, locationId } = second.level;
    const view = list.copy();
    view.remove(variantId, locationId);
    view.put(stockLevel({ variantId, locationId, available: 9 }), 'now');
    expect(view.get(variantId, locationId)?.sequence).toBe(40);
    view.remove(variantId, locationId);
    view.restore(second);

    expect(view.levels()).toEqual(list.levels());
    expect(view.get(variantId, locationId)).toEqual(second);
    expect(view.page(0, 'from', 50, { locationIds: [locationId] })).toContainEqual(second);
  });
});

describe('items by their numbers', () => {
  test('are apart from those of copies', () => {
    const one = new Numbered<{ readonly name: string }>();
    one.set(0, { name: 'a' });
    const two = one.copy();
    one.set(1, { name: 'b' });
    two.set(1, { name: 'c' });
    two.set(70, { name: 'd' });
    const names = (items: Numbered<{ readonly name: string }>): string =>
      items
        .values()
        .map(({ name }) => name)
        .join('');

    expect([names(one), names(two), names(two.copy())]).toEqual(['ab', 'acd', 'acd']);
    expect([two.get(70), one.get(70), one.get(2)]).toEqual([{ name: 'd' }, undefined, undefined]);
  });
});
