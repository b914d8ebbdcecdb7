import type { Oversell } from './level.ts';
import type { ExpectedQuantities, WritableQuantities } from './status.ts';

/** The fields that every event has. */
interface EventBase {
  /** Unique. The same id with the same content again changes nothing. */
  readonly id: string;
  /** When it happened: ISO 8601 with a zone, such as `2026-03-01T09:30:00Z`. */
  readonly at: string;
  /** Free text for the ledger. */
  readonly reason?: string;
}

/** Events about one level name it. */
interface LevelEvent extends EventBase {
  readonly variantId: string;
  readonly locationId: string;
}

/** Some units of a variant at a location. `quantity` is a positive integer, in units. */
export interface StockLine {
  readonly variantId: string;
  readonly locationId: string;
  readonly quantity: number;
}

/** Some units of a variant in a shipment; the location is the shipment's. */
export interface ShipmentEventLine {
  readonly variantId: string;
  readonly quantity: number;
}

/** The units that came out of the box: to sell and to set aside, together at least one. */
export interface ReceivedLine {
  readonly variantId: string;
  /** Units that become available. */
  readonly accepted: number;
  /** Units that become unavailable, because they are damaged or must be checked. */
  readonly rejected?: number;
}

/** A variant is linked to a location, with its opening quantities. */
export interface VariantConnected extends LevelEvent {
  readonly type: 'variant.connected';
  /** The quantities that the level begins with; those that are left out are 0. */
  readonly quantities?: WritableQuantities;
  readonly oversell?: Oversell;
}

/** The link is taken away; the level must be empty. */
export interface VariantDisconnected extends LevelEvent {
  readonly type: 'variant.disconnected';
}

/** The level gets another overselling policy. */
export interface OversellChanged extends LevelEvent {
  readonly type: 'oversell.changed';
  readonly oversell: Oversell;
}

/** Absolute values; `onHand` moves available by the difference. */
export interface StockSet extends LevelEvent {
  readonly type: 'stock.set';
  /** The values that the quantities become. */
  readonly quantities: WritableQuantities;
  /** The quantities that the level must have; where it has not, the event is refused as `stale`. */
  readonly expected?: ExpectedQuantities;
}

/** Relative values; `onHand` moves available. */
export interface StockAdjusted extends LevelEvent {
  readonly type: 'stock.adjusted';
  /** The units that are added to the quantities; negative numbers take away. */
  readonly deltas: WritableQuantities;
  /** The quantities that the level must have; where it has not, the event is refused as `stale`. */
  readonly expected?: ExpectedQuantities;
}

/** Units are set aside: for a customer, a draft order, a quality check. */
export interface StockHeld extends LevelEvent {
  readonly type: 'stock.held';
  readonly quantity: number;
  readonly reason: string;
}

/** Units that were set aside may be sold again. */
export interface StockReleased extends LevelEvent {
  readonly type: 'stock.released';
  readonly quantity: number;
}

/** Units that were set aside are gone for good. */
export interface StockWrittenOff extends LevelEvent {
  readonly type: 'stock.written-off';
  readonly quantity: number;
}

/** An order takes units out of available and into committed. */
export interface OrderPlaced extends EventBase {
  readonly type: 'order.placed';
  readonly orderId: string;
  readonly lines: readonly StockLine[];
}

/** Open units of an order become available again; all of them when `lines` is left out. */
export interface OrderCancelled extends EventBase {
  readonly type: 'order.cancelled';
  readonly orderId: string;
  readonly lines?: readonly StockLine[];
}

/** Open units of an order leave the building; all of them when `lines` is left out. */
export interface OrderFulfilled extends EventBase {
  readonly type: 'order.fulfilled';
  readonly orderId: string;
  readonly lines?: readonly StockLine[];
}

/** Fulfilled units turn out not to have left: they are committed again. */
export interface FulfillmentCancelled extends EventBase {
  readonly type: 'fulfillment.cancelled';
  readonly orderId: string;
  readonly lines: readonly StockLine[];
}

/**
 * Units come back from a customer and are set aside. With an `orderId`, no more may come back than
 * that order shipped, to whichever location.
 */
export interface ReturnReceived extends EventBase {
  readonly type: 'return.received';
  readonly orderId?: string;
  readonly lines: readonly StockLine[];
}

/** Returned units may be sold again. */
export interface ReturnRestocked extends EventBase {
  readonly type: 'return.restocked';
  readonly lines: readonly StockLine[];
}

/**
 * Units are on their way to a location: a purchase order, or with an `origin` (a location id) a
 * transfer, which takes them out of available there.
 */
export interface ShipmentAnnounced extends EventBase {
  readonly type: 'shipment.announced';
  readonly shipmentId: string;
  readonly locationId: string;
  /** The location that a transfer comes from. */
  readonly origin?: string;
  readonly lines: readonly ShipmentEventLine[];
}

/** A shipment, or a part of it, has arrived; all that is open is accepted when `lines` is left out. */
export interface ShipmentReceived extends EventBase {
  readonly type: 'shipment.received';
  readonly shipmentId: string;
  readonly lines?: readonly ReceivedLine[];
}

/** Open units of a shipment will not come; all of them when `lines` is left out. */
export interface ShipmentCancelled extends EventBase {
  readonly type: 'shipment.cancelled';
  readonly shipmentId: string;
  readonly lines?: readonly ShipmentEventLine[];
}

/** Everything that can happen to stock. Plain data. */
export type StockEvent =
  | VariantConnected
  | VariantDisconnected
  | OversellChanged
  | StockSet
  | StockAdjusted
  | StockHeld
  | StockReleased
  | StockWrittenOff
  | OrderPlaced
  | OrderCancelled
  | OrderFulfilled
  | FulfillmentCancelled
  | ReturnReceived
  | ReturnRestocked
  | ShipmentAnnounced
  | ShipmentReceived
  | ShipmentCancelled;

/** The name of an event, such as `'order.placed'`. */
export type StockEventType = StockEvent['type'];
