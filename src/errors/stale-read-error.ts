import type { StockQuantities } from '../model/index.ts';
import { InventoryError, requestWords } from './inventory-error.ts';
import type { RequestContext, RetryAdvice } from './inventory-error.ts';

/** A reading, and what had been told before it. */
export interface StaleReading extends RequestContext, Pick<StaleReadError, 'observed' | 'known'> {}

/**
 * A level was read again and again, and every reading was older than what the platform had told this
 * client about it: a cache or a replica that lags. Nothing was written on it.
 *
 * @example
 * ```ts run
 * import { InventoryClient, StaleReadError } from 'genstore-inventory';
 * import { createInventoryFake, createVirtualClock } from 'genstore-inventory/testing';
 *
 * const place = { variantId: '107362030756584', locationId: '50002' };
 * const clock = createVirtualClock();
 * const shop = { shop: 'acme', accessToken: 'test-token', clock };
 * const fake = createInventoryFake({ ...shop, seed: { levels: [{ ...place, available: 10 }] } });
 * const inventory = new InventoryClient({ ...shop, fetch: fake.fetch });
 * await inventory.adjust({ ...place, by: { available: -1 } });
 *
 * fake.faults.add({ fault: { kind: 'stale-read' }, times: 10 });
 * const second = inventory.adjust({ ...place, by: { available: -1 } });
 * const error: unknown = await clock.run(second.catch((thrown: unknown) => thrown));
 * if (error instanceof StaleReadError) console.log(error.observed.available, error.known.available);
 * // → 10 9
 * ```
 */
export class StaleReadError extends InventoryError {
  protected static override readonly kind = 'StaleReadError';
  declare readonly name: 'StaleReadError';
  readonly code = 'stale-read';
  readonly retry: RetryAdvice = 'later';
  /** The level as it was read last. */
  declare readonly observed: StockQuantities;
  /** The level as the platform had told it after a write of this client. */
  declare readonly known: StockQuantities;

  constructor(reading: StaleReading) {
    super(
      `${requestWords(reading)}the level stays older than what the platform told before. Nothing was written on it.`,
      reading,
    );
  }
}
