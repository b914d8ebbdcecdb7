import { isFields } from './shape/quantities.ts';
import { READABLE_QUANTITIES } from './status.ts';
import type { StockQuantities } from './status.ts';

/**
 * How far below zero orders may take a level's available units.
 *
 * - `'deny'`: not below 0.
 * - `'preorder'`: down to minus what is incoming.
 * - `'continue'`: without end.
 * - `{ floor }`: down to this number of units; above 0 it is safety stock that orders leave alone,
 *   below 0 a backorder limit.
 */
export type Oversell = 'deny' | 'preorder' | 'continue' | { readonly floor: number };

/** The values of an {@link Oversell}, for people. */
export const OVERSELL = "'deny', 'preorder', 'continue' or { floor: integer }";

/** The quantities of a level where nothing is. */
export const EMPTY: StockQuantities = {
  available: 0,
  committed: 0,
  unavailable: 0,
  incoming: 0,
  onHand: 0,
};

/** The stock of one variant at one location (a warehouse), in units. Frozen. */
export interface StockLevel extends StockQuantities {
  readonly variantId: string;
  readonly locationId: string;
  readonly oversell: Oversell;
}

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
  const { variantId, locationId, oversell = 'deny' } = init;
  const { available = 0, committed = 0, unavailable = 0, incoming = 0 } = init;
  for (const name of ['variantId', 'locationId'] as const) {
    if (!isId(init[name])) throw new TypeError(`stockLevel: ${name} must be a non-empty string`);
  }
  if (!isOversell(oversell)) throw new TypeError(`stockLevel: oversell must be ${OVERSELL}`);
  const onHand = available + committed + unavailable;
  const quantities = { available, committed, unavailable, incoming, onHand };
  for (const name of READABLE_QUANTITIES) {
    const quantity = quantities[name];
    if (!Number.isSafeInteger(quantity)) {
      throw new TypeError(`stockLevel: ${name} must be a safe integer`);
    }
    if (quantity < 0 && name !== 'available') {
      throw new TypeError(`stockLevel: ${name} must not be negative, it would be ${quantity}`);
    }
    // Adding 0 makes 0 of minus 0, which would be equal to 0 for some and not for others.
    quantities[name] = quantity + 0;
  }
  return freezeLevel(variantId, locationId, quantities, oversell);
}

/** Builds a level from parts that were checked before; one shape, so that engines keep it fast. */
export function freezeLevel(
  variantId: string,
  locationId: string,
  quantities: StockQuantities,
  oversell: Oversell,
): StockLevel {
  const { available, committed, unavailable, incoming, onHand } = quantities;
  const policy =
    typeof oversell === 'string' || Object.isFrozen(oversell)
      ? oversell
      : Object.freeze({ floor: oversell.floor });
  return Object.freeze({
    variantId,
    locationId,
    available,
    committed,
    unavailable,
    incoming,
    onHand,
    oversell: policy,
  });
}

/** The ids that {@link levelKey} was asked for last, and their key. */
let [lastVariantId, lastLocationId, lastKey] = ['', '', '0:/'];

/**
 * The key of a level in {@link StockState.levels}. Two different pairs of ids never share a key,
 * whatever characters are in them.
 *
 * @example
 * ```ts run
 * import { emptyStock, levelKey } from 'genstore-inventory/model';
 *
 * const { levels } = emptyStock();
 * levels.get(levelKey('107', '50002')); // → undefined
 * ```
 */
export function levelKey(variantId: string, locationId: string): string {
  // Whoever reads a level often writes it next, and a text that is not new need not be hashed again.
  if (variantId !== lastVariantId || locationId !== lastLocationId) {
    lastVariantId = variantId;
    lastLocationId = locationId;
    lastKey = `${variantId.length}:${variantId}/${locationId}`;
  }
  return lastKey;
}

/** The {@link levelKey} of something about one variant at one location. */
export function keyOf(place: { readonly variantId: string; readonly locationId: string }): string {
  return levelKey(place.variantId, place.locationId);
}

/** The lowest number of available units that an order may leave behind. */
export function oversellFloor(level: Pick<StockLevel, 'oversell' | 'incoming'>): number {
  const { oversell, incoming } = level;
  if (oversell === 'deny') return 0;
  if (oversell === 'preorder') return 0 - incoming;
  return oversell === 'continue' ? -Infinity : oversell.floor;
}

/**
 * How many units an order may still take from a level: never negative, and `Infinity` where the
 * level goes on selling without end.
 *
 * @example
 * ```ts run
 * import { sellable, stockLevel } from 'genstore-inventory/model';
 *
 * const level = stockLevel({ variantId: '107', locationId: '50002', available: 10 });
 * sellable(level); // → 10
 * sellable({ ...level, oversell: { floor: 3 } }); // → 7
 * ```
 */
export function sellable(level: Pick<StockLevel, 'available' | 'incoming' | 'oversell'>): number {
  return Math.max(0, level.available - oversellFloor(level));
}

/**
 * Adds up the quantities of many levels, such as one variant's across all warehouses. Takes an
 * iterable of levels or a map of them.
 *
 * @example
 * ```ts run
 * import { emptyStock, totals } from 'genstore-inventory/model';
 *
 * totals(emptyStock().levels).available; // → 0
 * ```
 */
export function totals(
  levels: Iterable<StockQuantities> | ReadonlyMap<string, StockQuantities>,
): StockQuantities {
  let sum = EMPTY;
  for (const level of 'get' in levels ? levels.values() : levels) sum = sumOf(sum, level);
  return sum;
}

/** Two levels' quantities together, or a level's and their changes. */
export function sumOf(one: StockQuantities, other: StockQuantities): StockQuantities {
  return {
    available: one.available + other.available,
    committed: one.committed + other.committed,
    unavailable: one.unavailable + other.unavailable,
    incoming: one.incoming + other.incoming,
    onHand: one.onHand + other.onHand,
  };
}

/** Whether a value can serve as an id: a string that is not empty. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Whether a value is one of the policies of {@link Oversell}. */
export function isOversell(value: unknown): value is Oversell {
  if (value === 'deny' || value === 'preorder' || value === 'continue') return true;
  return isFields(value) && Number.isSafeInteger(value['floor']);
}
