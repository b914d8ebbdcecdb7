import { describe, expect, test } from 'vitest';
import { assessStock } from '../../src/alerts/index.ts';
import type { AlertRules, StockCondition } from '../../src/alerts/index.ts';
import { BERLIN, level, LYON, VARIANT } from './stock.ts';

/** The condition after each of some numbers of available units, each assessed after the one before. */
function conditionsOf(units: readonly number[], rules: AlertRules): (StockCondition | undefined)[] {
  let { assessment } = assessStock([], rules);
  return units.map((available) => {
    ({ assessment } = assessStock([level(available)], rules, assessment));
    return assessment.items[0]?.condition;
  });
}

describe('a level that was not seen before', () => {
  const rules = { reorderPoint: 10, safetyStock: 3, hysteresis: { low: 5, out: 4, oversold: 2 } };

  test.each([
    [-1, 'oversold'],
    [0, 'out'],
    [3, 'out'],
    [4, 'low'],
    [10, 'low'],
    [11, 'ok'],
  ])('with %i available is %s', (available, condition) => {
    expect(conditionsOf([available], rules)).toEqual([condition]);
  });
});

describe('without rules', () => {
  test('a level is never low, and out when nothing is left', () => {
    expect(conditionsOf([-1, 0, 1, 2], {})).toEqual(['oversold', 'out', 'ok', 'ok']);
  });

  test('safety stock alone makes no reorder point', () => {
    expect(conditionsOf([5, 6, 5], { safetyStock: 5 })).toEqual(['out', 'ok', 'out']);
  });
});

describe('hysteresis', () => {
  test('keeps a level low until it has a tenth more than the reorder point', () => {
    expect(conditionsOf([21, 20, 22, 21, 23, 21], { reorderPoint: 20 })).toEqual([
      'ok',
      'low',
      'low',
      'low',
      'ok',
      'ok',
    ]);
  });

  test('rounds the tenth up', () => {
    expect(conditionsOf([4, 5, 6], { reorderPoint: 4 })).toEqual(['low', 'low', 'ok']);
  });

  test('of 0 lets a level go at once', () => {
    const rules = { reorderPoint: 20, hysteresis: { low: 0 } };
    expect(conditionsOf([20, 21, 20], rules)).toEqual(['low', 'ok', 'low']);
  });

  test('keeps a level out until it has so many units for sale and one more', () => {
    const rules = { safetyStock: 3, hysteresis: { out: 2 } };
    expect(conditionsOf([3, 4, 5, 4, 6, 4], rules)).toEqual([
      'out',
      'out',
      'out',
      'out',
      'ok',
      'ok',
    ]);
  });

  test('keeps a level oversold', () => {
    const rules = { hysteresis: { oversold: 2 } };
    expect(conditionsOf([-1, 0, 1, 2], rules)).toEqual(['oversold', 'oversold', 'oversold', 'ok']);
  });

  test('of a worse condition does not hide that a level leaves it for a milder one', () => {
    const rules = { reorderPoint: 10, hysteresis: { low: 3 } };
    expect(conditionsOf([0, 1, 10, 13, 14], rules)).toEqual(['out', 'low', 'low', 'low', 'ok']);
  });

  test('holds for what comes from a worse condition into the band', () => {
    const rules = { reorderPoint: 10, hysteresis: { low: 3 } };
    expect(conditionsOf([-4, 12, 14, 12], rules)).toEqual(['oversold', 'low', 'ok', 'ok']);
  });

  test('does not keep a level that falls from above', () => {
    const rules = { reorderPoint: 10, hysteresis: { low: 5, out: 5 } };
    expect(conditionsOf([30, 12, 2, 30, 4], rules)).toEqual(['ok', 'ok', 'low', 'ok', 'low']);
  });
});

describe('per variant', () => {
  const rules = { per: 'variant', reorderPoint: 10 } as const;

  test('locations are added up', () => {
    const levels = [level(6, { incoming: 2 }), level(-1, { locationId: LYON, incoming: 5 })];
    const { assessment, changes } = assessStock(levels, rules);
    expect(assessment).toEqual({
      per: 'variant',
      items: [{ variantId: VARIANT, condition: 'low' }],
    });
    expect(changes).toMatchObject([{ variantId: VARIANT, available: 5, incoming: 7 }]);
  });

  test('variants stay apart', () => {
    const levels = [level(100), level(0, { variantId: '9' }), level(1, { locationId: LYON })];
    const { changes } = assessStock(levels, rules);
    expect(changes.map(({ variantId, condition }) => [variantId, condition])).toEqual([
      [VARIANT, 'ok'],
      ['9', 'out'],
    ]);
  });
});

describe('overrides', () => {
  const rules: AlertRules = {
    reorderPoint: 10,
    hysteresis: { low: 2 },
    overrides: ({ variantId, locationId }) => {
      if (variantId !== VARIANT) return undefined;
      return locationId === BERLIN ? { reorderPoint: 50 } : { hysteresis: { low: 9 } };
    },
  };

  test('replace what they name, for the item that they are asked about', () => {
    const levels = [level(50), level(11, { locationId: LYON }), level(11, { variantId: '9' })];
    const { changes } = assessStock(levels, rules);
    expect(changes.map(({ condition }) => condition)).toEqual(['low', 'ok', 'ok']);
    expect(changes.map(({ reorderPoint }) => reorderPoint)).toEqual([50, 10, 10]);
  });

  test('leave the rest as the common rule has it', () => {
    const berlin = [50, 52, 53].map((available) => level(available));
    let { assessment } = assessStock([], rules);
    const conditions = berlin.map((each) => {
      ({ assessment } = assessStock([each], rules, assessment));
      return assessment.items[0]?.condition;
    });
    expect(conditions).toEqual(['low', 'low', 'ok']);
  });

  test('take undefined for left out', () => {
    const absent = { reorderPoint: undefined, hysteresis: { low: undefined } };
    const common = { reorderPoint: 10, hysteresis: { low: 4 } };
    const odd = { ...common, overrides: () => absent } as unknown as AlertRules;
    expect(conditionsOf([10, 14, 15], odd)).toEqual(['low', 'low', 'ok']);
  });

  test('are asked without a location per variant', () => {
    const asked: unknown[] = [];
    assessStock([level(1), level(2, { locationId: LYON })], {
      per: 'variant',
      overrides: (item) => {
        asked.push(item);
        return undefined;
      },
    });
    expect(asked).toEqual([{ variantId: VARIANT }]);
  });
});
