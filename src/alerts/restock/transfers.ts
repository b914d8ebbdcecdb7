import { compare } from '../rows.ts';
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

/** What counts against orders: what is there, what is on its way, less what is owed. */
export function positionOf({ available, incoming, transferred }: Plan): number {
  return available + incoming + transferred;
}

/** Units up to the target. */
export function shortageOf(plan: Plan): number {
  return plan.need.target - positionOf(plan);
}

/** Whether it is time to order. */
export function isShort(plan: Plan): boolean {
  return positionOf(plan) <= plan.need.reorderPoint && shortageOf(plan) > 0;
}

/**
 * Units that a location can do without: what is left on its shelves lasts until an order of its own
 * would arrive, and it does not have to order for having given.
 */
function surplusOf(plan: Plan): number {
  return Math.max(0, Math.min(plan.available - plan.need.reorderPoint, -shortageOf(plan)));
}

/**
 * Moves units of one variant from locations that can do without them to those that are short of
 * them. Who would run out first takes first, who can spare most gives first; the id of the location
 * decides between equals.
 */
export function moveSurplus(plans: readonly Plan[]): TransferSuggestion[] {
  const takers = plans
    .filter(isShort)
    .toSorted((a, b) => compare(daysLeft(a), daysLeft(b)) || compare(a.locationId, b.locationId));
  if (takers.length === 0) return [];
  const givers = plans
    .filter((plan) => surplusOf(plan) > 0)
    .toSorted((a, b) => compare(surplusOf(b), surplusOf(a)) || compare(a.locationId, b.locationId));
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

/** How long the stock lasts at the average demand; what is owed already has run out. */
function daysLeft(plan: Plan): number {
  const position = positionOf(plan);
  return plan.dailyDemand === 0 ? -Infinity : position / plan.dailyDemand;
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
