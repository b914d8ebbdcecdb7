import { InventoryError } from './inventory-error.ts';

/**
 * A hold cannot do what was asked of it: there is none of that key, or it has come to another end.
 * Nothing was changed.
 *
 * @example
 * ```ts
 * import { HoldStateError } from 'genstore-inventory/holds';
 * import type { Holds } from 'genstore-inventory/holds';
 *
 * declare const holds: Holds;
 * try {
 *   await holds.convertToOrder('quote-17');
 * } catch (error) {
 *   if (error instanceof HoldStateError) console.log(error.state); // 'released': its time was over
 * }
 * ```
 */
export class HoldStateError extends InventoryError {
  protected static override readonly kind = 'HoldStateError';
  declare readonly name: 'HoldStateError';
  readonly code = 'hold-state';
  readonly retry = 'never';
  /** The name of the hold. */
  declare readonly key: string;
  /** The state that it is in; undefined where there is none of the key. */
  declare readonly state:
    'reserving' | 'held' | 'releasing' | 'converting' | 'released' | 'converted' | undefined;

  constructor(key: string, state: HoldStateError['state']) {
    const found = state === undefined ? 'there is no hold of this key' : `the hold is ${state}`;
    super(`${JSON.stringify(key)}: ${found}.`, { key, state });
  }
}
