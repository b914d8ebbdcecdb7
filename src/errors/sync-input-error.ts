import { InventoryError } from './inventory-error.ts';
import type { RetryAdvice } from './inventory-error.ts';

/** What is wrong with one line of the desired stock. */
export interface DesiredProblem {
  /** The line's place in what was handed over, from 0. */
  readonly line: number;
  /**
   * - `'malformed'`: no object, no usable id, or neither or both of `onHand` and `available`.
   * - `'invalid-quantity'`: the quantity is negative, a fraction, or no number.
   * - `'duplicate'`: an earlier line names the same level.
   * - `'not-connected'`: the shop has no such level. The variant or the location is unknown to it, or
   *   they are not connected.
   */
  readonly reason: 'malformed' | 'invalid-quantity' | 'duplicate' | 'not-connected';
  /** The same in words. */
  readonly message: string;
}

/** How many problems the message quotes. */
const QUOTED = 3;

/**
 * Some lines of the desired stock cannot be used, so none was: nothing was written. `problems` names
 * the lines, the first 1,000 of them where there are more; `count` is how many there are.
 */
export class SyncInputError extends InventoryError {
  protected static override readonly kind = 'SyncInputError';
  override readonly name = 'SyncInputError';
  readonly code = 'sync-input';
  readonly retry: RetryAdvice = 'never';
  readonly problems: readonly DesiredProblem[];
  readonly count: number;

  constructor(problems: readonly DesiredProblem[], count: number) {
    const quoted = problems.slice(0, QUOTED).map(({ message }) => message);
    const rest = count > quoted.length ? ` And ${count - quoted.length} more.` : '';
    super(`syncStock: nothing was written. ${quoted.join(' ')}${rest}`);
    this.problems = problems;
    this.count = count;
  }
}
