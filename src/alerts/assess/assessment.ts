/** A variant at one location or, without `locationId`, at all locations together. */
export interface StockItem {
  /** The variant. */
  readonly variantId: string;
  /** The location (a warehouse); missing where all locations are added up. */
  readonly locationId?: string | undefined;
}

/**
 * How an item stands.
 *
 * - `'oversold'`: available is below 0.
 * - `'out'`: nothing is left but safety stock.
 * - `'low'`: available is at or below the reorder point.
 * - `'ok'`: none of these.
 */
export type StockCondition = 'ok' | 'low' | 'out' | 'oversold';

/**
 * The news about an item: a condition that it has come into, or that it was out or
 * oversold and can be bought again.
 */
export type StockAlert = StockCondition | 'back-in-stock';

/** The memory that an assessment has of an item. */
export interface AssessedItem extends StockItem {
  /** How it stood when it was last assessed. */
  readonly condition: StockCondition;
}

/** How all items stand, sorted by their ids. Plain data: save it as JSON, and go on from it later. */
export interface StockAssessment {
  /** The kind of an item: a variant, or a variant at a location. */
  readonly per: 'variant' | 'variant-location';
  /** The items, each once. */
  readonly items: readonly AssessedItem[];
}

/** An item that stands otherwise than before. */
export interface StockChange extends StockItem {
  /** `'back-in-stock'` wherever an item leaves out or oversold for low or ok. */
  readonly alert: StockAlert;
  /** How the item stands now: what is back in stock may still be low. */
  readonly condition: StockCondition;
  /** How it stood before; missing where it was not assessed before. */
  readonly previous?: StockCondition | undefined;
  /** Units that can be bought, safety stock included; at all locations together per variant. */
  readonly available: number;
  /** Units on their way. */
  readonly incoming: number;
  /** The units at or below which the item is low. */
  readonly reorderPoint: number;
  /** The units at or below which it is out. */
  readonly safetyStock: number;
}

/** The findings of {@link assessStock}. */
export interface AssessmentResult {
  /** How all items stand now, those that no level was given for included. */
  readonly assessment: StockAssessment;
  /** The changes that are new in it, sorted by ids. */
  readonly changes: readonly StockChange[];
}
