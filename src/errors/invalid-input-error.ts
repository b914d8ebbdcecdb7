import { InventoryError } from './inventory-error.ts';
import type { RetryAdvice } from './inventory-error.ts';

/** An option or argument is wrong. Nothing was sent. */
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
