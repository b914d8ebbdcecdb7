import { freezeLevel, oversellFloor, plus } from '../level.ts';
import type { Place, StockLevel } from '../level.ts';
import type { Movement } from '../movements.ts';
import type { InvalidQuantity, NegativeQuantity, Rejection } from '../rejections.ts';
import { READABLE_QUANTITIES } from '../status.ts';
import type { QuantityName, StockQuantities } from '../status.ts';

/** The level would not be one any more. */
export type OutOfRange = NegativeQuantity | InvalidQuantity;

/** Moves units in and out of a level's statuses, or says which rule forbids it. */
export function shift(
  level: StockLevel,
  deltas: StockQuantities,
  line?: number,
): StockLevel | OutOfRange {
  const after = freezeLevel(level, plus(level, deltas), level.oversell);
  return checkRange(level, after, line) ?? after;
}

/** The bounds that single rows of the table have: what may be sold, what can be shipped. */
export function checkBound(
  level: StockLevel,
  deltas: StockQuantities,
  bound: Movement['bound'],
  line: number | undefined,
): Rejection | undefined {
  const { available, committed } = level;
  if (bound === 'sellable') {
    const floor = oversellFloor(level);
    const requested = -deltas.available;
    if (available - requested >= floor) return undefined;
    return { reason: 'insufficient-stock', ...at(level, line), requested, available, floor };
  }
  if (bound === 'shippable') {
    // Units sold beyond what was there are committed too, but cannot be shipped before they arrive.
    const shippable = Math.max(0, committed + Math.min(available, 0));
    const requested = -deltas.committed;
    if (requested <= shippable) return undefined;
    const numbers = { requested, shippable, available, committed };
    return { reason: 'insufficient-on-hand', ...at(level, line), ...numbers };
  }
  return undefined;
}

/** The bounds of every level: safe integers, nothing below 0, available not below its policy. */
function checkRange(
  level: StockLevel,
  after: StockLevel,
  line: number | undefined,
): OutOfRange | undefined {
  const { available, committed, unavailable, incoming, onHand } = after;
  // Safety stock holds back orders, not facts: a count may fall below it, but not below 0.
  const lowest = Math.min(0, oversellFloor(after));
  // What is too low already may stay so, or rise.
  const bottom = Math.min(lowest, level.available);
  if (Math.min(available - bottom, committed, unavailable, incoming, onHand) < 0) {
    const isLow = (each: QuantityName) => after[each] < (each === 'available' ? bottom : 0);
    const name = READABLE_QUANTITIES.find(isLow) ?? 'available';
    const floor = name === 'available' ? lowest : 0;
    const numbers = { name, actual: level[name], requested: after[name], floor };
    return { reason: 'negative-quantity', ...at(level, line), ...numbers };
  }
  // From far below 0 to far above it, both may be safe and the change between them not.
  const change = Math.abs(available - level.available);
  const sum = Math.abs(available) + committed + unavailable;
  if (Number.isSafeInteger(Math.max(sum, incoming, change))) return undefined;
  const path = line === undefined ? '' : `lines[${line}]`;
  const expected = 'small enough to be counted exactly';
  return { reason: 'invalid-quantity', path, expected, actual: String(sum + incoming) };
}

/** Where a rejection happened. */
export function at(
  { variantId, locationId }: Place,
  line?: number,
): { variantId: string; locationId: string; line?: number } {
  return line === undefined ? { variantId, locationId } : { variantId, locationId, line };
}
