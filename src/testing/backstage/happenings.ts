import type { Order, Shipment, StockEventType, StockLevel } from '../../model/index.ts';
import type { SeedLocation, SeedVariant } from '../seed/seed.ts';
import type { FakeEvent } from './read-event.ts';

/**
 * Lets one kind of event happen. It takes what the event of that type takes, returns the levels that
 * the event touched, as it leaves them, and throws an {@link EventRefusedError} where the model
 * refuses it; nothing changes then.
 */
export type Happening<Type extends StockEventType> = (
  event: Omit<Extract<FakeEvent, { type: Type }>, 'type'>,
) => readonly StockLevel[];

/**
 * Orders of customers.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const place = { variantId: '107362030756584', locationId: '50002' };
 * const seed = { levels: [{ ...place, available: 10 }] };
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
 * fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 3 }] });
 * fake.orders.cancel({ orderId: '1001', lines: [{ ...place, quantity: 1 }] });
 * const [level] = fake.orders.fulfill({ orderId: '1001' }); // what is open: two units
 * level?.onHand; // → 8
 * ```
 */
export interface FakeOrders {
  /** A customer orders: units go from available to committed. */
  readonly place: Happening<'order.placed'>;
  /** Open units become available again; all of them where `lines` is left out. */
  readonly cancel: Happening<'order.cancelled'>;
  /** Open units leave the building; all of them where `lines` is left out. */
  readonly fulfill: Happening<'order.fulfilled'>;
  /** Units that were fulfilled did not leave: they are committed again. */
  readonly cancelFulfillment: Happening<'fulfillment.cancelled'>;
  /**
   * A customer pays, which moves no stock; apps that subscribed are told `orders/paid`.
   *
   * @throws TypeError when there is no such order.
   */
  readonly pay: (orderId: string) => void;
  /** An order as it is now, or undefined. */
  readonly get: (orderId: string) => Order | undefined;
  /** All orders, finished ones included, in the order in which they were placed. */
  readonly all: () => readonly Order[];
}

/**
 * The returns: units that customers send back.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const place = { variantId: '107362030756584', locationId: '50002' };
 * const seed = { levels: [{ ...place, available: 10 }] };
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
 * fake.returns.receive({ lines: [{ ...place, quantity: 2 }] });
 * const [level] = fake.returns.restock({ lines: [{ ...place, quantity: 1 }] });
 * console.log(level?.available, level?.unavailable); // → 11 1
 * ```
 */
export interface FakeReturns {
  /** Units come back, and are set aside. */
  readonly receive: Happening<'return.received'>;
  /** Units that came back may be sold again. */
  readonly restock: Happening<'return.restocked'>;
}

/**
 * Purchase orders, and transfers between locations.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const place = { variantId: '107362030756584', locationId: '50002' };
 * const seed = { levels: [{ ...place, available: 10 }] };
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
 * const { variantId, locationId } = place;
 * fake.shipments.announce({ shipmentId: 's1', locationId, lines: [{ variantId, quantity: 30 }] });
 * const [level] = fake.shipments.receive({
 *   shipmentId: 's1',
 *   lines: [{ variantId, accepted: 28, rejected: 2 }],
 * });
 * console.log(level?.available, level?.unavailable, level?.incoming); // → 38 2 0
 * ```
 */
export interface FakeShipments {
  /** Units are on their way; with an `origin`, from another location. */
  readonly announce: Happening<'shipment.announced'>;
  /** Units arrive; all that are open where `lines` is left out. */
  readonly receive: Happening<'shipment.received'>;
  /** Units will not come; all that are open where `lines` is left out. */
  readonly cancel: Happening<'shipment.cancelled'>;
  /** A shipment as it is now, or undefined. */
  readonly get: (shipmentId: string) => Shipment | undefined;
  /** All shipments, finished ones included, in the order in which they were announced. */
  readonly all: () => readonly Shipment[];
}

/**
 * The changes that the merchant makes to stock by hand.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const place = { variantId: '107362030756584', locationId: '50002' };
 * const seed = { levels: [{ ...place, available: 10 }] };
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
 * fake.stock.hold({ ...place, quantity: 4, reason: 'quality check' });
 * fake.stock.release({ ...place, quantity: 3 });
 * const [level] = fake.stock.writeOff({ ...place, quantity: 1 });
 * console.log(level?.available, level?.unavailable); // → 9 0
 * ```
 */
export interface FakeStock {
  /** Units are set aside. */
  readonly hold: Happening<'stock.held'>;
  /** Units that were set aside may be sold again. */
  readonly release: Happening<'stock.released'>;
  /** Units that were set aside are gone for good. */
  readonly writeOff: Happening<'stock.written-off'>;
  /** Corrects quantities to absolute values. */
  readonly set: Happening<'stock.set'>;
  /** Corrects quantities by relative ones. */
  readonly adjust: Happening<'stock.adjusted'>;
  /** Chooses how far below zero orders may take a level. */
  readonly setOversell: Happening<'oversell.changed'>;
}

/**
 * The variants that the shop sells.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * fake.locations.add('50002');
 * fake.variants.add({ variantId: '107362030756584', oversell: 'preorder' });
 * const [level] = fake.variants.connect({
 *   variantId: '107362030756584',
 *   locationId: '50002',
 *   quantities: { incoming: 30 },
 * });
 * level?.incoming; // → 30
 * ```
 */
export interface FakeVariants {
  /**
   * Makes a variant known, so that it can be connected. It has no level yet.
   *
   * @throws TypeError when it is known already, or one of its fields is wrong.
   */
  readonly add: (variant: string | SeedVariant) => void;
  /** Links a variant to a location, with opening quantities. */
  readonly connect: Happening<'variant.connected'>;
  /** Takes the link away; the level must be empty. */
  readonly disconnect: Happening<'variant.disconnected'>;
}

/**
 * The shop's warehouses.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * fake.variants.add('107362030756584');
 * fake.locations.add('50002');
 * const { shop, accessToken, fetch } = fake;
 * const inventory = new InventoryClient({ shop, accessToken, fetch });
 * await inventory.connect({ variantId: '107362030756584', locationId: '50002' });
 * fake.levels().length; // → 1
 * ```
 */
export interface FakeLocations {
  /**
   * Makes a location known, so that variants can be connected to it.
   *
   * @throws TypeError when it is known already, or is no id.
   */
  readonly add: (location: string | SeedLocation) => void;
}

/** The platform's side: events that the API cannot bring about. */
export interface PlatformSide {
  /** The orders of customers. */
  readonly orders: FakeOrders;
  /** The returns: units that customers send back. */
  readonly returns: FakeReturns;
  /** The units that are on their way to a warehouse. */
  readonly shipments: FakeShipments;
  /** The corrections that the merchant makes by hand. */
  readonly stock: FakeStock;
  /** The variants that the shop sells. */
  readonly variants: FakeVariants;
  /** The shop's warehouses. */
  readonly locations: FakeLocations;
}
