import { isFields } from './shape/quantities.ts';
import type { StockQuantities, StockStatus } from './status.ts';

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

/** Where stock is: a variant at a location. */
export interface Place {
  readonly variantId: string;
  readonly locationId: string;
}

/** The quantities that a level stores, in units. On-hand follows from them. */
export type StatusQuantities = Readonly<Record<StockStatus, number>>;

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

/** Builds a level from parts that were checked before; one shape, so that engines keep it fast. */
export function freezeLevel(
  { variantId, locationId }: Place,
  { available, committed, unavailable, incoming }: StatusQuantities,
  oversell: Oversell,
): StockLevel {
  return Object.freeze({
    variantId,
    locationId,
    available,
    committed,
    unavailable,
    incoming,
    onHand: available + committed + unavailable,
    oversell:
      typeof oversell === 'string' || Object.isFrozen(oversell)
        ? oversell
        : Object.freeze({ floor: oversell.floor }),
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
export function keyOf(place: Place): string {
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
  for (const level of 'get' in levels ? levels.values() : levels) sum = plus(sum, level);
  return sum;
}

/** Quantities and others as often as is said: a level and its change, or with -1 what became of it. */
export function plus(one: StockQuantities, other: StockQuantities, times = 1): StockQuantities {
  return {
    available: one.available + other.available * times,
    committed: one.committed + other.committed * times,
    unavailable: one.unavailable + other.unavailable * times,
    incoming: one.incoming + other.incoming * times,
    onHand: one.onHand + other.onHand * times,
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
