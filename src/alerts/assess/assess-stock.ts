import { readLevels } from '../rows.ts';
import type { LevelNumbers, Rows } from '../rows.ts';
import { assessItems } from './assess-items.ts';
import type { AssessmentResult, StockAssessment } from './assessment.ts';
import { countItems } from './counted.ts';
import { readAssessment } from './read-assessment.ts';
import { readAlertRules } from './rules.ts';
import type { AlertRules } from './rules.ts';

const CALL = 'assessStock';

/**
 * Tells which variants run low, are out, oversold or back in stock, and what of it is new. Pure: the
 * memory is the assessment, which comes back in as `previous`.
 *
 * An item that no level is given for stays as it was, so that some levels can be assessed alone; per
 * variant, give all levels of a variant together. Whoever was out when last seen is back in stock when
 * it can be bought again, however long it was not seen.
 *
 * @param levels - each variant and location at most once, in any order.
 * @param previous - what the last call returned as `assessment`; left out, every item is new.
 * @throws InvalidInputError when an argument is wrong; `at` names the place, such as
 * `levels[3].available`.
 *
 * @example
 * ```ts run
 * import { assessStock } from 'genstore-inventory/alerts';
 *
 * const shirt = { variantId: '107362030756584', locationId: '50002', incoming: 0 };
 * const rules = { reorderPoint: 10 };
 * const before = assessStock([{ ...shirt, available: 0 }], rules);
 * const { changes } = assessStock([{ ...shirt, available: 8 }], rules, before.assessment);
 * changes[0]?.alert; // → 'back-in-stock'
 * changes[0]?.condition; // → 'low'
 * ```
 */
export function assessStock(
  levels: Rows<LevelNumbers>,
  rules: AlertRules,
  previous?: StockAssessment,
): AssessmentResult {
  const { per, thresholdsOf } = readAlertRules(CALL, rules);
  const before = readAssessment(CALL, 'previous', previous ?? { per, items: [] }, per);
  const counted = countItems(CALL, readLevels(CALL, levels), per);
  const { items, changes } = assessItems(before, counted, thresholdsOf);
  return { assessment: { per, items }, changes };
}
