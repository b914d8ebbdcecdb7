import type { Clock } from '../base/clock.ts';
import type { Oversell, StockAdjusted, StockSet } from '../model/index.ts';
import type { InventoryLevel } from '../wire/index.ts';
import type { LevelId } from './input.ts';
import type { ConnectOptions, WriteOptions } from './options/call-options.ts';
import type { RateLimiter } from './pace/rate-limiter.ts';

/**
 * The memory that outlives a process and that the processes of a shop share: the writes that are
 * wanted, under way and done. `memoryStore` of `genstore-inventory/store` makes one.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import type { InventoryStore } from 'genstore-inventory';
 * import { memoryStore } from 'genstore-inventory/store';
 *
 * const store: InventoryStore = memoryStore();
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * const place = { variantId: '107362030756585', locationId: '50003' };
 * const sale = { ...place, by: { onHand: -2 } } as const;
 * await inventory.adjust(sale, { idempotencyKey: 'receipt-17' });
 * const again = await inventory.adjust(sale, { idempotencyKey: 'receipt-17' }); // nothing is sent
 * console.log(again.onHand); // → 10
 * await store.close();
 * ```
 */
export interface InventoryStore {
  /**
   * Lets go of what the store holds; calls that need it fail from then on. The answers of what was
   * sent are recorded first, and the lease is handed over, which may take as long as a request.
   */
  close(): Promise<void>;
}

/** Options about the store of a client. */
export interface StoreOptions {
  /**
   * Where writes are recorded, so that each is carried out once though processes die, and several
   * processes write for a shop: see docs/store.md. Without one, writes are known to this client alone.
   */
  readonly store?: InventoryStore | undefined;
  /**
   * How long after its record a write may leave at the latest, in milliseconds; 5,000 by default. Only
   * with a `store`, like all below.
   */
  readonly sendDeadlineMs?: number | undefined;
  /** How long a process may get on with nothing before another one writes for the shop, in milliseconds; 10,000 by default. */
  readonly leaseMs?: number | undefined;
  /**
   * How long the store remembers what has ended, and so knows its key, in milliseconds by its clock; 30
   * days by default. `Infinity` for good: where that clock may jump.
   */
  readonly retentionMs?: number | undefined;
  /** How old a reading may be when it is written on, in milliseconds; 2,000 by default. */
  readonly maxAgeMs?: number | undefined;
}

/** The carrier of a client's writes, where it has a store. */
export interface StoreWrites {
  readonly connect: (id: LevelId, options: ConnectOptions) => Promise<InventoryLevel>;
  readonly adjust: (
    event: StockSet | StockAdjusted,
    oversell: Oversell | undefined,
    options: WriteOptions,
  ) => Promise<InventoryLevel>;
}

/** A store's machine: it comes with the store, so that a client without one need not carry it. */
export interface StoreMachine {
  /** The bucket that the processes of a shop share, where the store has one. */
  readonly rateLimiter: (baseUrl: string, clock: Clock) => RateLimiter | undefined;
  /** Begins to work for a client, whose session is known by now. */
  readonly open: (client: object, options: StoreOptions) => StoreWrites;
}

/** The machines of all stores. */
export const machines = new WeakMap<InventoryStore, StoreMachine>();
