import { decimal, plus, roundUp, times, toNumber } from '../exact.ts';
import type { DemandRow } from '../rows.ts';
import type { StockNeed } from './suggestions.ts';
import type { ReadRule } from './rules.ts';

/** The units that a level should hold, by the usual formulas: demand counts as normally distributed. */
export function needOf({ dailyDemand, dailyDeviation }: DemandRow, rule: ReadRule): StockNeed {
  const { z, protectedDays } = rule;
  const demand = decimal(dailyDemand);
  const deviation = decimal(dailyDeviation);
  const late = times(demand, rule.leadTimeDeviation);
  const variance = plus(times(protectedDays, times(deviation, deviation)), times(late, late));
  // Where `z` is not 0, no deviation makes a whole number of it: nothing is lost by rounding here.
  const safetyStock = Math.ceil(z * Math.sqrt(toNumber(variance)));
  const expectedDemand = roundUp(times(demand, protectedDays));
  const reorderPoint = expectedDemand + safetyStock;
  const target = reorderPoint + roundUp(times(demand, rule.cover));
  return {
    protectedDays: toNumber(protectedDays),
    expectedDemand,
    z,
    safetyStock,
    reorderPoint,
    target,
  };
}
