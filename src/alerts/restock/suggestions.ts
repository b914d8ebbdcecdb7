import type { LevelId } from '../../client/index.ts';

/** The units that a level should hold, and why. They are whole, rounded up. */
export interface StockNeed {
  /** Days that the stock must last: lead time and review time together. */
  readonly protectedDays: number;
  /** Units that are asked for in these days on average. */
  readonly expectedDemand: number;
  /** How many standard deviations the service level stands for. */
  readonly z: number;
  /** Units beyond the expected demand: `z` standard deviations of the demand in these days. */
  readonly safetyStock: number;
  /** `expectedDemand + safetyStock`: at or below it, it is time to order. */
  readonly reorderPoint: number;
  /** The position that an order leads to: `reorderPoint` and the demand of `coverDays`. */
  readonly target: number;
}

/** Where the numbers of a purchase come from. */
export interface PurchaseReasons extends StockNeed {
  /** Below 0 where orders wait for stock. */
  readonly available: number;
  /** Units on their way, whenever they arrive. */
  readonly incoming: number;
  /** Units that the plan's transfers bring. */
  readonly transferred: number;
  /** `available + incoming + transferred`. */
  readonly position: number;
  /** `target − position`. */
  readonly shortage: number;
  /** The smallest order that the rule allows, in units. */
  readonly minimumOrder: number;
  /** Units in a case. */
  readonly casePack: number;
}

/** Units to order for a location. */
export interface PurchaseSuggestion extends LevelId {
  /** The smallest number of whole cases that covers the shortage and is no less than the minimum. */
  readonly quantity: number;
  /** Where the quantity comes from. */
  readonly because: PurchaseReasons;
}

/** The units that one side of a transfer needs and has. */
export interface TransferNumbers extends StockNeed {
  /** Below 0 where orders wait for stock. */
  readonly available: number;
  /** Units on their way, whenever they arrive. */
  readonly incoming: number;
  /** `available + incoming`, and what transfers before this one bring. */
  readonly position: number;
}

/** Where the numbers of a transfer come from. */
export interface TransferReasons {
  /** The location that takes; its position counts what transfers before this one bring. */
  readonly taker: TransferNumbers & {
    /** `target − position`. */
    readonly shortage: number;
  };
  /** The location that gives; its numbers are those after the transfers before this one. */
  readonly giver: TransferNumbers & {
    /** Units that it can spare: the smaller of `available − reorderPoint` and `position − target`. */
    readonly surplus: number;
  };
}

/** Units to move from one location to another. */
export interface TransferSuggestion {
  /** The variant that is moved. */
  readonly variantId: string;
  /** The location that gives. */
  readonly fromLocationId: string;
  /** The location that takes. */
  readonly toLocationId: string;
  /** The smaller of the taker's shortage and the giver's surplus. */
  readonly quantity: number;
  /** Where the quantity comes from. */
  readonly because: TransferReasons;
}

/** The suggestions of {@link planRestock}. Plain data. */
export interface RestockPlan {
  /** By variant, and within a variant the location first that would run out first. */
  readonly transfers: readonly TransferSuggestion[];
  /** The orders for units that are still missing when the transfers have arrived, sorted by ids. */
  readonly purchases: readonly PurchaseSuggestion[];
  /** Levels that no demand was given for, and nothing is suggested for. */
  readonly withoutDemand: readonly LevelId[];
  /** Demand that there is no level for. */
  readonly withoutLevel: readonly LevelId[];
}
