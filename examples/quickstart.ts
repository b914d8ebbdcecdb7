// The main job from end to end, on the embedded fake: no account, no network. Run it with `npm start`.
import { InventoryClient, StockRejectedError } from 'genstore-inventory';
import { createInventoryFake } from 'genstore-inventory/testing';

const shirt = '107362030756584';
const [berlin, lyon] = ['50002', '50003'];

// The platform: a shop that knows one variant and two warehouses. With a real shop, leave it out,
// and leave out `fetch` below.
const fake = createInventoryFake({
  shop: 'acme',
  accessToken: 'test-token',
  seed: { variants: [shirt], locations: [berlin, lyon] },
});

// Our app.
const inventory = new InventoryClient({
  shop: 'acme',
  accessToken: 'test-token',
  fetch: fake.fetch,
});

async function show(step: string): Promise<void> {
  console.log(`\n${step}`);
  const { levels } = await inventory.query({ variantIds: [shirt] });
  console.table(
    Object.fromEntries(
      levels.map(({ locationId, available, committed, unavailable, incoming, onHand }) => [
        locationId === berlin ? 'Berlin' : 'Lyon',
        { available, committed, unavailable, incoming, 'on hand': onHand },
      ]),
    ),
  );
}

await inventory.connect({ variantId: shirt, locationId: berlin }, { ifConnected: 'return' });
await inventory.connect({ variantId: shirt, locationId: lyon }, { ifConnected: 'return' });
await show('1. The shirt is connected to two warehouses. Nothing is there yet.');

fake.apply({
  type: 'shipment.announced',
  shipmentId: 'purchase-1',
  locationId: berlin,
  lines: [{ variantId: shirt, quantity: 30 }],
});
await show('2. The merchant orders 30 shirts for Berlin: they are incoming.');

fake.apply({
  type: 'shipment.received',
  shipmentId: 'purchase-1',
  lines: [{ variantId: shirt, accepted: 28, rejected: 2 }],
});
await inventory.adjust({ variantId: shirt, locationId: lyon, set: { onHand: 5 } });
await show('3. 28 arrive in good order, 2 are damaged. Lyon counts 5 on its shelves.');

fake.apply({
  type: 'order.placed',
  orderId: '1001',
  lines: [{ variantId: shirt, locationId: berlin, quantity: 4 }],
});
await show('4. A customer buys 4: available falls, committed rises, on hand stays.');

await inventory.adjust({ variantId: shirt, locationId: berlin, by: { onHand: -1 } });
await show('5. One shirt has a stain, so we take it out: available and on hand fall by 1.');

try {
  // @ts-expect-error -- the types refuse it as well: committed belongs to orders
  await inventory.adjust({ variantId: shirt, locationId: berlin, set: { committed: 0 } });
} catch (error) {
  if (!(error instanceof StockRejectedError)) throw error;
  console.log(`\n6. We try to write committed, and are refused before anything is sent:`);
  console.log(`   ${error.message}`);
}

fake.apply({ type: 'order.fulfilled', orderId: '1001' });
await show('7. The order is shipped: its 4 shirts leave committed and on hand.');
