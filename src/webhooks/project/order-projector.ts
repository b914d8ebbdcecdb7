import type { InventoryClient, InventoryStore } from '../../client/index.ts';
import type { Order, StockLevel } from '../../model/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { WebhookEvent } from '../receive/parse-webhook.ts';
import type { ProjectionGap } from './gaps.ts';

/** The options of {@link createOrderProjector}. */
export interface OrderProjectorOptions {
  /** Where lines are that name no location, such as in a shop with one warehouse. */
  readonly locationId?: string | undefined;
}

/** The options of {@link createOrderProjector}, for one that lives on in a store. */
export interface StoredOrderProjectorOptions extends OrderProjectorOptions {
  /** Keeps the facts, and shares them with all projectors of the shop on it. */
  readonly store: InventoryStore;
  /** The shop's name, such as `acme`, or its domain as webhooks tell it: `acme.genmystore.com`. */
  readonly shop: string;
}

/** The client that {@link StoredOrderProjector.heal} reads with: an `InventoryClient`. */
export type HealingClient = Pick<InventoryClient, 'query' | 'clock'>;

/** The options of {@link StoredOrderProjector.heal}. */
export interface HealingOptions {
  /** Cancels the call, which then rejects with the signal's own reason; null counts as left out. */
  readonly signal?: AbortSignal | null | undefined;
}

/** The facts about a reading that {@link OrderProjector.observeAll} needs. */
export interface CompleteReading {
  /** The time before the question was asked, with a zone. */
  readonly at: Date | string;
  /** The locations (warehouses) whose levels were asked for. The default is all of them. */
  readonly locationIds?: readonly string[] | undefined;
}

/**
 * The end that a webhook came to.
 *
 * - `'applied'`: it moved the order or the level on.
 * - `'duplicate'`: it says what is known already.
 * - `'outdated'`: something later is known.
 * - `'held'`: it waits for the creation of its order.
 * - `'refused'`: something of it could not be applied, and is listed among the gaps.
 * - `'ignored'`: it is not about stock, or is an update of a level that does not tell its time.
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
   * @throws InvalidInputError when a level is none, neither `at` nor `updateTime` is there, or `at` has
   * no zone. Nothing is taken in then.
   */
  readonly observe: (
    levels: Iterable<InventoryLevel>,
    options?: { readonly at?: Date | string | undefined },
  ) => void;

  /**
   * Takes in all levels that there are, or all at some locations: what is not among them is gone. They
   * are not kept, so that a million of them may stream by. Where the reading breaks off, what came is
   * taken in and nothing is gone.
   *
   * @returns how many levels came.
   * @throws InvalidInputError as {@link OrderProjector.observe} does; `at` must be given.
   *
   * @example
   * ```ts run
   * import { InventoryClient } from 'genstore-inventory';
   * import { createOrderProjector } from 'genstore-inventory/webhooks';
   *
   * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
   * const projector = createOrderProjector();
   * const at = new Date(); // before the question, so that the answer is not older
   * await projector.observeAll(inventory.query(), { at });
   * ```
   */
  readonly observeAll: (
    levels: Iterable<InventoryLevel> | AsyncIterable<InventoryLevel>,
    options: CompleteReading,
  ) => Promise<number>;

  /**
   * Says that there is no level of a variant at a location any more, such as after it was unlinked;
   * with `at`, that there was none then. What orders do to it afterwards is a gap.
   *
   * @throws InvalidInputError when an id is missing, or `at` has no zone.
   */
  readonly forget: (
    place: { readonly variantId: string; readonly locationId: string },
    options?: { readonly at?: Date | string | undefined },
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
   * The gaps that are known, each with the query that heals it. A webhook that was lost without a
   * trace in others is not among them: nobody can know. Read all levels now and then.
   */
  readonly gaps: () => readonly ProjectionGap[];

  /**
   * Forgets the orders whose every movement is in readings, and that are over: by what was told of
   * them, or because those readings show no unit committed. With `before`, those as well that nothing
   * was told of since then, and refunds and levels that are gone since. Levels and gaps stay as they are;
   * what is told later of an order that was forgotten is a gap until its levels are read.
   *
   * @returns how many orders were forgotten.
   * @throws InvalidInputError when `before` has no zone.
   */
  readonly compact: (options?: { readonly before?: Date | string | undefined }) => number;
}

/**
 * An {@link OrderProjector} whose facts are in a store. After a restart, and in any other process on the
 * same store, it is what it was: the facts are a set, and no sequence of them matters. What it tells of
 * levels, orders and gaps is what it knew at the last {@link StoredOrderProjector.refresh}, and what it
 * was told itself since.
 *
 * Its promises reject with a `StoreError` where the store fails; what was not taken in can be told
 * again.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { memoryStore } from 'genstore-inventory/store';
 * import { createOrderProjector } from 'genstore-inventory/webhooks';
 *
 * const store = memoryStore(); // sqliteStore or postgresStore, to outlive the process
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * const projector = createOrderProjector({ store, shop: 'acme' });
 * await projector.refresh(); // all that was told before
 * const at = new Date();
 * await projector.observeAll(inventory.query(), { at });
 * await projector.heal(inventory);
 * projector.level('107362030756585', '50003')?.available; // → 12
 * ```
 */
export interface StoredOrderProjector extends Pick<
  OrderProjector,
  'level' | 'levels' | 'order' | 'gaps'
> {
  /** Takes in the facts that others have told since; at the start, all of them. */
  readonly refresh: () => Promise<void>;
  /** As {@link OrderProjector.add}; kept once it has resolved. */
  readonly add: (event: WebhookEvent) => Promise<Projected>;
  /** As {@link OrderProjector.observe}; where it rejects, some levels may be taken in. */
  readonly observe: (...given: Parameters<OrderProjector['observe']>) => Promise<void>;
  /** As {@link OrderProjector.observeAll}: all levels are kept, some hundred records in all. */
  readonly observeAll: OrderProjector['observeAll'];
  /** As {@link OrderProjector.forget}. */
  readonly forget: (...given: Parameters<OrderProjector['forget']>) => Promise<void>;
  /**
   * Reads the levels of the gaps, each once however many processes heal at the same time, and tells
   * which gaps are left: those that others are healing, and those that no reading heals.
   *
   * @throws every error of {@link InventoryClient.query}; the gaps are left to others after a minute.
   */
  readonly heal: (
    client: HealingClient,
    options?: HealingOptions,
  ) => Promise<readonly ProjectionGap[]>;
  /** As {@link OrderProjector.compact}, in the store too. */
  readonly compact: (...given: Parameters<OrderProjector['compact']>) => Promise<number>;
}
