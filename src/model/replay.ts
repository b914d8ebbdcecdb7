import { mutableStock } from './mutable-stock.ts';
import type { StockEvent } from './events.ts';
import type { LedgerEntry } from './ledger.ts';
import { isId } from './level.ts';
import type { Rejection } from './rejections.ts';
import { parseInstant } from './shape/instant.ts';
import { emptyStock } from './state.ts';
import type { StockState } from './state.ts';

/** The outcome of {@link replay}. */
export interface ReplayResult {
  /** The state after the last event. */
  readonly state: StockState;
  /** The ledger of the accepted events, in the order in which they happened. */
  readonly entries: readonly LedgerEntry[];
  /** The events that were refused, in the order in which they were tried. */
  readonly rejected: readonly { readonly event: StockEvent; readonly rejection: Rejection }[];
}

/**
 * Applies a log of events in the order in which they happened (`at`, then `id`), however they
 * arrived: a late event lands where it belongs. A refused event is listed, and the rest goes on.
 *
 * @example
 * ```ts run
 * import { replay } from 'genstore-inventory/model';
 *
 * const place = { variantId: '107', locationId: '50002' };
 * const { state, rejected } = replay([
 *   { type: 'stock.set', id: 'e2', at: '2026-03-01T11:00:00Z', ...place, quantities: { onHand: 7 } },
 *   { type: 'variant.connected', id: 'e1', at: '2026-03-01T10:00:00Z', ...place },
 * ]);
 * rejected.length; // → 0
 * ```
 */
export function replay(
  events: Iterable<StockEvent>,
  state: StockState = emptyStock(),
): ReplayResult {
  const stock = mutableStock(state);
  const entries: LedgerEntry[] = [];
  const rejected: { event: StockEvent; rejection: Rejection }[] = [];
  for (const event of inOrder(events)) {
    const decision = stock.apply(event);
    if (decision.ok) for (const entry of decision.entries) entries.push(entry);
    else rejected.push({ event, rejection: decision.rejection });
  }
  return { state: entries.length === 0 ? state : stock.snapshot(), entries, rejected };
}

/** Sorts by time, then by id; what has no time comes last, to be refused. */
function inOrder(events: Iterable<StockEvent>): StockEvent[] {
  const timed = Array.from(events, (event) => {
    const { at, id } = event ?? {};
    return { event, id: isId(id) ? id : '', instant: parseInstant(at) };
  });
  // The difference of two that have no time is NaN, and so their ids decide as well.
  timed.sort((a, b) => a.instant - b.instant || Number(a.id > b.id) - Number(a.id < b.id));
  return timed.map(({ event }) => event);
}
