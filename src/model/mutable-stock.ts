import type { Decision } from './decide.ts';
import { applyTo, draftOf, viewOf } from './draft.ts';
import type { StockEvent } from './events.ts';
import { emptyStock } from './state.ts';
import type { StockState, StockView } from './state.ts';

/**
 * Stock that changes in place: a view for {@link decide} that also carries its decisions out. For
 * servers and long runs; programs that want values use {@link transition}.
 *
 * @example
 * ```ts run
 * import { mutableStock } from 'genstore-inventory/model';
 *
 * const stock = mutableStock();
 * const place = { variantId: '107', locationId: '50002' };
 * const at = '2026-03-01T09:30:00Z';
 * stock.apply({ type: 'variant.connected', id: 'e1', at, ...place, quantities: { available: 10 } });
 * const before = stock.snapshot();
 * stock.apply({ type: 'stock.set', id: 'e2', at, ...place, quantities: { onHand: 7 } });
 * stock.level('107', '50002')?.available; // → 7
 * before.position; // → 1
 * ```
 */
export interface MutableStock extends StockView {
  /** The stock as it is at the moment of reading: a live view, without a copy. */
  readonly state: StockState;
  /** Decides an event and, where it is accepted, carries it out. Costs O(lines), never throws. */
  apply(event: StockEvent): Decision;
  /** The stock as it is now, which later events do not change. Copies: O(levels). */
  snapshot(): StockState;
}

/**
 * Makes stock that changes in place. It begins with a copy of the state that is given.
 *
 * @example
 * ```ts run
 * import { mutableStock } from 'genstore-inventory/model';
 *
 * const stock = mutableStock();
 * stock.apply({
 *   type: 'variant.connected',
 *   id: 'e1',
 *   at: '2026-03-01T09:30:00Z',
 *   variantId: '107',
 *   locationId: '50002',
 * });
 * stock.level('107', '50002')?.available; // → 0
 * ```
 */
export function mutableStock(from: StockState = emptyStock()): MutableStock {
  const draft = draftOf(from);
  const view = viewOf(draft);
  return {
    ...view,
    state: draft,
    apply: (event) => applyTo(draft, view, event),
    snapshot: () => draftOf(draft),
  };
}
