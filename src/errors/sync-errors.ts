import { InventoryError } from './inventory-error.ts';
import type { RetryAdvice } from './inventory-error.ts';

/** The numbers that a guard looked at. */
export interface GuardedNumbers extends Pick<
  SyncGuardError,
  'guard' | 'limit' | 'changed' | 'total' | 'unitsDown' | 'units'
> {}

/**
 * A sync would change so much that its input looks broken. Nothing was written. Look at the numbers:
 * where they are right, allow them by the option that `guard` names.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { SyncGuardError, syncStock } from 'genstore-inventory/sync';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const counted = [{ variantId: '107362030756585', locationId: '50003', onHand: 0 }]; // there are 12
 * const error: unknown = await syncStock(inventory, counted, { maxDrop: 0.2 }).catch(
 *   (thrown: unknown) => thrown,
 * );
 * if (error instanceof SyncGuardError) console.log(error.guard, error.unitsDown, error.units);
 * // → maxDrop 12 12
 * ```
 */
export class SyncGuardError extends InventoryError {
  protected static override readonly kind = 'SyncGuardError';
  declare readonly name: 'SyncGuardError';
  readonly code = 'sync-guard';
  readonly retry: RetryAdvice = 'never';
  /** The option that does not allow it. */
  declare readonly guard: 'maxChangedShare' | 'maxDrop';
  /** The share that it allows, from 0 to 1. */
  declare readonly limit: number;
  /** The share that was found. */
  declare readonly actual: number;
  /** How many levels would change, of `total`. */
  declare readonly changed: number;
  /** How many levels the sync is about. */
  declare readonly total: number;
  /** How many units would be taken away where there are fewer desired, of `units`. */
  declare readonly unitsDown: number;
  /** How many units the levels hold. */
  declare readonly units: number;

  constructor(numbers: GuardedNumbers) {
    const { guard, limit, changed, total, unitsDown, units } = numbers;
    const isShare = guard === 'maxChangedShare';
    const actual = isShare ? changed / total : unitsDown / units;
    const found = isShare
      ? `${changed} of ${total} levels would change`
      : `${unitsDown} of ${units} units would be taken away`;
    // As many digits as tell them apart: 10 % are more than 9.99 %.
    const digits = percent(actual, 1) === percent(limit, 1) ? 6 : 1;
    super(
      `syncStock: ${found} (${percent(actual, digits)}), and ${guard} allows ${percent(limit, digits)}. Nothing was written.`,
      { ...numbers, actual },
    );
  }
}

function percent(share: number, digits: number): string {
  return `${Number((share * 100).toFixed(digits))} %`;
}

/** The fault of one line that was handed over to `syncStock` or `adjustAll`. */
export interface DesiredProblem {
  /** The line's place in what was handed over, from 0. */
  readonly line: number;
  /**
   * - `'malformed'`: no object, no usable id, an unknown field, or neither or both of `onHand` and
   *   `available`, of `set` and `by`.
   * - `'invalid-quantity'`: the quantity is negative, a fraction, or no number.
   * - `'duplicate'`: an earlier line names the same level.
   * - `'not-connected'`: the shop has no such level. The variant or the location is unknown to it, or
   *   they are not connected.
   * - `'untracked'`: the shop does not track the stock of the variant there, so that there is no number.
   */
  readonly reason: 'malformed' | 'invalid-quantity' | 'duplicate' | 'not-connected' | 'untracked';
  /** The same in words. */
  readonly message: string;
  /** The line as it was handed over. */
  readonly value?: unknown;
  /** The `ref` that the line came with. */
  readonly ref?: unknown;
}

/** How many problems the message quotes. */
const QUOTED = 3;

/**
 * Some lines cannot be used, so none was: nothing was written. With `invalid: 'skip'` they are left out. `problems` names
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
  declare readonly name: 'SyncInputError';
  readonly code = 'sync-input';
  readonly retry: RetryAdvice = 'never';
  /** The problems, line by line; the first 1,000. */
  declare readonly problems: readonly DesiredProblem[];
  /** How many lines are wrong. */
  declare readonly count: number;

  constructor(problems: readonly DesiredProblem[], count: number, call = 'syncStock') {
    const quoted = problems.slice(0, QUOTED).map(({ message }) => message);
    const rest = count > quoted.length ? ` And ${count - quoted.length} more.` : '';
    super(`${call}: nothing was written. ${quoted.join(' ')}${rest}`, { problems, count });
  }
}
