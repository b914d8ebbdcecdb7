import type { DemandRow, RestockRules } from '../../src/alerts/index.ts';
import { BERLIN, VARIANT } from './stock.ts';

/** 4 a day give or take 2, nine days to wait, 95 %: a reorder point of 36 + 10. */
export const RULES: RestockRules = { leadTimeDays: 9, serviceLevel: 0.95 };

/** Demand for the one variant that most tests are about, in Berlin unless told otherwise. */
export function demand(fields: Partial<DemandRow> = {}): DemandRow {
  return { variantId: VARIANT, locationId: BERLIN, dailyDemand: 4, dailyDeviation: 2, ...fields };
}
