import type { InventoryClient, InventoryStore, LevelId } from '../client/index.ts';

/**
 * The state of a hold.
 *
 * - `'reserving'`: its units are being taken; whoever asked for it does not know yet.
 * - `'held'`: its units are unavailable, kept for the customer.
 * - `'releasing'`, `'converting'`: its units are being given back.
 * - `'released'`: they were given back, because it was released or its time was over.
 * - `'converted'`: they were given back for the customer's order to take.
 */
export type HoldState =
  'reserving' | 'held' | 'releasing' | 'converting' | 'released' | 'converted';

/** Units of a level that are kept for somebody for a while. Plain data. */
export interface Hold extends LevelId {
  /** The caller's name for it, which no other hold of the shop has. */
  readonly key: string;
  /** Units. */
  readonly quantity: number;
  /** When its time is over: ISO 8601, in UTC. */
  readonly until: string;
  /** How far it is. */
  readonly state: HoldState;
}

/** A hold as it is asked for. */
export interface HoldInput extends LevelId {
  /**
   * A text of 1 to 150 characters that names the hold: the same key again is the same hold, however
   * often it is asked for. Such as the number of a quote.
   */
  readonly key: string;
  /** Units, 1 or more. */
  readonly quantity: number;
  /** When its time is over: later than now, with a zone. */
  readonly until: Date | string;
}

/** The client that moves the units of holds: an `InventoryClient` with the same store. */
export type HoldsClient = Pick<InventoryClient, 'adjust' | 'baseUrl' | 'clock'>;

/** The options of {@link createHolds}. */
export interface HoldsOptions {
  /** Moves the units. Its option `store` must be the same store. */
  readonly client: HoldsClient;
  /** Remembers the holds: of several processes, all use the same. */
  readonly store: InventoryStore;
  /**
   * Asked before a hold whose time is over is released: a later time where somebody still owes or is
   * owed the units, such as for an order that waits for its payment, and nothing where not. It may be
   * asked by several processes, and more than once.
   */
  readonly onExpire?:
    ((hold: Hold) => Date | string | undefined | Promise<Date | string | undefined>) | undefined;
}

/** The holds that are listed. */
export interface HoldListOptions {
  /** Only those in one of these states; the default is all. */
  readonly states?: readonly HoldState[] | undefined;
}

/** The options of {@link Holds.releaseExpired}. */
export interface ExpireOptions {
  /** Cancels the call, which then rejects with the signal's own reason; null counts as left out. */
  readonly signal?: AbortSignal | null | undefined;
}

/** The holds whose time was over, by what became of them. */
export interface Expiry {
  /** Their units were given back. */
  readonly released: readonly Hold[];
  /** They go on, because `onExpire` said so. */
  readonly extended: readonly Hold[];
  /** They could not be released, and will be tried again. */
  readonly failed: readonly { readonly hold: Hold; readonly error: unknown }[];
}

/** The options of {@link Holds.start}. */
export interface StartOptions {
  /** The pause between two looks, in milliseconds. The default is 30,000. */
  readonly everyMs?: number | undefined;
  /** Ends it; null counts as left out. */
  readonly signal?: AbortSignal | null | undefined;
  /** Told each time that something expired, or failed to. */
  readonly onExpired?: ((expiry: Expiry) => void) | undefined;
  /** Told why a look failed; the next one comes all the same. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * A running release of holds.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { createHolds } from 'genstore-inventory/holds';
 * import { memoryStore } from 'genstore-inventory/store';
 *
 * const store = memoryStore();
 * const client = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * const running = createHolds({ client, store }).start({ onError: console.error });
 * await running.stop();
 * ```
 */
export interface RunningHolds {
  /** Ends it; what is under way comes to its end first. */
  readonly stop: () => Promise<void>;
}

/**
 * Reservations of a shop, in any number of processes.
 *
 * A hold moves units from available to unavailable, where orders cannot take them, and moves them back
 * at its end. Each way is one keyed write in the on-hand form, so that it happens once, whoever dies.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { createHolds } from 'genstore-inventory/holds';
 * import { memoryStore } from 'genstore-inventory/store';
 *
 * const store = memoryStore();
 * const client = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * const holds = createHolds({ client, store });
 * const place = { variantId: '107362030756585', locationId: '50003' };
 * const inAnHour = new Date(client.clock.now() + 3_600_000);
 * await holds.hold({ ...place, key: 'pick-up-4', quantity: 1, until: inAnHour });
 * await holds.extend('pick-up-4', new Date(client.clock.now() + 7_200_000));
 * for await (const { key, state } of holds.list()) console.log(key, state); // → pick-up-4 held
 * await holds.release('pick-up-4');
 * (await holds.get('pick-up-4'))?.state; // → 'released'
 * (await holds.releaseExpired()).released; // → []
 * ```
 */
export interface Holds {
  /**
   * Reserves units. The same key again gives the same hold, with its first `until`: so it can be asked
   * for anew where nobody knows whether it came to be.
   *
   * @throws StockRejectedError when too little is available; nothing is left of the hold then.
   * @throws HoldStateError when the hold of the key has ended.
   * @throws InvalidInputError when an argument is wrong, `until` is not in the future, or the key has a
   * hold of other units.
   * @throws OutcomeUnknownError when nobody can tell whether its units were taken; see
   * `unknownOutcomes`. Once that is resolved, the hold is there or gone.
   * @throws StoreError when the store fails. Ask again with the same key.
   */
  readonly hold: (input: HoldInput) => Promise<Hold>;
  /**
   * Ends a hold, and gives its units back for everybody. One that is released already is left as it is.
   *
   * @throws HoldStateError when there is none of the key, or it was converted.
   * @throws StockRejectedError when so many units are no longer unavailable; the hold stays.
   */
  readonly release: (key: string) => Promise<Hold>;
  /**
   * Ends a hold because its customer orders now: gives its units back, and once it has resolved the
   * order is to be placed. It and the end of the hold's time exclude each other: one of them wins.
   *
   * @throws HoldStateError when there is none of the key, or it was released.
   * @throws StockRejectedError when so many units are no longer unavailable; the hold stays.
   */
  readonly convertToOrder: (key: string) => Promise<Hold>;
  /**
   * Gives a hold another time.
   *
   * @throws HoldStateError when there is none of the key, or it has ended.
   * @throws InvalidInputError when `until` is not in the future.
   */
  readonly extend: (key: string, until: Date | string) => Promise<Hold>;
  /** A hold; undefined where there is none of the key. Ended ones are kept for 30 days. */
  readonly get: (key: string) => Promise<Hold | undefined>;
  /** The holds of the shop, those that changed last at the end. */
  readonly list: (options?: HoldListOptions) => AsyncGenerator<Hold, void, undefined>;
  /**
   * Releases what is past its time, and ends what a dead process left half done. Any number of
   * processes may call it: each hold is released once.
   */
  readonly releaseExpired: (options?: ExpireOptions) => Promise<Expiry>;
  /** Calls {@link Holds.releaseExpired} again and again, on the client's clock. */
  readonly start: (options?: StartOptions) => RunningHolds;
}
