import { describe, expect, test } from 'vitest';
import { assessStock, planRestock } from '../../src/alerts/index.ts';
import type { DemandRow, LevelNumbers, RestockRules } from '../../src/alerts/index.ts';
import { demand, RULES } from './restock.ts';
import { BERLIN, level, LYON, VARIANT } from './stock.ts';

/** How much is ordered of the one variant; 0 for nothing. */
function ordered(
  stock: LevelNumbers,
  rules: Partial<RestockRules> = {},
  wanted: DemandRow = demand(),
): number {
  return planRestock([stock], [wanted], { ...RULES, ...rules }).purchases[0]?.quantity ?? 0;
}

describe('a purchase', () => {
  test('brings the position to the reorder point, with every number that leads there', () => {
    const { purchases } = planRestock([level(20, { incoming: 6 })], [demand()], RULES);
    expect(purchases).toEqual([
      {
        variantId: VARIANT,
        locationId: BERLIN,
        quantity: 20,
        because: {
          protectedDays: 9,
          expectedDemand: 36,
          z: expect.closeTo(1.644_853_627, 8) as number,
          safetyStock: 10,
          reorderPoint: 46,
          target: 46,
          available: 20,
          incoming: 6,
          transferred: 0,
          position: 26,
          shortage: 20,
          minimumOrder: 1,
          casePack: 1,
        },
      },
    ]);
  });

  test.each([
    [45, 1],
    [46, 1],
    [47, 0],
  ])('at %i available is of %i units', (available, units) => {
    expect(ordered(level(available))).toBe(units);
  });

  test.each([
    [0.1, 30, 3],
    [1_000_000, 1000, 1_000_000_000],
    [300_000_000, 7, 2_100_000_000],
  ])('of %d a day in %d days is of %d units, exactly', (dailyDemand, leadTimeDays, units) => {
    const steady = demand({ dailyDemand, dailyDeviation: 0 });
    expect(ordered(level(0), { leadTimeDays }, steady)).toBe(units);
  });

  test('counts what is on its way', () => {
    expect(ordered(level(0, { incoming: 47 }))).toBe(0);
    expect(ordered(level(0, { incoming: 40 }))).toBe(6);
  });

  test('covers what orders wait for', () => {
    expect(ordered(level(-7))).toBe(53);
  });

  test('is made at the reorder point, where a level is low, and is then of the minimum', () => {
    const [change] = assessStock([level(46)], { reorderPoint: 46 }).changes;
    expect(change?.condition).toBe('low');
    expect(ordered(level(46), { minimumOrder: 24 })).toBe(24);
    expect(ordered(level(46), { casePack: 12 })).toBe(12);
    expect(ordered(level(47), { minimumOrder: 24 })).toBe(0);
  });

  test('is made at the reorder point where days are to be covered, and covers them', () => {
    expect(ordered(level(47), { coverDays: 10 })).toBe(0);
    expect(ordered(level(46), { coverDays: 10 })).toBe(40);
    expect(ordered(level(40), { coverDays: 10 })).toBe(46);
  });

  test('comes in whole cases', () => {
    expect(ordered(level(20), { casePack: 12 })).toBe(36);
    expect(ordered(level(22), { casePack: 12 })).toBe(24);
  });

  test('is no smaller than the minimum', () => {
    expect(ordered(level(45), { minimumOrder: 30 })).toBe(30);
    expect(ordered(level(45), { minimumOrder: 30, casePack: 12 })).toBe(36);
    expect(ordered(level(0), { minimumOrder: 30, casePack: 12 })).toBe(48);
  });
});

describe('the safety stock', () => {
  const safetyStock = (rules: Partial<RestockRules>, wanted = demand()): unknown =>
    planRestock([level(-1000)], [wanted], { ...RULES, ...rules }).purchases[0]?.because.safetyStock;

  test('grows with the service level', () => {
    expect([0.5, 0.9, 0.95, 0.99].map((serviceLevel) => safetyStock({ serviceLevel }))).toEqual([
      0, // 0 × 6
      8, // 1.2816 × 6 = 7.69
      10, // 1.6449 × 6 = 9.87
      14, // 2.3263 × 6 = 13.96
    ]);
  });

  test('counts that the lead time varies', () => {
    // √(9 × 2² + 4² × 2²) = 10
    expect(safetyStock({ leadTimeDeviationDays: 2 })).toBe(17);
  });

  test('is needed for the days until the next plan as well', () => {
    // √(16 × 2²) = 8
    expect(safetyStock({ reviewDays: 7 })).toBe(14);
  });

  test('is not needed where nothing varies', () => {
    expect(safetyStock({}, demand({ dailyDeviation: 0 }))).toBe(0);
  });
});

describe('rounding', () => {
  test('is up, to whole units', () => {
    const wanted = demand({ dailyDemand: 0.35, dailyDeviation: 0 });
    expect(ordered(level(0), { leadTimeDays: 3 }, wanted)).toBe(2);
  });

  test('takes the noise of decimals for what it is', () => {
    // 0.1 × 30 is 3.0000000000000004 or so in binary.
    const wanted = demand({ dailyDemand: 0.1, dailyDeviation: 0 });
    expect(0.1 * 3).toBeGreaterThan(0.3);
    expect(ordered(level(0), { leadTimeDays: 30 }, wanted)).toBe(3);
    const many = demand({ dailyDemand: 1.1, dailyDeviation: 0 });
    expect(1.1 * 10).toBe(11);
    expect(ordered(level(0), { leadTimeDays: 3000 }, many)).toBe(3300);
  });
});

describe('demand of nothing', () => {
  const none = demand({ dailyDemand: 0, dailyDeviation: 0 });

  test('needs no order', () => {
    expect(ordered(level(0), { minimumOrder: 10 }, none)).toBe(0);
  });

  test('still has what was sold already to be ordered', () => {
    expect(ordered(level(-3), {}, none)).toBe(3);
  });
});

describe('what does not belong together', () => {
  test('is listed, and nothing is suggested for it', () => {
    const plan = planRestock(
      [level(-5), level(0, { variantId: '1' }), level(0, { variantId: '3' })],
      [
        demand({ variantId: '0' }),
        demand({ variantId: '1' }),
        demand({ variantId: '2' }),
        demand({ variantId: '4' }),
      ],
      RULES,
    );
    expect(plan.purchases.map(({ variantId }) => variantId)).toEqual(['1']);
    expect(plan.withoutDemand).toEqual([
      { variantId: VARIANT, locationId: BERLIN },
      { variantId: '3', locationId: BERLIN },
    ]);
    expect(plan.withoutLevel.map(({ variantId }) => variantId)).toEqual(['0', '2', '4']);
  });
});

describe('overrides', () => {
  test('replace what they name for a variant at a location', () => {
    const places = [BERLIN, LYON];
    const { purchases } = planRestock(
      places.map((locationId) => level(0, { locationId })),
      places.map((locationId) => demand({ locationId })),
      {
        ...RULES,
        casePack: 10,
        overrides: ({ locationId }) => (locationId === LYON ? { leadTimeDays: 1 } : undefined),
      },
    );
    // 4 + 1.6449 × 2 = 4 + 4
    expect(purchases.map(({ quantity }) => quantity)).toEqual([50, 10]);
    expect(purchases.map(({ because }) => because.reorderPoint)).toEqual([46, 8]);
  });
});
