import { compareTexts } from '../../base/compare.ts';
import { compareDecimals, decimal, times } from '../exact.ts';
import { isAtOrBelow } from '../reorder-point.ts';
import type { StockNeed, TransferReasons, TransferSuggestion } from './suggestions.ts';
import type { ReadRule } from './rules.ts';

/** A level with what it should hold, and what it has when the transfers so far are made. */
export interface Plan {
  readonly variantId: string;
  readonly locationId: string;
  readonly dailyDemand: number;
  readonly incoming: number;
  readonly rule: ReadRule;
  readonly need: StockNeed;
  available: number;
  /** Units that transfers bring. */
  transferred: number;
}

/** The units that count against orders: there or on their way, less those owed. */
export function positionOf({ available, incoming, transferred }: Plan): number {
  return available + incoming + transferred;
}

/** Units up to the target. */
export function shortageOf(plan: Plan): number {
  return plan.need.target - positionOf(plan);
}

/** Whether it is time to order. Where nothing is asked for, only what is owed is missing. */
export function isDue(plan: Plan): boolean {
  const { dailyDemand, need } = plan;
  const isAskedFor = dailyDemand > 0 || need.reorderPoint > 0;
  return isAtOrBelow(positionOf(plan), isAskedFor ? need.reorderPoint : -1);
}

/**
 * Units that a location can do without: what is left on its shelves lasts until an order of its own
 * would arrive, and it keeps its target.
 */
function surplusOf(plan: Plan): number {
  return Math.max(0, Math.min(plan.available - plan.need.reorderPoint, -shortageOf(plan)));
}

/**
 * Moves units of one variant from locations that can do without them to those at which an order is
 * due. Who would run out first takes first, who can spare most gives first; the id of the location
 * decides between equals.
 *
 * @param due - the levels at which an order is due.
 * @param others - the other levels of the variant.
 */
export function moveSurplus(due: readonly Plan[], others: readonly Plan[]): TransferSuggestion[] {
  const takers = due.toSorted(
    (a, b) => compareDaysLeft(a, b) || compareTexts(a.locationId, b.locationId),
  );
  const givers = others
    .filter((plan) => surplusOf(plan) > 0)
    .toSorted((a, b) => surplusOf(b) - surplusOf(a) || compareTexts(a.locationId, b.locationId));
  const suggestions: TransferSuggestion[] = [];
  for (const taker of takers) {
    for (const giver of givers) {
      const quantity = Math.min(shortageOf(taker), surplusOf(giver));
      if (quantity <= 0) continue;
      suggestions.push({
        variantId: taker.variantId,
        fromLocationId: giver.locationId,
        toLocationId: taker.locationId,
        quantity,
        because: reasonsFor(giver, taker),
      });
      giver.available -= quantity;
      taker.transferred += quantity;
    }
  }
  return suggestions;
}

/**
 * Compares how long the stock lasts at the average demand, without dividing: 9 units at 0.9 a day and
 * 21 at 2.1 last equally long. Where nothing is sold, what is missing is owed, and comes first.
 */
function compareDaysLeft(a: Plan, b: Plan): number {
  if (a.dailyDemand === 0 || b.dailyDemand === 0) {
    return Number(a.dailyDemand > 0) - Number(b.dailyDemand > 0);
  }
  return compareDecimals(
    times(decimal(positionOf(a)), decimal(b.dailyDemand)),
    times(decimal(positionOf(b)), decimal(a.dailyDemand)),
  );
}

function reasonsFor(giver: Plan, taker: Plan): TransferReasons {
  const numbersOf = (plan: Plan) => {
    const { available, incoming, need } = plan;
    return { ...need, available, incoming, position: positionOf(plan) };
  };
  return {
    taker: { ...numbersOf(taker), shortage: shortageOf(taker) },
    giver: { ...numbersOf(giver), surplus: surplusOf(giver) },
  };
}
