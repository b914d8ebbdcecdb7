import type { DemandRow } from '../rows.ts';
import type { StockNeed } from './suggestions.ts';
import type { ReadRule } from './rules.ts';

/** What a level should hold: the usual formulas, with the demand taken as normally distributed. */
export function needOf({ dailyDemand, dailyDeviation }: DemandRow, rule: ReadRule): StockNeed {
  const protectedDays = rule.leadTimeDays + rule.reviewDays;
  const { z } = rule;
  const ofDemand = protectedDays * dailyDeviation ** 2;
  const ofLeadTime = (dailyDemand * rule.leadTimeDeviationDays) ** 2;
  const safetyStock = roundUp(z * Math.sqrt(ofDemand + ofLeadTime));
  const expectedDemand = roundUp(dailyDemand * protectedDays);
  const reorderPoint = expectedDemand + safetyStock;
  const target = reorderPoint + roundUp(dailyDemand * rule.coverDays);
  return { protectedDays, expectedDemand, z, safetyStock, reorderPoint, target };
}

/** What a product of decimals is off by at most, so that 0.1 × 30 is 3 and not 4 when rounded up. */
const NOISE = 1e-9;

function roundUp(units: number): number {
  const nearest = Math.round(units);
  const isAbove = units - nearest > NOISE * Math.max(1, units);
  return nearest + (isAbove ? 1 : 0);
}
