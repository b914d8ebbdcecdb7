import { checkChoice, checkNumber, checkObject, within } from '../../base/check.ts';
import { argument } from '../../errors/index.ts';
import { WHOLE } from '../rows.ts';
import type { LevelNumbers } from '../rows.ts';
import type { StockCondition } from './assessment.ts';
import { CONDITIONS, conditionOf } from './condition.ts';
import { readAlertRule } from './rules.ts';
import type { AlertRule } from './rules.ts';

const CALL = 'assessLevel';

/** The part of one level that is looked at; whatever else it has may be left out. */
export interface SingleLevel extends Pick<LevelNumbers, 'available'> {
  /** The variant. */
  readonly variantId?: string | undefined;
  /** The location (a warehouse). */
  readonly locationId?: string | undefined;
  /** Units on their way; they change nothing. */
  readonly incoming?: number | undefined;
}

/**
 * Tells how one level stands, such as for a badge on a page: what {@link assessStock} would say of
 * it, without a list and without a memory.
 *
 * @param previous - how it stood before, where the hysteresis is to count.
 * @throws InvalidInputError when an argument is wrong.
 *
 * @example
 * ```ts run
 * import { assessLevel } from 'genstore-inventory/alerts';
 *
 * assessLevel({ available: 3 }, { reorderPoint: 10 }); // → 'low'
 * ```
 */
export function assessLevel(
  level: SingleLevel,
  rule: AlertRule,
  previous?: StockCondition,
): StockCondition {
  const place = argument(CALL, 'level');
  checkObject(place, level);
  const available = checkNumber(within(place, 'available'), level.available, WHOLE);
  const thresholds = readAlertRule(CALL, rule);
  if (previous !== undefined) checkChoice(argument(CALL, 'previous'), previous, CONDITIONS);
  return conditionOf(available, thresholds, previous);
}
