import { EMPTY, freezeLevel, plus } from './level.ts';
import type { Oversell, StockLevel } from './level.ts';
import type { InvalidEvent } from './rejections.ts';
import { checkFields, fieldlist, integer, PLACE, POLICY, sumOf } from './shape/fields.ts';
import type { Shape } from './shape/fields.ts';

const FIELDS = /* @__PURE__ */ fieldlist(/* @__PURE__ */ levelShape());

/** The fields that {@link stockLevel} takes; quantities that are left out are 0. */
export interface StockLevelInit {
  readonly variantId: string;
  readonly locationId: string;
  readonly available?: number;
  readonly committed?: number;
  readonly unavailable?: number;
  readonly incoming?: number;
  readonly oversell?: Oversell;
}

/**
 * Makes a frozen level: quantities that are left out are 0, on-hand is derived, and overselling is
 * denied unless `oversell` says otherwise.
 *
 * @throws TypeError when an id is empty, a quantity is no safe integer, committed, unavailable or
 * incoming is negative, on-hand would be negative, or `oversell` is no known policy.
 *
 * @example
 * ```ts run
 * import { stockLevel } from 'genstore-inventory/model';
 *
 * const level = stockLevel({ variantId: '107', locationId: '50002', available: 10, committed: 2 });
 * level.onHand; // → 12
 * ```
 */
export function stockLevel(init: StockLevelInit): StockLevel {
  const { available = 0, committed = 0, unavailable = 0, incoming = 0, oversell = 'deny' } = init;
  const onHand = available + committed + unavailable;
  const level = { ...init, available, committed, unavailable, incoming, onHand, oversell };
  const problem = checkFields(level, FIELDS);
  if (problem !== undefined) {
    const { path, expected, actual } = problem as InvalidEvent;
    throw new TypeError(`stockLevel: ${path} must be ${expected}, not ${actual}`);
  }
  // Adding to nothing makes 0 of minus 0, which would be equal to 0 for some and not for others.
  return freezeLevel(level, plus(EMPTY, level), oversell);
}

/** The fields of a level. */
export function levelShape(): Shape<StockLevel> {
  return {
    ...PLACE,
    oversell: POLICY,
    available: integer(),
    committed: integer(0),
    unavailable: integer(0),
    incoming: integer(0),
    onHand: sumOf('available', 'committed', 'unavailable'),
  };
}
