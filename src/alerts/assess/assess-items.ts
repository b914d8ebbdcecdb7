import { compareIds } from '../rows.ts';
import type { AssessedItem, StockChange, StockCondition, StockItem } from './assessment.ts';
import { alertOf, conditionOf } from './condition.ts';
import type { CountedItem } from './counted.ts';
import type { Thresholds } from './rules.ts';

/**
 * Assesses items on top of what is known of them and of others. Both lists are sorted by ids, each
 * item once. What is known is copied as it is, and looked at only near what was counted: a few items
 * among a million take no longer than a few.
 */
export function assessItems(
  known: readonly AssessedItem[],
  counted: readonly CountedItem[],
  thresholdsOf: (item: StockItem) => Thresholds,
): { readonly items: readonly AssessedItem[]; readonly changes: readonly StockChange[] } {
  const items = [...known];
  const added: AssessedItem[] = [];
  const changes: StockChange[] = [];
  let at = 0;
  for (const now of counted) {
    at = findFrom(known, now.item, at);
    const before = known[at];
    const isKnown = before !== undefined && compareIds(before, now.item) === 0;
    const previous = isKnown ? before.condition : undefined;
    const change = changeOf(now, thresholdsOf(now.item), previous);
    const { condition } = change;
    if (condition === previous) continue;
    changes.push(change);
    if (isKnown) items[at] = { ...now.item, condition };
    else added.push({ ...now.item, condition });
  }
  return { items: added.length === 0 ? items : merge(items, added), changes };
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

/** The place of the first item that does not come before another one; none before `from` does. */
function findFrom(items: readonly AssessedItem[], item: StockItem, from: number): number {
  const isBefore = (at: number): boolean => {
    const other = items[at];
    return other !== undefined && compareIds(other, item) < 0;
  };
  // Steps that grow, then halves: one look where it is the next one, a few where it is far away.
  let low = from;
  let step = 1;
  while (isBefore(low + step - 1)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(items.length, low + step - 1);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One sorted list of two. */
function merge(items: readonly AssessedItem[], added: readonly AssessedItem[]): AssessedItem[] {
  const merged: AssessedItem[] = [];
  let next = 0;
  for (const item of added) {
    const end = findFrom(items, item, next);
    for (const each of items.slice(next, end)) merged.push(each);
    merged.push(item);
    next = end;
  }
  return merged.concat(items.slice(next));
}
