import { decide } from './decide.ts';
import type { Decision } from './decide.ts';
import type { Order, Shipment } from './documents.ts';
import type { StockEvent } from './events.ts';
import { levelKey } from './level.ts';
import type { StockLevel } from './level.ts';
import { eventContent } from './shape/shape.ts';
import type { StockState, StockView } from './state.ts';

/** A copy of a state that can be changed. */
export interface Draft {
  levels: Map<string, StockLevel>;
  orders: Map<string, Order>;
  shipments: Map<string, Shipment>;
  events: Map<string, string>;
  position: number;
}

/** Copies a state's maps; what they hold is frozen and shared. */
export function draftOf(state: StockState): Draft {
  return {
    levels: new Map(state.levels),
    orders: new Map(state.orders),
    shipments: new Map(state.shipments),
    events: new Map(state.events),
    position: state.position,
  };
}

/** Reads a state, or a draft as it is at the moment of reading. */
export function viewOf(state: StockState): StockView {
  return {
    level: (variantId, locationId) => state.levels.get(levelKey(variantId, locationId)),
    order: (orderId) => state.orders.get(orderId),
    shipment: (shipmentId) => state.shipments.get(shipmentId),
    event: (id) => state.events.get(id),
  };
}

/** Decides an event by the view of a draft and carries the decision out on that draft. */
export function applyTo(draft: Draft, view: StockView, event: StockEvent): Decision {
  const decision = decide(view, event);
  if (!decision.ok || decision.duplicate) return decision;
  for (const { type, variantId, locationId, after } of decision.entries) {
    const key = levelKey(variantId, locationId);
    if (type === 'variant.disconnected') draft.levels.delete(key);
    else draft.levels.set(key, after);
  }
  const { order, shipment } = decision;
  if (order !== undefined) draft.orders.set(order.orderId, order);
  if (shipment !== undefined) draft.shipments.set(shipment.shipmentId, shipment);
  draft.events.set(event.id, eventContent(event));
  draft.position += decision.entries.length;
  return decision;
}
