import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planRestock } from '../../src/alerts/index.ts';
import type { DemandRow, LevelNumbers, RestockPlan, RestockRules } from '../../src/alerts/index.ts';

const RUNS = { numRuns: 500 } as const;

interface Situation {
  readonly levels: readonly LevelNumbers[];
  readonly demand: readonly DemandRow[];
  readonly rules: RestockRules;
}

const rules: fc.Arbitrary<RestockRules> = fc.record({
  leadTimeDays: fc.integer({ min: 0, max: 10 }),
  leadTimeDeviationDays: fc.integer({ min: 0, max: 2 }),
  serviceLevel: fc.constantFrom(0.5, 0.8, 0.95, 0.999),
  reviewDays: fc.nat(3),
  coverDays: fc.nat(10),
  casePack: fc.integer({ min: 1, max: 12 }),
  minimumOrder: fc.integer({ min: 1, max: 30 }),
});

const rows = fc.uniqueArray(
  fc.record({
    variantId: fc.constantFrom('1', '2'),
    locationId: fc.constantFrom('a', 'b', 'c', 'd'),
    available: fc.integer({ min: -20, max: 150 }),
    incoming: fc.oneof(fc.constant(0), fc.nat(60)),
    dailyDemand: fc.constantFrom(0, 0.1, 1.7, 4, 9),
    dailyDeviation: fc.constantFrom(0, 0.5, 3),
  }),
  {
    selector: ({ variantId, locationId }) => `${variantId}/${locationId}`,
    minLength: 1,
    maxLength: 8,
  },
);

const situation: fc.Arbitrary<Situation> = fc
  .tuple(rows, rules)
  .map(([each, by]) => ({ levels: each, demand: each, rules: by }));

function plan({ levels, demand, rules: by }: Situation): RestockPlan {
  const bare = demand.map(({ variantId, locationId, dailyDemand, dailyDeviation }) => ({
    variantId,
    locationId,
    dailyDemand,
    dailyDeviation,
  }));
  return planRestock(levels, bare, by);
}

/** The levels when the plan is on its way: what was given is gone, what was ordered is incoming. */
function carryOut(
  levels: readonly LevelNumbers[],
  { transfers, purchases }: Pick<RestockPlan, 'transfers' | 'purchases'>,
): LevelNumbers[] {
  return levels.map((level) => {
    const { variantId, locationId } = level;
    const same = transfers.filter((each) => each.variantId === variantId);
    const given = sum(same.filter((each) => each.fromLocationId === locationId));
    const taken = sum(same.filter((each) => each.toLocationId === locationId));
    const bought = sum(
      purchases.filter((each) => each.variantId === variantId && each.locationId === locationId),
    );
    const { available, incoming } = level;
    return { ...level, available: available - given, incoming: incoming + taken + bought };
  });
}

function sum(suggestions: readonly { readonly quantity: number }[]): number {
  return suggestions.reduce((total, { quantity }) => total + quantity, 0);
}

function expectAlways(law: (each: Situation, result: RestockPlan) => void): void {
  fc.assert(
    fc.property(situation, (each) => law(each, plan(each))),
    RUNS,
  );
}

describe('for all levels, demand and rules', () => {
  test('quantities are whole and positive', () => {
    expectAlways((_, { transfers, purchases }) => {
      for (const { quantity } of [...transfers, ...purchases]) {
        expect(Number.isSafeInteger(quantity) && quantity > 0).toBe(true);
      }
    });
  });

  test('the numbers of a purchase add up', () => {
    expectAlways(({ rules: by }, { purchases }) => {
      for (const { quantity, because } of purchases) {
        expect(because.position).toBe(because.available + because.incoming + because.transferred);
        expect(because.reorderPoint).toBe(because.expectedDemand + because.safetyStock);
        expect(because.position).toBeLessThanOrEqual(because.reorderPoint);
        expect(because.shortage).toBe(because.target - because.position);
        const needed = Math.max(because.shortage, by.minimumOrder ?? 1);
        expect(quantity % because.casePack).toBe(0);
        expect(quantity).toBeGreaterThanOrEqual(needed);
        expect(quantity - because.casePack).toBeLessThan(needed);
      }
    });
  });

  test('the numbers of a transfer add up', () => {
    expectAlways((_, { transfers }) => {
      for (const { quantity, because } of transfers) {
        const { taker, giver } = because;
        expect(quantity).toBe(Math.min(taker.shortage, giver.surplus));
        expect(taker.shortage).toBe(taker.target - taker.position);
        const spare = [giver.available - giver.reorderPoint, giver.position - giver.target];
        expect(giver.surplus).toBe(Math.min(...spare));
      }
    });
  });

  test('when the plan is carried out, only what stands at its reorder point is left to suggest', () => {
    expectAlways((each, result) => {
      const once = { ...each, levels: carryOut(each.levels, result) };
      const after = plan(once);
      expect(after.transfers).toEqual([]);
      for (const { because } of after.purchases) expect(because.position).toBe(because.target);
      const twice = { ...each, levels: carryOut(once.levels, after) };
      expect(plan(twice)).toMatchObject({ transfers: [], purchases: [] });
    });
  });

  test('nothing is bought that could have been moved', () => {
    expectAlways((each, { transfers }) => {
      const moved = carryOut(each.levels, { transfers, purchases: [] });
      expect(plan({ ...each, levels: moved }).transfers).toEqual([]);
    });
  });

  test('who gives neither takes nor buys, and still has enough on its shelves', () => {
    expectAlways((each, result) => {
      const after = carryOut(each.levels, result);
      for (const { variantId, fromLocationId, because } of result.transfers) {
        const isGiver = (level: LevelNumbers): boolean =>
          level.variantId === variantId && level.locationId === fromLocationId;
        expect(after.find(isGiver)?.available).toBeGreaterThanOrEqual(because.giver.reorderPoint);
        const wants = [
          ...result.purchases.map((other) => [other.variantId, other.locationId]),
          ...result.transfers.map((other) => [other.variantId, other.toLocationId]),
        ];
        expect(wants).not.toContainEqual([variantId, fromLocationId]);
      }
    });
  });

  test('a transfer loses no units', () => {
    expectAlways(({ levels }, { transfers }) => {
      const total = (each: readonly LevelNumbers[]): number =>
        each.reduce((units, { available, incoming }) => units + available + incoming, 0);
      expect(total(carryOut(levels, { transfers, purchases: [] }))).toBe(total(levels));
    });
  });

  test('the order of levels and demand does not matter', () => {
    const shuffled = situation.chain((each) =>
      fc.record({
        levels: whole(each.levels),
        demand: whole(each.demand),
        one: fc.constant(each),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ levels, demand, one }) => {
        expect(plan({ ...one, levels, demand })).toEqual(plan(one));
      }),
      RUNS,
    );
  });
});

function whole<Value>(values: readonly Value[]): fc.Arbitrary<Value[]> {
  return fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length });
}
