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
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { SyncInputError, syncStock } from 'genstore-inventory/sync';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const counted = [
 *   { variantId: '107362030756585', locationId: '50003', onHand: -1 },
 *   { variantId: '107362030756584', locationId: '50003', onHand: 4 },
 * ];
 * const error: unknown = await syncStock(inventory, counted).catch((thrown: unknown) => thrown);
 * if (error instanceof SyncInputError) error.problems.map(({ line, reason }) => `${line} ${reason}`);
 * // → [ '0 invalid-quantity' ]
 * ```
 */
export class SyncInputError extends InventoryError {
  protected static override readonly kind = 'SyncInputError';
  override readonly name = 'SyncInputError';
  readonly code = 'sync-input';
  readonly retry: RetryAdvice = 'never';
  /** What is wrong, line by line; the first 1,000. */
  readonly problems: readonly DesiredProblem[];
  /** How many lines are wrong. */
  readonly count: number;

  constructor(problems: readonly DesiredProblem[], count: number) {
    const quoted = problems.slice(0, QUOTED).map(({ message }) => message);
    const rest = count > quoted.length ? ` And ${count - quoted.length} more.` : '';
    super(`syncStock: nothing was written. ${quoted.join(' ')}${rest}`);
    this.problems = problems;
    this.count = count;
  }
}
