import { readNumber, within } from '../check.ts';
import { compareIds, readLevels } from '../rows.ts';
import type { LevelNumbers, LevelRow } from '../rows.ts';
import type {
  AssessedItem,
  AssessmentResult,
  StockAssessment,
  StockChange,
  StockCondition,
  StockItem,
} from './assessment.ts';
import { alertOf, conditionOf } from './condition.ts';
import { readAssessment } from './read-assessment.ts';
import { readAlertRules } from './rules.ts';
import type { AlertRules, Thresholds } from './rules.ts';

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
  levels: Iterable<LevelNumbers>,
  rules: AlertRules,
  previous?: StockAssessment,
): AssessmentResult {
  const { per, thresholdsOf } = readAlertRules(CALL, rules);
  const before = readAssessment(CALL, 'previous', previous ?? { per, items: [] }, per);
  const counted = countItems(CALL, readLevels(CALL, levels), per);

  const items: AssessedItem[] = [];
  const changes: StockChange[] = [];
  // Both are sorted by ids, so one walk through both merges them.
  let next = 0;
  for (const now of counted) {
    let known = before[next];
    while (known !== undefined && compareIds(known, now.item) < 0) {
      items.push(known);
      known = before[(next += 1)];
    }
    const isKnown = known !== undefined && compareIds(known, now.item) === 0;
    if (isKnown) next += 1;
    const condition = isKnown ? known?.condition : undefined;
    const thresholds = thresholdsOf(now.item);
    const change = changeOf(now, thresholds, condition);
    items.push({ ...now.item, condition: change.condition });
    if (change.condition !== condition) changes.push(change);
  }
  return { assessment: { per, items: items.concat(before.slice(next)) }, changes };
}

function changeOf(
  { item, available, incoming }: CountedItem,
  thresholds: Thresholds,
  previous: StockCondition | undefined,
): StockChange {
  const { reorderPoint, safetyStock } = thresholds;
  const condition = conditionOf(available, thresholds, previous);
  const alert = alertOf(previous, condition);
  const before = previous === undefined ? {} : { previous };
  return { ...item, alert, condition, ...before, available, incoming, reorderPoint, safetyStock };
}

/** An item, and what there is of it. */
export interface CountedItem {
  readonly item: StockItem;
  readonly available: number;
  readonly incoming: number;
}

/** Makes items of sorted levels: each level is one, or the levels of each variant together. */
export function countItems(
  call: string,
  levels: readonly LevelRow[],
  per: StockAssessment['per'],
): CountedItem[] {
  const items: CountedItem[] = [];
  for (const { variantId, locationId, available, incoming, index } of levels) {
    const last = items.at(-1);
    if (per === 'variant-location') {
      items.push({ item: { variantId, locationId }, available, incoming });
    } else if (last?.item.variantId !== variantId) {
      items.push({ item: { variantId }, available, incoming });
    } else {
      const sum = { available: last.available + available, incoming: last.incoming + incoming };
      const whole = { from: Number.MIN_SAFE_INTEGER, isInteger: true };
      const place = within({ call, name: 'levels' }, index);
      readNumber(within(place, 'available'), sum.available, whole);
      readNumber(within(place, 'incoming'), sum.incoming, whole);
      items[items.length - 1] = { item: last.item, ...sum };
    }
  }
  return items;
}
