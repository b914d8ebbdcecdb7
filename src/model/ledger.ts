import type { StockEventType } from './events.ts';
import { EMPTY, keyOf, plus } from './level.ts';
import type { StockLevel } from './level.ts';
import { READABLE_QUANTITIES } from './status.ts';
import type { QuantityName, StockQuantities } from './status.ts';

/** One line of the ledger: what one event did to one level. Plain data. */
export interface LedgerEntry {
  readonly eventId: string;
  /** When it happened: the event's own time. */
  readonly at: string;
  readonly type: StockEventType;
  readonly variantId: string;
  readonly locationId: string;
  /** The change of every quantity, in units. */
  readonly deltas: StockQuantities;
  /** The level after the event; after `variant.disconnected` it is gone, and this its last state. */
  readonly after: StockLevel;
  readonly orderId?: string;
  readonly shipmentId?: string;
  readonly reason?: string;
}

/**
 * The finding of {@link verifyLedger}, at the entry `index`:
 *
 * - `'identity'`: on-hand is not available + committed + unavailable, in `after` or in `deltas`.
 * - `'chain'`: the level before, plus `deltas`, is not `after`.
 * - `'levels'`: it is the last entry of its level, and the levels given say something else.
 */
export type LedgerCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly index: number;
      readonly problem: 'identity' | 'chain' | 'levels';
      /** The first quantity that does not add up; null where the level is missing or left over. */
      readonly name: QuantityName | null;
      readonly expected: number | null;
      readonly actual: number | null;
    };

/**
 * Checks that a ledger adds up, entry by entry and at the end to the levels. A ledger may begin with
 * levels that it did not create; those are taken from their first entry.
 *
 * @returns the first entry that does not add up, or `{ ok: true }`.
 *
 * @example
 * ```ts run
 * import { emptyStock, transition, verifyLedger } from 'genstore-inventory/model';
 *
 * const result = transition(emptyStock(), {
 *   type: 'variant.connected',
 *   id: 'e1',
 *   at: '2026-03-01T09:30:00Z',
 *   variantId: '107',
 *   locationId: '50002',
 *   quantities: { available: 10 },
 * });
 * if (result.ok) verifyLedger(result.entries, result.state.levels); // → { ok: true }
 * ```
 */
export function verifyLedger(
  entries: readonly LedgerEntry[],
  levels: ReadonlyMap<string, StockLevel>,
): LedgerCheck {
  const running = new Map<string, { index: number; level: StockQuantities | undefined }>();
  for (const [index, entry] of entries.entries()) {
    const key = keyOf(entry);
    const mismatch = checkEntry(entry, running.get(key));
    if (mismatch !== undefined) return { ok: false, index, ...mismatch };
    const isGone = entry.type === 'variant.disconnected';
    running.set(key, { index, level: isGone ? undefined : entry.after });
  }
  let first: LedgerCheck = { ok: true };
  for (const [key, { index, level }] of running) {
    const mismatch = compare('levels', level, levels.get(key));
    if (mismatch !== undefined && (first.ok || index < first.index)) {
      first = { ok: false, index, ...mismatch };
    }
  }
  return first;
}

type Mismatch = Omit<Extract<LedgerCheck, { ok: false }>, 'ok' | 'index'>;

function checkEntry(
  { type, after, deltas }: LedgerEntry,
  previous: { readonly level: StockQuantities | undefined } | undefined,
): Mismatch | undefined {
  for (const { available, committed, unavailable, onHand } of [after, deltas]) {
    const expected = available + committed + unavailable;
    if (onHand !== expected) {
      return { problem: 'identity', name: 'onHand', expected, actual: onHand };
    }
  }
  // A level that the ledger has not met yet may have existed before it; one that it saw go has not.
  const starts = type === 'variant.connected';
  if (previous === undefined && !starts) return undefined;
  const before = previous?.level;
  if (starts !== (before === undefined)) return compare('chain', undefined, after);
  return compare('chain', plus(before ?? EMPTY, deltas), after);
}

/** The first quantity in which two levels differ; null where one of them is missing. */
function compare(
  problem: Mismatch['problem'],
  expected: StockQuantities | undefined,
  actual: StockQuantities | undefined,
): Mismatch | undefined {
  if (expected === undefined || actual === undefined) {
    if (expected === actual) return undefined;
    return { problem, name: null, expected: null, actual: null };
  }
  for (const name of READABLE_QUANTITIES) {
    if (actual[name] !== expected[name]) {
      return { problem, name, expected: expected[name], actual: actual[name] };
    }
  }
  return undefined;
}
