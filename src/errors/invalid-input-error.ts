import { InventoryError } from './inventory-error.ts';
import type { RetryAdvice } from './inventory-error.ts';

/**
 * An option or argument is wrong. Nothing was sent.
 *
 * @example
 * ```ts run
 * import { InvalidInputError, InventoryClient } from 'genstore-inventory';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const error: unknown = await inventory.query({ limit: 1000 }).catch((thrown: unknown) => thrown);
 * if (error instanceof InvalidInputError) console.log(error.at, error.expected);
 * // → limit an integer from 1 to 250
 * ```
 */
export class InvalidInputError extends InventoryError {
  protected static override readonly kind = 'InvalidInputError';
  override readonly name = 'InvalidInputError';
  readonly code = 'invalid-input';
  readonly retry: RetryAdvice = 'never';
  /** Where it stands, such as `set.available`; empty for the argument itself. */
  readonly at: string;
  /** What should stand there. */
  readonly expected: string;

  constructor(call: string, at: string, expected: string) {
    super(`${call}: ${at === '' ? 'the argument' : at} must be ${expected}.`);
    this.at = at;
    this.expected = expected;
  }
}
