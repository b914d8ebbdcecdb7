import type { Order, StockLevel } from '../../model/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { WebhookEvent } from '../receive/parse-webhook.ts';
import type { ProjectionGap } from './gaps.ts';

/** What {@link createOrderProjector} may be told. */
export interface OrderProjectorOptions {
  /** Where lines are that name no location, such as in a shop with one warehouse. */
  readonly locationId?: string;
}

/**
 * What became of a webhook.
 *
 * - `'applied'`: it moved the order or the level on.
 * - `'duplicate'`: it says what is known already.
 * - `'outdated'`: something later is known.
 * - `'held'`: it waits for the creation of its order.
 * - `'refused'`: something of it could not be applied, and is listed among the gaps.
 * - `'ignored'`: of an unknown topic, or an update that does not tell its time.
 */
export type Projected = 'applied' | 'duplicate' | 'outdated' | 'held' | 'refused' | 'ignored';

/**
 * Levels and orders of one shop, as its webhooks tell them.
 *
 * @example
 * ```ts run
 * import { createOrderProjector, parseWebhook } from 'genstore-inventory/webhooks';
 *
 * const place = { variantId: '107362030756584', locationId: '50002' };
 * const numbers = { available: 12, committed: 0, unavailable: 0, incoming: 0, onHand: 12 };
 * const projector = createOrderProjector();
 * projector.observe([{ ...place, ...numbers }], { at: '2026-03-01T10:00:00Z' });
 *
 * const event = parseWebhook({
 *   headers: { 'X-Genstore-Topic': 'orders/create' },
 *   body: `{"id":"1001","createTime":"2026-03-01T10:05:00Z","lineItems":
 *     [{"variantId":"107362030756584","locationId":"50002","quantity":2}]}`,
 * });
 * projector.add(event); // → 'applied'
 * projector.level('107362030756584', '50002')?.available; // → 10
 * projector.gaps(); // → []
 * ```
 */
export interface OrderProjector {
  /** Takes a webhook in. It never throws on what {@link parseWebhook} returned. */
  readonly add: (event: WebhookEvent) => Projected;

  /**
   * Takes levels in as they were read: to begin with, and to heal. All that happened until `at`, the
   * time before the question was asked, is in them; a later `updateTime` of the level counts instead.
   *
   * @throws InvalidInputError when a level is none, or neither `at` nor `updateTime` is there.
   */
  readonly observe: (
    levels: Iterable<InventoryLevel>,
    options?: { readonly at?: Date | string },
  ) => void;

  /**
   * The level of a variant at a location (a warehouse), as it must be now; undefined where it was never
   * read. Available below 0 means that it is oversold. Its policy is `'continue'`, since what was sold
   * was sold. Where a gap says `'level-impossible'`, other quantities may be below 0 too.
   */
  readonly level: (variantId: string, locationId: string) => StockLevel | undefined;

  /** All levels that were read, in no particular order. */
  readonly levels: () => readonly StockLevel[];

  /** An order with what became of its units; undefined before its creation arrived. */
  readonly order: (orderId: string) => Order | undefined;

  /**
   * What is known to be missing, each with the query that heals it. A webhook that was lost without a
   * trace in others is not among it: nobody can know. Read all levels now and then.
   */
  readonly gaps: () => readonly ProjectionGap[];

  /**
   * Forgets the orders that are over and whose every movement is in a reading: they can change nothing
   * any more. Returns how many they were. Levels and gaps stay as they are.
   */
  readonly compact: () => number;
}
