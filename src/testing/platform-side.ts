import type { StockEventType } from '../model/index.ts';
import { happen } from './apply-event.ts';
import type { FakeEvent } from './events.ts';
import type {
  FakeLocations,
  FakeOrders,
  FakeReturns,
  FakeShipments,
  FakeStock,
  FakeVariants,
  Happening,
  PlatformSide,
} from './platform-side-types.ts';
import { addLocation, addVariant } from './read-seed.ts';
import type { Shop } from './shop.ts';

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
