import type { CallOptions, Clock, InventoryPage, QueryInput } from '../../client/index.ts';
import type { AssessmentResult } from '../assess/assessment.ts';

/**
 * Where a watch reads levels: an `InventoryClient`, or something like it.
 *
 * @example
 * ```ts run
 * import { watchStock } from 'genstore-inventory/alerts';
 * import type { StockSource } from 'genstore-inventory/alerts';
 * import { createVirtualClock } from 'genstore-inventory/testing';
 *
 * // A shop with one level, for a test.
 * const numbers = { available: 3, committed: 0, unavailable: 0, incoming: 0, onHand: 3 };
 * const level = { variantId: '107362030756584', locationId: '50002', ...numbers };
 * const source: StockSource = {
 *   clock: createVirtualClock(),
 *   query: () => ({
 *     pages: async function* () {
 *       yield { levels: [level] };
 *     },
 *   }),
 * };
 * for await (const { changes } of watchStock(source, { rules: { reorderPoint: 10 } })) {
 *   changes.map(({ alert }) => alert); // → [ 'low' ]
 *   break;
 * }
 * ```
 */
export interface StockSource {
  /** The clock that times and waits go by. */
  readonly clock: Clock;
  /** Finds levels; its pages are read one by one. */
  query(
    input: QueryInput,
    options: CallOptions,
  ): {
    /** The pages, each fetched when it is asked for. */
    pages(): AsyncIterable<Pick<InventoryPage, 'levels'>>;
  };
}

/** A variant whose stock may have changed, as a webhook about an order or a level tells. */
export interface StockHint {
  /** The variant that is to be read. */
  readonly variantId: string;
  /** Where; left out, anywhere. */
  readonly locationId?: string | undefined;
}

/** The changes since the news before. Save `assessment` when they are dealt with. */
export interface StockNews extends AssessmentResult {
  /** When the levels had been read, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * News of the stock, one after the other, for as long as they are asked for.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { watchStock } from 'genstore-inventory/alerts';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const watch = watchStock(inventory, { rules: { reorderPoint: 20 } });
 * const { value: news } = await watch.next();
 * news?.changes.map(({ alert, available }) => `${alert}: ${available}`); // → [ 'low: 12' ]
 * watch.notify({ variantId: '107362030756585' }); // read before the next poll is due
 * await watch.return();
 * ```
 */
export interface StockWatch extends AsyncIterable<StockNews> {
  /** The watch itself, so that `for await` takes it. */
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
