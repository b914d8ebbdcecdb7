import { InventoryError } from './inventory-error.ts';
import type { RetryAdvice } from './inventory-error.ts';

/**
 * The store failed before anything of the call was sent. Its record may have been made all the same,
 * so call again with the error's `idempotencyKey`: nothing is carried out twice.
 *
 * @example
 * ```ts run
 * import { InventoryClient, StoreError } from 'genstore-inventory';
 * import { memoryStore } from 'genstore-inventory/store';
 *
 * const store = memoryStore();
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * await store.close();
 * const error: unknown = await inventory
 *   .adjust({ variantId: '107362030756585', locationId: '50003', by: { onHand: -1 } })
 *   .catch((thrown: unknown) => thrown);
 * if (error instanceof StoreError) error.retry; // → 'later'
 * ```
 */
export class StoreError extends InventoryError {
  protected static override readonly kind = 'StoreError';
  declare readonly name: 'StoreError';
  readonly code = 'store';
  readonly retry: RetryAdvice = 'later';
  /** The step that failed, such as `submit`. */
  declare readonly step: string;
  /** The code that the store's driver gave, such as `SQLITE_BUSY`, where it gave one. */
  declare readonly systemCode: string | undefined;
  /** The driver's words, without what could be secret in them. */
  declare readonly cause: Error | undefined;

  constructor(failure: {
    readonly step: string;
    readonly systemCode?: string | undefined;
    readonly cause?: Error | undefined;
  }) {
    const { step, systemCode } = failure;
    const code = systemCode === undefined ? '' : ` (${systemCode})`;
    super(`The store failed at ${step}${code}. Nothing was sent for this call.`, failure);
  }
}
