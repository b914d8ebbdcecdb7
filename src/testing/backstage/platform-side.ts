import { check, within } from '../../base/check.ts';
import type { StockEventType } from '../../model/index.ts';
import { addLocation, addVariant } from '../seed/read-seed.ts';
import type { Shop } from '../state/shop.ts';
import { inputOf } from '../input.ts';
import { tellPaid } from '../webhooks/news.ts';
import { happen } from './apply-event.ts';
import type {
  FakeLocations,
  FakeOrders,
  FakeReturns,
  FakeShipments,
  FakeStock,
  FakeVariants,
  Happening,
  PlatformSide,
} from './happenings.ts';

const orderPaid = within(inputOf('fake.orders.pay'), 'orderId');
const variantAdded = within(inputOf('fake.variants.add'), 'variant');
const locationAdded = within(inputOf('fake.locations.add'), 'locationId');

/** Names what can happen to a shop; which one it is, is asked at each call. */
export function platformSide(shop: () => Shop): PlatformSide {
  const by =
    <Type extends StockEventType>(type: Type, name: string): Happening<Type> =>
    (event) =>
      happen(shop(), { ...event, type }, `fake.${name}`);

  return {
    orders: Object.freeze<FakeOrders>({
      place: by('order.placed', 'orders.place'),
      cancel: by('order.cancelled', 'orders.cancel'),
      fulfill: by('order.fulfilled', 'orders.fulfill'),
      cancelFulfillment: by('fulfillment.cancelled', 'orders.cancelFulfillment'),
      pay: (orderId) => {
        check(orderPaid, tellPaid(shop(), orderId), 'the id of an order');
        shop().tell('webhooks');
      },
      get: (orderId) => shop().orders.live.get(orderId),
      all: () => [...shop().orders.live.values()],
    }),
    returns: Object.freeze<FakeReturns>({
      receive: by('return.received', 'returns.receive'),
      restock: by('return.restocked', 'returns.restock'),
    }),
    shipments: Object.freeze<FakeShipments>({
      announce: by('shipment.announced', 'shipments.announce'),
      receive: by('shipment.received', 'shipments.receive'),
      cancel: by('shipment.cancelled', 'shipments.cancel'),
      get: (shipmentId) => shop().shipments.live.get(shipmentId),
      all: () => [...shop().shipments.live.values()],
    }),
    stock: Object.freeze<FakeStock>({
      hold: by('stock.held', 'stock.hold'),
      release: by('stock.released', 'stock.release'),
      writeOff: by('stock.written-off', 'stock.writeOff'),
      set: by('stock.set', 'stock.set'),
      adjust: by('stock.adjusted', 'stock.adjust'),
      setOversell: by('oversell.changed', 'stock.setOversell'),
    }),
    variants: Object.freeze<FakeVariants>({
      add: (variant) => addVariant(shop().variants, variant, variantAdded),
      connect: by('variant.connected', 'variants.connect'),
      disconnect: by('variant.disconnected', 'variants.disconnect'),
    }),
    locations: Object.freeze<FakeLocations>({
      add: (location) => addLocation(shop(), location, locationAdded),
    }),
  };
}
