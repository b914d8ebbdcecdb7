import type { Rejection } from '../model/index.ts';
import { InventoryError } from './inventory-error.ts';
import type { RetryAdvice } from './inventory-error.ts';

/**
 * The stock model refuses the change. Nothing was written.
 *
 * @example
 * ```ts run
 * import { InventoryClient, StockRejectedError } from 'genstore-inventory';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const place = { variantId: '107362030756585', locationId: '50003' };
 * try {
 *   await inventory.adjust({ ...place, by: { available: -100 } }); // there are 12
 * } catch (error) {
 *   if (!(error instanceof StockRejectedError)) throw error;
 *   console.log(error.rejection.reason); // → negative-quantity
 * }
 * ```
 */
export class StockRejectedError extends InventoryError {
  protected static override readonly kind = 'StockRejectedError';
  override readonly name = 'StockRejectedError';
  readonly code = 'stock-rejected';
  readonly retry: RetryAdvice;
  /** The rule, with the numbers. */
  readonly rejection: Rejection;

  constructor(rejection: Rejection, description: string) {
    super(description);
    this.rejection = rejection;
    this.retry = rejection.reason === 'stale' ? 'after-reading' : 'never';
  }
}
