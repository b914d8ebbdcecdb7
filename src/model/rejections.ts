import type { QuantityName } from './status.ts';

/** The level that a rejection is about, and the event's line (from 0) where it has lines. */
interface AtLevel {
  readonly variantId: string;
  readonly locationId: string;
  readonly line?: number;
}

/** The event tries to write committed, which belongs to orders. */
export interface CommittedReadOnly extends AtLevel {
  readonly reason: 'committed-read-only';
}

/** An order asks for more than may be sold. */
export interface InsufficientStock extends AtLevel {
  readonly reason: 'insufficient-stock';
  /** Units that the order asks for. */
  readonly requested: number;
  readonly available: number;
  /** How low orders may take available. */
  readonly floor: number;
}

/** More units would be shipped than are physically there and not set aside. */
export interface InsufficientOnHand extends AtLevel {
  readonly reason: 'insufficient-on-hand';
  /** Units that would be shipped. */
  readonly requested: number;
  /** How many units can be shipped. */
  readonly shippable: number;
  readonly available: number;
  readonly committed: number;
}

/** A quantity would fall below 0, or available below the lowest value that its policy allows. */
export interface NegativeQuantity extends AtLevel {
  readonly reason: 'negative-quantity';
  /** The quantity that would fall too low. */
  readonly name: QuantityName;
  /** The quantity as it is. */
  readonly actual: number;
  /** The value that it would become. */
  readonly requested: number;
  /** The lowest allowed value. */
  readonly floor: number;
}

/** The variant is not linked to the location. */
export interface NotConnected extends AtLevel {
  readonly reason: 'not-connected';
}

/** The variant is linked to the location already. */
export interface AlreadyConnected extends AtLevel {
  readonly reason: 'already-connected';
}

/** A disconnect is refused because units are on hand. */
export interface StockAtLocation extends AtLevel {
  readonly reason: 'stock-at-location';
  readonly available: number;
  readonly unavailable: number;
}

/** A disconnect is refused because orders wait for units. */
export interface CommittedAtLocation extends AtLevel {
  readonly reason: 'committed-at-location';
  readonly committed: number;
}

/** A disconnect is refused because units are on their way. */
export interface IncomingAtLocation extends AtLevel {
  readonly reason: 'incoming-at-location';
  readonly incoming: number;
}

/** The order exists already. */
export interface OrderExists {
  readonly reason: 'order-exists';
  readonly orderId: string;
}

/** There is no such order. */
export interface OrderNotFound {
  readonly reason: 'order-not-found';
  readonly orderId: string;
}

/** More is asked of an order than it has left for that. */
export interface ExceedsOrder {
  readonly reason: 'exceeds-order';
  readonly orderId: string;
  /** Units that the order still has for this. */
  readonly actual: number;
  /** Units that the event asks of it. */
  readonly requested: number;
  /** Left out where the event asked for all that is open and nothing is. */
  readonly variantId?: string;
  readonly locationId?: string;
  readonly line?: number;
}

/** The shipment exists already. */
export interface ShipmentExists {
  readonly reason: 'shipment-exists';
  readonly shipmentId: string;
}

/** There is no such shipment. */
export interface ShipmentNotFound {
  readonly reason: 'shipment-not-found';
  readonly shipmentId: string;
}

/** More is asked of a shipment than it has open. */
export interface ExceedsShipment {
  readonly reason: 'exceeds-shipment';
  readonly shipmentId: string;
  /** Units that the shipment still has open. */
  readonly actual: number;
  /** Units that the event asks of it. */
  readonly requested: number;
  /** Left out where the event asked for all that is open and nothing is. */
  readonly variantId?: string;
  readonly locationId?: string;
  readonly line?: number;
}

/** The values given do not add up: on-hand is available + committed + unavailable. */
export interface ConflictingQuantities extends AtLevel {
  readonly reason: 'conflicting-quantities';
  /** The on-hand value (or change) that the event names. */
  readonly expected: number;
  /** The value that the others make of it. */
  readonly actual: number;
}

/** A number is not a safe integer, is not positive where it must be, or would grow unsafe. */
export interface InvalidQuantity {
  readonly reason: 'invalid-quantity';
  /** Where it stands in the event, such as `lines[0].quantity`. */
  readonly path: string;
  /** The kind of value that it should be. */
  readonly expected: string;
  /** The value that it is, as text. */
  readonly actual: string;
}

/** Units would move from a place to the same place: a transfer whose origin is its destination. */
export interface SameStatus {
  readonly reason: 'same-status';
  readonly locationId: string;
}

/** The level is not what the caller believed it to be. */
export interface Stale extends AtLevel {
  readonly reason: 'stale';
  /** The first quantity that differs. */
  readonly name: QuantityName;
  /** The value that the caller believed. */
  readonly expected: number;
  /** The value that the level has. */
  readonly actual: number;
}

/** The id was used before by an event that says something else. */
export interface EventIdReused {
  readonly reason: 'event-id-reused';
  readonly eventId: string;
}

/** The event is not shaped like one: a field is missing, or of the wrong type. */
export interface InvalidEvent {
  readonly reason: 'invalid-event';
  /** Where the first mismatch is; empty for the event itself. */
  readonly path: string;
  /** The kind of value that should stand there. */
  readonly expected: string;
  /** The value that stands there, as text. */
  readonly actual: string;
}

/** Why an event was refused, with the numbers that a caller needs. Plain data. */
export type Rejection =
  | CommittedReadOnly
  | InsufficientStock
  | InsufficientOnHand
  | NegativeQuantity
  | NotConnected
  | AlreadyConnected
  | StockAtLocation
  | CommittedAtLocation
  | IncomingAtLocation
  | OrderExists
  | OrderNotFound
  | ExceedsOrder
  | ShipmentExists
  | ShipmentNotFound
  | ExceedsShipment
  | ConflictingQuantities
  | InvalidQuantity
  | SameStatus
  | Stale
  | EventIdReused
  | InvalidEvent;

/** Why quantities cannot be written. */
export type WriteRejection =
  | CommittedReadOnly
  | ConflictingQuantities
  | InvalidEvent
  | InvalidQuantity
  | NegativeQuantity
  | NotConnected
  | Stale;

/** The name of a reason, such as `'insufficient-stock'`. */
export type RejectionReason = Rejection['reason'];
