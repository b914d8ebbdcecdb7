import { describe, expect, test } from 'vitest';
import { assessStock } from '../../src/alerts/index.ts';
import type { AlertRules, StockAlert, StockAssessment } from '../../src/alerts/index.ts';
import { stockLevel } from '../../src/model/index.ts';
import { BERLIN, level, LYON, VARIANT } from './stock.ts';

/** The alert of each step, or undefined where there is none; null stands for a level that is not there. */
function alertsOf(
  steps: readonly (number | null)[],
  rules: AlertRules,
): (StockAlert | undefined)[] {
  let assessment: StockAssessment | undefined;
  return steps.map((available) => {
    const result = assessStock(available === null ? [] : [level(available)], rules, assessment);
    assessment = result.assessment;
    return result.changes[0]?.alert;
  });
}

describe('changes', () => {
  test('are all items when nothing is known before', () => {
    const { changes } = assessStock([level(50), level(0, { locationId: LYON })], {});
    expect(changes.map(({ alert, previous }) => ({ alert, previous }))).toEqual([
      { alert: 'ok', previous: undefined },
      { alert: 'out', previous: undefined },
    ]);
  });

  test('are told once', () => {
    expect(alertsOf([50, 5, 4, 0, 0, -1, -2, 0], { reorderPoint: 10 })).toEqual([
      'ok',
      'low',
      undefined,
      'out',
      undefined,
      'oversold',
      undefined,
      'out',
    ]);
  });

  test('carry the numbers that they come from', () => {
    const rules = { reorderPoint: 10, safetyStock: 2 };
    const { assessment } = assessStock([level(11)], rules);
    const { changes } = assessStock([level(2, { incoming: 30 })], rules, assessment);
    expect(changes).toEqual([
      {
        variantId: VARIANT,
        locationId: BERLIN,
        alert: 'out',
        condition: 'out',
        previous: 'ok',
        available: 2,
        incoming: 30,
        reorderPoint: 10,
        safetyStock: 2,
      },
    ]);
  });

  test('can come from levels of the model', () => {
    const levels = [stockLevel({ variantId: VARIANT, locationId: BERLIN, available: 3 })];
    expect(assessStock(levels, {}).changes).toHaveLength(1);
  });

  test('can come from any iterable', () => {
    const levels = new Map([['a', level(3)]]);
    expect(assessStock(levels.values(), {}).changes).toHaveLength(1);
  });
});

describe('back in stock', () => {
  const rules = { reorderPoint: 10 };

  test.each([
    ['out, then plenty, with nothing seen in between', [0, 500]],
    ['out, then some, which is still low', [0, 3]],
    ['oversold, then some', [-3, 1]],
    ['oversold, then out, then some', [-3, 0, 1]],
    ['out, then not there, then some', [0, null, null, 12]],
    ['oversold, then not there, then plenty', [-1, null, 80]],
  ])('is told after %s', (_, steps) => {
    expect(alertsOf(steps, rules).at(-1)).toBe('back-in-stock');
  });

  test('says that what is back is low', () => {
    const { assessment } = assessStock([level(0)], rules);
    const { changes } = assessStock([level(3)], rules, assessment);
    expect(changes).toMatchObject([{ alert: 'back-in-stock', condition: 'low', previous: 'out' }]);
  });

  test('is not told of what was never seen out', () => {
    expect(alertsOf([50], rules)).toEqual(['ok']);
    expect(alertsOf([5, 50], rules)).toEqual(['low', 'ok']);
  });

  test('is told once, and the recovery after it is ok', () => {
    expect(alertsOf([0, 3, 5, 50, 60], rules)).toEqual([
      'out',
      'back-in-stock',
      undefined,
      'ok',
      undefined,
    ]);
  });

  test('waits for the hysteresis', () => {
    expect(alertsOf([0, 2, 3], { hysteresis: { out: 2 } })).toEqual([
      'out',
      undefined,
      'back-in-stock',
    ]);
  });
});

describe('the assessment', () => {
  test('keeps items that no level is given for, in their place', () => {
    const others = ['1', '3'].map((variantId) => level(0, { variantId }));
    const { assessment } = assessStock(others, {});
    const result = assessStock([level(5, { variantId: '2' })], {}, assessment);
    expect(
      result.assessment.items.map(({ variantId, condition }) => [variantId, condition]),
    ).toEqual([
      ['1', 'out'],
      ['2', 'ok'],
      ['3', 'out'],
    ]);
    expect(result.changes).toHaveLength(1);
  });

  test('goes on from JSON, also when it was put into another order', () => {
    const levels = [level(0), level(0, { locationId: LYON })];
    const saved = JSON.parse(JSON.stringify(assessStock(levels, {}).assessment)) as StockAssessment;
    const edited = { ...saved, items: saved.items.toReversed() };
    const { changes } = assessStock([level(0), level(4, { locationId: LYON })], {}, edited);
    expect(changes).toMatchObject([{ locationId: LYON, alert: 'back-in-stock' }]);
  });

  test('follows new rules at once', () => {
    const { assessment } = assessStock([level(15)], { reorderPoint: 10 });
    expect(assessStock([level(15)], { reorderPoint: 20 }, assessment).changes).toMatchObject([
      { alert: 'low' },
    ]);
  });
});
