import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessStock } from '../../src/alerts/index.ts';
import type { AlertRules, StockAssessment } from '../../src/alerts/index.ts';
import { level } from './stock.ts';

/** How many changes are told of each number of units, one after the other. */
function toldOf(units: readonly number[], rules: AlertRules): number[] {
  let assessment: StockAssessment | undefined;
  return units.map((available) => {
    const result = assessStock([level(available)], rules, assessment);
    assessment = result.assessment;
    return result.changes.length;
  });
}

interface Bands {
  readonly low?: number;
  readonly out?: number;
  readonly oversold?: number;
}

describe('a level that hovers', () => {
  const hovering = (bound: number, width: number, lowest: number): fc.Arbitrary<number[]> =>
    fc.array(fc.integer({ min: lowest, max: bound + width }), { minLength: 1, maxLength: 20 });

  test.each([
    ['the reorder point', { low: 20 }, { reorderPoint: 12, safetyStock: 4 }, 12, 5],
    ['safety stock', { out: 20 }, { reorderPoint: 12, safetyStock: 4 }, 4, 0],
    ['zero', { oversold: 20 }, { reorderPoint: 12, safetyStock: 4 }, -1, -9],
  ])('around %s is told once', (_, { low, out, oversold }: Bands, rule, bound, lowest) => {
    const width = low ?? out ?? oversold ?? 0;
    const by = { ...rule, hysteresis: { low: low ?? 0, out: out ?? 0, oversold: oversold ?? 0 } };
    const walk = hovering(bound, width, lowest);
    fc.assert(
      fc.property(walk, (units) => {
        const told = toldOf([bound, ...units], by);
        expect(told).toEqual([1, ...units.map(() => 0)]);
      }),
      { numRuns: 500 },
    );
  });
});
