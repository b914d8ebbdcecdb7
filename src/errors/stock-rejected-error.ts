import type { Rejection } from '../model/index.ts';
import { InventoryError } from './inventory-error.ts';
import type { RetryAdvice } from './inventory-error.ts';

/** The stock model refuses the change. Nothing was written. */
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
