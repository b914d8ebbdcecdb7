import type {
  OversellChanged,
  StockAdjusted,
  StockSet,
  VariantConnected,
  VariantDisconnected,
} from '../events.ts';
import { EMPTY, freezeLevel, plus } from '../level.ts';
import type { StockLevel } from '../level.ts';
import type { Rejection, WriteRejection } from '../rejections.ts';
import { at, shift } from './shift.ts';
import type {
  ExpectedQuantities,
  QuantityName,
  StockQuantities,
  WritableQuantities,
} from '../status.ts';

/** The events that say themselves what becomes of their level. */
export type Written =
  VariantConnected | VariantDisconnected | OversellChanged | StockSet | StockAdjusted;

/** Runs the events that name a level and say themselves what becomes of it. */
export function write(before: StockLevel | undefined, event: Written): StockLevel | Rejection {
  if (event.type === 'variant.connected') {
    if (before !== undefined) return { reason: 'already-connected', ...at(event) };
    const empty = freezeLevel(event, EMPTY, event.oversell ?? 'deny');
    return writeFrom(empty, empty, event.quantities ?? {});
  }
  if (before === undefined) return { reason: 'not-connected', ...at(event) };
  switch (event.type) {
    case 'variant.disconnected':
      return checkEmpty(before) ?? before;
    case 'oversell.changed':
      return freezeLevel(before, before, event.oversell);
    case 'stock.set':
    case 'stock.adjusted':
      return writeQuantities(before, event);
  }
}

/** Runs the events that give quantities, absolute or relative: all that the API can write. */
export function writeQuantities(
  level: StockLevel | undefined,
  event: StockSet | StockAdjusted,
): StockLevel | WriteRejection {
  if (level === undefined) return { reason: 'not-connected', ...at(event) };
  const stale = checkExpected(level, event.expected);
  if (event.type === 'stock.set') return stale ?? writeFrom(level, level, event.quantities);
  return stale ?? writeFrom(level, EMPTY, event.deltas);
}

/**
 * Writes values: absolute ones begin with the level itself, relative ones with nothing. A given on-hand
 * without available moves available; with it, both must agree.
 */
function writeFrom(
  level: StockLevel,
  from: StockQuantities,
  values: WritableQuantities,
): StockLevel | WriteRejection {
  const { onHand: expected, unavailable = from.unavailable, incoming = from.incoming } = values;
  const rest = from.committed + unavailable;
  const { available = expected === undefined ? from.available : expected - rest } = values;
  const actual = available + rest;
  if (expected !== undefined && actual !== expected) {
    return { reason: 'conflicting-quantities', ...at(level), expected, actual };
  }
  const to = { ...from, available, unavailable, incoming };
  return shift(level, plus(to, from, -1));
}

function checkExpected(
  level: StockLevel,
  expected: ExpectedQuantities | undefined,
): WriteRejection | undefined {
  for (const [key, value] of Object.entries(expected ?? {})) {
    const name = key as QuantityName;
    if (value !== undefined && value !== level[name]) {
      return { reason: 'stale', ...at(level), name, expected: value, actual: level[name] };
    }
  }
  return undefined;
}

function checkEmpty(level: StockLevel): Rejection | undefined {
  const { available, committed, unavailable, incoming } = level;
  if (committed > 0) return { reason: 'committed-at-location', ...at(level), committed };
  if (available !== 0 || unavailable > 0) {
    return { reason: 'stock-at-location', ...at(level), available, unavailable };
  }
  if (incoming > 0) return { reason: 'incoming-at-location', ...at(level), incoming };
  return undefined;
}
