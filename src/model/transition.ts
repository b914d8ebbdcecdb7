import { decide } from './decide.ts';
import { mutableStock } from './mutable-stock.ts';
import type { StockEvent } from './events.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Rejection } from './rejections.ts';
import { viewOf } from './state.ts';
import type { StockState } from './state.ts';

/** The next state and the ledger's entries, or the state that was given and why it stays. */
export type TransitionResult =
  | { readonly ok: true; readonly state: StockState; readonly entries: readonly LedgerEntry[] }
  | { readonly ok: false; readonly state: StockState; readonly rejection: Rejection };

/** Like {@link TransitionResult}, for many events: all of them, or none. */
export type TransitionAllResult =
  | { readonly ok: true; readonly state: StockState; readonly entries: readonly LedgerEntry[] }
  | {
      readonly ok: false;
      readonly state: StockState;
      readonly rejection: Rejection;
      /** The index of the event that was refused. */
      readonly failedIndex: number;
    };

/**
 * Applies one event to a state and returns the next one. Pure, and it never throws: a bad event is a
 * rejection, with the very state that was given. The next state shares
 * with the given one all that the event did not touch, so the cost depends on the event's lines and
 * hardly on the number of levels, and earlier states can be kept. Many events at once are faster with
 * {@link transitionAll}.
 *
 * @example
 * ```ts run
 * import { emptyStock, transition } from 'genstore-inventory/model';
 *
 * const result = transition(emptyStock(), {
 *   type: 'order.placed',
 *   id: 'e1',
 *   at: '2026-03-01T10:00:00Z',
 *   orderId: '1001',
 *   lines: [{ variantId: '107', locationId: '50002', quantity: 3 }],
 * });
 * if (!result.ok) result.rejection.reason; // → 'not-connected'
 * ```
 */
export function transition(state: StockState, event: StockEvent): TransitionResult {
  const result = transitionAll(state, [event]);
  return result.ok ? result : { ok: false, state, rejection: result.rejection };
}

/**
 * Whether {@link transition} would accept the event. Makes no state.
 *
 * @example
 * ```ts run
 * import { canTransition, emptyStock } from 'genstore-inventory/model';
 *
 * const order = { type: 'order.cancelled', id: 'e1', at: '2026-03-01T10:00:00Z' } as const;
 * canTransition(emptyStock(), { ...order, orderId: '1001' }); // → false
 * ```
 */
export function canTransition(state: StockState, event: StockEvent): boolean {
  return decide(viewOf(state), event).ok;
}

/**
 * Applies events one after the other, each to what the last one left: all of them, or none.
 *
 * @example
 * ```ts run
 * import { emptyStock, transitionAll } from 'genstore-inventory/model';
 *
 * const place = { variantId: '107', locationId: '50002' };
 * const at = '2026-03-01T10:00:00Z';
 * const result = transitionAll(emptyStock(), [
 *   { type: 'variant.connected', id: 'e1', at, ...place, quantities: { available: 5 } },
 *   { type: 'stock.held', id: 'e2', at, ...place, quantity: 9, reason: 'quality check' },
 * ]);
 * if (!result.ok) console.log(result.failedIndex, result.state.levels.size); // → 1 0
 * ```
 */
export function transitionAll(
  state: StockState,
  events: readonly StockEvent[],
): TransitionAllResult {
  const stock = mutableStock(state);
  const entries: LedgerEntry[] = [];
  for (const [failedIndex, event] of events.entries()) {
    const decision = stock.apply(event);
    if (!decision.ok) return { ok: false, state, rejection: decision.rejection, failedIndex };
    for (const entry of decision.entries) entries.push(entry);
  }
  return { ok: true, state: entries.length === 0 ? state : stock.snapshot(), entries };
}
