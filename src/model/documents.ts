/** The units that one line of an order or shipment is about. */
interface DocumentLine {
  readonly variantId: string;
  readonly locationId: string;
  /** Committed and not yet fulfilled, or incoming and not yet received. */
  readonly open: number;
  /** Units that were open and were called off. */
  readonly cancelled: number;
}

/** The units of one order line, by what became of them. The tallies add up to `ordered`. */
export interface OrderLine extends DocumentLine {
  /** Units that were ordered in all. */
  readonly ordered: number;
  /** With the customer. */
  readonly fulfilled: number;
  /** Units that came back from the customer. */
  readonly returned: number;
}

/** An order, one line per variant and location. Plain data. */
export interface Order {
  readonly orderId: string;
  readonly lines: readonly OrderLine[];
}

/** The units of one shipment line, by what became of them. The tallies add up to `announced`. */
export interface ShipmentLine extends DocumentLine {
  /** Units that were announced in all. */
  readonly announced: number;
  /** Accepted and rejected units together. */
  readonly received: number;
}

/**
 * A purchase order, or with an `origin` (a location id) a transfer; one line per variant, at the
 * location where it is to arrive. Plain data.
 */
export interface Shipment {
  readonly shipmentId: string;
  readonly locationId: string;
  /** The location that a transfer comes from. */
  readonly origin?: string;
  readonly lines: readonly ShipmentLine[];
}
