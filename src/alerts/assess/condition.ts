import { isAtOrBelow } from '../reorder-point.ts';
import type { StockAlert, StockCondition } from './assessment.ts';
import type { Thresholds } from './rules.ts';

/** The conditions with a bound, from the worst to the mildest: available at or below it is in. */
const BOUNDS = [
  ['oversold', () => -1],
  ['out', ({ safetyStock }: Thresholds) => safetyStock],
  ['low', ({ reorderPoint }: Thresholds) => reorderPoint],
] as const;

/** All conditions. */
export const CONDITIONS: readonly StockCondition[] = [...BOUNDS.map(([name]) => name), 'ok'];

/**
 * How an item with so many units stands. An item comes into a condition at its bound, and leaves it
 * for a milder one only above the hysteresis: a condition that it was in, or that was worse, holds
 * for so much longer.
 */
export function conditionOf(
  available: number,
  thresholds: Thresholds,
  previous: StockCondition | undefined,
): StockCondition {
  let wasInIt = false;
  for (const [condition, bound] of BOUNDS) {
    wasInIt ||= previous === condition;
    const band = wasInIt ? thresholds.hysteresis[condition] : 0;
    if (isAtOrBelow(available, bound(thresholds) + band)) return condition;
  }
  return 'ok';
}

/** The alert to give when an item comes from one condition into another. */
export function alertOf(previous: StockCondition | undefined, now: StockCondition): StockAlert {
  return isSoldOut(previous) && !isSoldOut(now) ? 'back-in-stock' : now;
}

function isSoldOut(condition: StockCondition | undefined): boolean {
  return condition === 'out' || condition === 'oversold';
}
