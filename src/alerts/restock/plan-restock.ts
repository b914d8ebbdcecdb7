import { checkNumber, within } from '../../base/check.ts';
import type { LevelId } from '../../client/index.ts';
import { argument } from '../../errors/index.ts';
import { compareIds, readDemand, readLevels } from '../rows.ts';
import type { DemandRow, LevelNumbers, LevelRow, ReadDemand, Rows } from '../rows.ts';
import { needOf } from './need.ts';
import { readRestockRules } from './rules.ts';
import type { ReadRestockRules, RestockRules } from './rules.ts';
import type { PurchaseSuggestion, RestockPlan, TransferSuggestion } from './suggestions.ts';
import { isDue, moveSurplus, positionOf, shortageOf } from './transfers.ts';
import type { Plan } from './transfers.ts';

const CALL = 'planRestock';

/**
 * Suggests what to move between warehouses and what to order, with the numbers that lead to each
 * suggestion. Pure, and the same for the same input in any order. It counts with the decimals that
 * were written down, so that 0.1 a day for 30 days is 3.
 *
 * An order is due when `available + incoming` is at or below the reorder point: the demand of the
 * lead time, and a safety stock for the service level. Other locations give what they can spare
 * first; what is then still missing is ordered, in whole cases. Incoming has no date: it is taken to
 * arrive within the lead time.
 *
 * @param levels - each variant and location at most once. Available below 0 is what orders wait for.
 * @param demand - one row for each level to plan; levels without one are neither restocked nor
 * emptied.
 * @throws InvalidInputError when an argument is wrong; `at` names the place, such as
 * `demand[3].dailyDeviation`.
 *
 * @example
 * ```ts run
 * import { planRestock } from 'genstore-inventory/alerts';
 *
 * const shirt = { variantId: '107362030756584', locationId: '50002' };
 * const { purchases } = planRestock(
 *   [{ ...shirt, available: 20, incoming: 0 }],
 *   [{ ...shirt, dailyDemand: 4, dailyDeviation: 2 }],
 *   { leadTimeDays: 9, serviceLevel: 0.95, casePack: 12 },
 * );
 * purchases[0]?.quantity; // → 36
 * // The safety stock is 1.645 × 2 × √9, rounded up.
 * purchases[0]?.because.safetyStock; // → 10
 * ```
 *
 * @see https://web.mit.edu/2.810/www/files/readings/King_SafetyStock.pdf
 */
export function planRestock(
  levels: Rows<LevelNumbers>,
  demand: Rows<DemandRow>,
  rules: RestockRules,
): RestockPlan {
  const read = readRestockRules(CALL, rules);
  const { plans, withoutDemand, withoutLevel } = match(
    readLevels(CALL, levels),
    readDemand(CALL, demand),
    read,
  );
  const transfers: TransferSuggestion[] = [];
  const purchases: PurchaseSuggestion[] = [];
  for (const sameVariant of byVariant(plans)) {
    const due = sameVariant.filter(isDue);
    if (due.length === 0) continue;
    if (read.transfers) {
      const others = sameVariant.filter((plan) => !isDue(plan));
      transfers.push(...moveSurplus(due, others));
    }
    purchases.push(...due.filter(isStillDue).map(purchaseFor));
  }
  return { transfers, purchases, withoutDemand, withoutLevel };
}

/** Whoever was filled up to the target by transfers needs no order any more. */
function isStillDue(plan: Plan): boolean {
  return isDue(plan) && (plan.transferred === 0 || shortageOf(plan) > 0);
}

/** Brings sorted levels and sorted demand together. */
function match(
  levels: readonly LevelRow[],
  demand: readonly ReadDemand[],
  { ruleOf }: ReadRestockRules,
): { plans: Plan[]; withoutDemand: LevelId[]; withoutLevel: LevelId[] } {
  const plans: Plan[] = [];
  const withoutDemand: LevelId[] = [];
  const withoutLevel: LevelId[] = [];
  let next = 0;
  for (const level of levels) {
    let row = demand[next];
    while (row !== undefined && compareIds(row, level) < 0) {
      withoutLevel.push(idOf(row));
      row = demand[(next += 1)];
    }
    if (row === undefined || compareIds(row, level) > 0) {
      withoutDemand.push(idOf(level));
    } else {
      next += 1;
      checkSize(level);
      const rule = ruleOf(idOf(level));
      plans.push({
        variantId: level.variantId,
        locationId: level.locationId,
        dailyDemand: row.dailyDemand,
        available: level.available,
        incoming: level.incoming,
        transferred: 0,
        rule,
        need: needOf(row, rule),
      });
    }
  }
  return { plans, withoutDemand, withoutLevel: withoutLevel.concat(demand.slice(next).map(idOf)) };
}

/** More could not be added up exactly. */
const SIZE = { from: -(2 ** 50), to: 2 ** 50, isInteger: true };

function checkSize({ index, available, incoming }: LevelRow): void {
  const place = within(argument(CALL, 'levels'), index);
  checkNumber(within(place, 'available'), available, SIZE);
  checkNumber(within(place, 'incoming'), incoming, SIZE);
}

/** Groups what is sorted by variant. */
function byVariant(plans: readonly Plan[]): Plan[][] {
  const groups: Plan[][] = [];
  for (const plan of plans) {
    const last = groups.at(-1);
    if (last?.[0]?.variantId === plan.variantId) last.push(plan);
    else groups.push([plan]);
  }
  return groups;
}

function purchaseFor(plan: Plan): PurchaseSuggestion {
  const { available, incoming, transferred, need } = plan;
  const { minimumOrder, casePack } = plan.rule;
  const shortage = shortageOf(plan);
  const cases = Math.ceil(Math.max(shortage, minimumOrder) / casePack);
  const position = positionOf(plan);
  const numbers = { available, incoming, transferred, position, shortage, minimumOrder, casePack };
  return { ...idOf(plan), quantity: cases * casePack, because: { ...need, ...numbers } };
}

function idOf({ variantId, locationId }: LevelId): LevelId {
  return { variantId, locationId };
}
