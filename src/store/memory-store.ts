import { check, checkObject, within } from '../base/check.ts';
import { isClock, systemClock } from '../base/clock.ts';
import type { Clock } from '../base/clock.ts';
import type { InventoryStore } from '../client/index.ts';
import { argumentsTo } from '../errors/index.ts';
import { defineStore } from './define-store.ts';
import { memoryTables, storeOn } from './memory/memory-store.ts';

/** Options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** Replaces the system's clock in tests. */
  readonly clock?: Clock | undefined;
}

/**
 * Makes a store that lives in memory: for tests, and for programs of one process that want keys. It
 * forgets everything when the process ends, and the clients that share it are one process's.
 *
 * @throws InvalidInputError when an option is wrong.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { memoryStore } from 'genstore-inventory/store';
 *
 * const store = memoryStore();
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * const place = { variantId: '107362030756585', locationId: '50003' };
 * const level = await inventory.adjust({ ...place, by: { onHand: -2 } });
 * level.onHand; // → 10
 * ```
 */
export function memoryStore(options: MemoryStoreOptions = {}): InventoryStore {
  const place = argumentsTo('memoryStore');
  checkObject(place, options, { clock: true }, 'an object, or left out');
  const { clock = systemClock } = options;
  check(within(place, 'clock'), isClock(clock), 'an object with now and setTimer');
  return defineStore(storeOn(memoryTables(clock)));
}
