import { describe, expect, test } from 'vitest';
import { planRestock } from '../../src/alerts/index.ts';
import type { LevelNumbers, RestockPlan, RestockRules } from '../../src/alerts/index.ts';
import { demand, RULES } from './restock.ts';
import { BERLIN, level, LYON, VARIANT } from './stock.ts';

const PORTO = '50004';

/** A plan with the same demand everywhere: each location needs 46. */
function planFor(levels: readonly LevelNumbers[], rules: Partial<RestockRules> = {}): RestockPlan {
  const rows = levels.map(({ variantId, locationId }) => demand({ variantId, locationId }));
  return planRestock(levels, rows, { ...RULES, ...rules });
}

/** The moves of a plan, such as `50002 → 50003: 10`. */
function moves({ transfers }: RestockPlan): string[] {
  return transfers.map(
    ({ fromLocationId, toLocationId, quantity }) =>
      `${fromLocationId} → ${toLocationId}: ${quantity}`,
  );
}

function orders({ purchases }: RestockPlan): string[] {
  return purchases.map(({ locationId, quantity }) => `${locationId}: ${quantity}`);
}

describe('a transfer', () => {
  test('comes before a purchase, and explains itself', () => {
    const plan = planFor([level(100, { incoming: 3 }), level(40, { locationId: LYON })]);
    expect(plan.purchases).toEqual([]);
    expect(plan.transfers).toMatchObject([
      {
        variantId: VARIANT,
        fromLocationId: BERLIN,
        toLocationId: LYON,
        quantity: 6,
        because: {
          taker: { available: 40, incoming: 0, position: 40, target: 46, shortage: 6 },
          giver: { available: 100, incoming: 3, position: 103, target: 46, surplus: 54 },
        },
      },
    ]);
  });

  test('leaves the giver what it needs itself', () => {
    const plan = planFor([level(50), level(0, { locationId: LYON })]);
    expect(moves(plan)).toEqual([`${BERLIN} → ${LYON}: 4`]);
    expect(orders(plan)).toEqual([`${LYON}: 42`]);
    expect(plan.purchases[0]?.because).toMatchObject({ transferred: 4, position: 4, shortage: 42 });
  });

  test('is not made of units that are still on their way', () => {
    const plan = planFor([level(48, { incoming: 100 }), level(0, { locationId: LYON })]);
    expect(moves(plan)).toEqual([`${BERLIN} → ${LYON}: 2`]);
  });

  test('leaves the giver what it has to cover beyond the reorder point', () => {
    const plan = planFor([level(90), level(0, { locationId: LYON })], { coverDays: 10 });
    // The target is 46 + 40.
    expect(moves(plan)).toEqual([`${BERLIN} → ${LYON}: 4`]);
  });

  test('fills up to the target, and no purchase follows where that is above the reorder point', () => {
    const levels = [
      level(156),
      level(86 + 9, { locationId: PORTO }),
      level(0, { locationId: LYON }),
    ];
    const plan = planFor(levels, { coverDays: 10 });
    expect(moves(plan)).toEqual([`${BERLIN} → ${LYON}: 70`, `${PORTO} → ${LYON}: 9`]);
    expect(orders(plan)).toEqual([]);
  });

  test('goes first to who would run out first', () => {
    const plan = planFor([
      level(20),
      level(10, { locationId: LYON }),
      level(46 + 30, { locationId: PORTO }),
    ]);
    expect(moves(plan)).toEqual([`${PORTO} → ${LYON}: 30`]);
    expect(orders(plan)).toEqual([`${BERLIN}: 26`, `${LYON}: 6`]);
  });

  test('counts who would run out first in days, not in units', () => {
    const levels = [level(25), level(20, { locationId: LYON }), level(76, { locationId: PORTO })];
    const rows = [
      demand({ dailyDemand: 10 }), // 25 units last for 2.5 days
      demand({ locationId: LYON }), // 20 units last for 5
      demand({ locationId: PORTO }),
    ];
    expect(moves(planRestock(levels, rows, RULES))).toEqual([`${PORTO} → ${BERLIN}: 30`]);
  });

  test('counts those days exactly: equals are equal', () => {
    // 21 / 0.7 is a little more than 30 in binary, and 9 / 0.3 is 30.
    const levels = [level(21), level(9, { locationId: LYON }), level(200, { locationId: PORTO })];
    const rows = [
      demand({ dailyDemand: 0.7, dailyDeviation: 0 }),
      demand({ locationId: LYON, dailyDemand: 0.3, dailyDeviation: 0 }),
      demand({ locationId: PORTO }),
    ];
    const plan = planRestock(levels, rows, { leadTimeDays: 40, serviceLevel: 0.5 });
    expect(moves(plan)).toEqual([`${PORTO} → ${BERLIN}: 7`, `${PORTO} → ${LYON}: 3`]);
  });

  test('goes first to who has orders waiting, even without demand', () => {
    const levels = [level(0), level(-2, { locationId: LYON }), level(48, { locationId: PORTO })];
    const rows = [BERLIN, LYON, PORTO].map((locationId) =>
      demand({ locationId, ...(locationId === LYON && { dailyDemand: 0, dailyDeviation: 0 }) }),
    );
    expect(moves(planRestock(levels, rows, RULES))).toEqual([`${PORTO} → ${LYON}: 2`]);
  });

  test('is taken first from who can spare most', () => {
    const levels = [level(50), level(30, { locationId: LYON }), level(58, { locationId: PORTO })];
    expect(moves(planFor(levels))).toEqual([`${PORTO} → ${LYON}: 12`, `${BERLIN} → ${LYON}: 4`]);
  });

  test('between equals is decided by the ids of the locations', () => {
    const levels = [
      level(56, { locationId: '4' }),
      level(40, { locationId: '2' }),
      level(56, { locationId: '3' }),
      level(40, { locationId: '1' }),
    ];
    expect(moves(planFor(levels))).toEqual(['3 → 1: 6', '3 → 2: 4', '4 → 2: 2']);
  });

  test('is never made to a location of another variant', () => {
    const plan = planFor([level(100), level(0, { variantId: '9', locationId: LYON })]);
    expect(moves(plan)).toEqual([]);
    expect(orders(plan)).toEqual([`${LYON}: 46`]);
  });

  test('is never taken from a level without demand, whose needs nobody knows', () => {
    const levels = [level(100), level(0, { locationId: LYON })];
    const plan = planRestock(levels, [demand({ locationId: LYON })], RULES);
    expect(moves(plan)).toEqual([]);
    expect(plan.withoutDemand).toEqual([{ variantId: VARIANT, locationId: BERLIN }]);
  });

  test('takes all from a level that sells nothing', () => {
    const rows = [demand({ dailyDemand: 0, dailyDeviation: 0 }), demand({ locationId: LYON })];
    const plan = planRestock([level(10), level(0, { locationId: LYON })], rows, RULES);
    expect(moves(plan)).toEqual([`${BERLIN} → ${LYON}: 10`]);
  });

  test('can be switched off', () => {
    const plan = planFor([level(100), level(40, { locationId: LYON })], { transfers: false });
    expect(moves(plan)).toEqual([]);
    expect(orders(plan)).toEqual([`${LYON}: 6`]);
  });

  test('is in single units, whatever the case', () => {
    const plan = planFor([level(50), level(41, { locationId: LYON })], { casePack: 12 });
    expect(moves(plan)).toEqual([`${BERLIN} → ${LYON}: 4`]);
    expect(orders(plan)).toEqual([`${LYON}: 12`]);
  });
});
