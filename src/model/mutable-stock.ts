import { carryOut } from './apply-decision.ts';
import type { StockWriter } from './apply-decision.ts';
import { decideWith } from './decide.ts';
import type { Decision } from './decide.ts';
import type { Order, Shipment } from './documents.ts';
import type { StockEvent } from './events.ts';
import { keyOf } from './level.ts';
import type { StockLevel } from './level.ts';
import { DraftMap } from './persistent/persistent-map.ts';
import type { Content } from './shape/quantities.ts';
import { emptyStock, viewOf } from './state.ts';
import type { StockState, StockView } from './state.ts';

/**
 * Stock that changes in place: a view for {@link decide}, and a writer for {@link applyDecision}. For
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
export interface MutableStock extends StockView, StockWriter {
  /** The stock as it is at the moment of reading: a live view, without a copy. */
  readonly state: StockState;
  /** Decides an event and, where it is accepted, carries it out. Costs O(lines), never throws. */
  apply(event: StockEvent): Decision;
  /**
   * The stock as it is now, which later events do not change. Shares its maps: O(1), but for what
   * the first one puts into such maps, where the stock began with none: O(n) once.
   */
  snapshot(): StockState;
}

/**
 * Makes stock that changes in place. It begins with the state that is given, and leaves it as it is.
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
  const levels = new DraftMap<StockLevel>(from.levels);
  const orders = new DraftMap<Order>(from.orders);
  const shipments = new DraftMap<Shipment>(from.shipments);
  const events = new DraftMap<string, Content>(from.events, (kept) =>
    typeof kept === 'string' ? kept : JSON.stringify(kept),
  );
  const state = {
    levels: levels.live,
    orders: orders.live,
    shipments: shipments.live,
    events: events.live,
    position: from.position,
  };
  const stock: MutableStock = {
    ...viewOf(state),
    state,
    setLevel: (level) => {
      levels.set(keyOf(level), level);
      state.position += 1;
    },
    deleteLevel: (level) => {
      levels.delete(keyOf(level));
      state.position += 1;
    },
    setOrder: (order) => orders.set(order.orderId, order),
    setShipment: (shipment) => shipments.set(shipment.shipmentId, shipment),
    setEvent: (id, content) => events.set(id, content),
    apply: (event) => {
      const content: Content = [];
      const decision = decideWith(stock, event, content);
      // Hardly any content is ever read, and its text takes a while to make. Copied, because what
      // grows has room for more, and contents are kept for ever.
      if (carryOut(stock, decision)) events.set(event.id, content.slice());
      return decision;
    },
    snapshot: () => ({
      levels: levels.snapshot(),
      orders: orders.snapshot(),
      shipments: shipments.snapshot(),
      events: events.snapshot(),
      position: state.position,
    }),
  };
  return stock;
}
