import type { Order, Shipment, StockEventType, StockLevel } from '../model/index.ts';
import { happen } from './apply-event.ts';
import type { FakeEvent } from './events.ts';
import { addLocation, addVariant } from './read-seed.ts';
import type { SeedVariant } from './seed.ts';
import type { Shop } from './shop.ts';

/**
 * Lets one kind of event happen. It takes what the event of that type takes, returns the levels that
 * the event touched, as it leaves them, and throws an {@link EventRefusedError} where the model
 * refuses it; nothing changes then.
 */
export type Happening<Type extends StockEventType> = (
  event: Omit<Extract<FakeEvent, { type: Type }>, 'type'>,
) => readonly StockLevel[];

/** Orders of customers. */
export interface FakeOrders {
  /** A customer orders: units go from available to committed. */
  readonly place: Happening<'order.placed'>;
  /** Open units become available again; all of them where `lines` is left out. */
  readonly cancel: Happening<'order.cancelled'>;
  /** Open units leave the building; all of them where `lines` is left out. */
  readonly fulfill: Happening<'order.fulfilled'>;
  /** Units that were fulfilled did not leave: they are committed again. */
  readonly cancelFulfillment: Happening<'fulfillment.cancelled'>;
  /** An order as it is now, or undefined. */
  readonly get: (orderId: string) => Order | undefined;
  /** All orders, finished ones included, in the order in which they were placed. */
  readonly all: () => readonly Order[];
}

/** What customers send back. */
export interface FakeReturns {
  /** Units come back, and are set aside. */
  readonly receive: Happening<'return.received'>;
  /** Units that came back may be sold again. */
  readonly restock: Happening<'return.restocked'>;
}

/** Purchase orders, and transfers between locations. */
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

/** What the merchant does to stock by hand. */
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

/** What the shop sells. */
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

/** The shop's warehouses. */
export interface FakeLocations {
  /**
   * Makes a location known, so that variants can be connected to it.
   *
   * @throws TypeError when it is known already, or is no id.
   */
  readonly add: (locationId: string) => void;
}

/** What happens on the platform's side, which the API cannot do. */
export interface PlatformSide {
  readonly orders: FakeOrders;
  readonly returns: FakeReturns;
  readonly shipments: FakeShipments;
  readonly stock: FakeStock;
  readonly variants: FakeVariants;
  readonly locations: FakeLocations;
}

/** Names what can happen to a shop; which one it is, is asked at each call. */
export function platformSide(shop: () => Shop): PlatformSide {
  const by =
    <Type extends StockEventType>(type: Type): Happening<Type> =>
    (event) =>
      happen(shop(), { ...event, type } as unknown as FakeEvent);

  return {
    orders: Object.freeze<FakeOrders>({
      place: by('order.placed'),
      cancel: by('order.cancelled'),
      fulfill: by('order.fulfilled'),
      cancelFulfillment: by('fulfillment.cancelled'),
      get: (orderId) => shop().orders.get(orderId),
      all: () => shop().orders.all(),
    }),
    returns: Object.freeze<FakeReturns>({
      receive: by('return.received'),
      restock: by('return.restocked'),
    }),
    shipments: Object.freeze<FakeShipments>({
      announce: by('shipment.announced'),
      receive: by('shipment.received'),
      cancel: by('shipment.cancelled'),
      get: (shipmentId) => shop().shipments.get(shipmentId),
      all: () => shop().shipments.all(),
    }),
    stock: Object.freeze<FakeStock>({
      hold: by('stock.held'),
      release: by('stock.released'),
      writeOff: by('stock.written-off'),
      set: by('stock.set'),
      adjust: by('stock.adjusted'),
      setOversell: by('oversell.changed'),
    }),
    variants: Object.freeze<FakeVariants>({
      add: (variant) => addVariant(shop(), variant, 'variant', 'fake.variants.add'),
      connect: by('variant.connected'),
      disconnect: by('variant.disconnected'),
    }),
    locations: Object.freeze<FakeLocations>({
      add: (locationId) => addLocation(shop(), locationId, 'locationId', 'fake.locations.add'),
    }),
  };
}
