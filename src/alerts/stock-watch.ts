import type { CallOptions, Clock, InventoryPage, QueryInput } from '../client/index.ts';
import type { AssessmentResult } from './assessment.ts';

/** Where a watch reads levels: an `InventoryClient`, or something like it. */
export interface StockSource {
  /** What time is told by, waits included. */
  readonly clock: Clock;
  query(
    input: QueryInput,
    options: CallOptions,
  ): { pages(): AsyncIterable<Pick<InventoryPage, 'levels'>> };
}

/** A variant whose stock may have changed, as a webhook about an order or a level tells. */
export interface StockHint {
  readonly variantId: string;
  /** Where; left out, anywhere. */
  readonly locationId?: string;
}

/** What has changed since the news before. Save `assessment` when the changes are dealt with. */
export interface StockNews extends AssessmentResult {
  /** When the levels had been read, in milliseconds since 1970. */
  readonly at: number;
}

/** News of the stock, one after the other, for as long as they are asked for. */
export interface StockWatch extends AsyncIterable<StockNews> {
  [Symbol.asyncIterator](): StockWatch;
  /**
   * Waits for the next news. What has been given out counts as told: save its `assessment` when it is
   * dealt with, and go on from there by `resumeFrom`.
   */
  next(): Promise<IteratorResult<StockNews, undefined>>;
  /**
   * Has a variant read before the next poll is due. It only says where to look: the levels come from
   * the platform, so hints may be late, doubled or out of order.
   *
   * @throws InvalidInputError when the hint names no variant that could be asked for.
   */
  notify(hint: StockHint): void;
  /** Ends the iteration, also one that waits at the moment. */
  return(): Promise<IteratorResult<StockNews, undefined>>;
}
