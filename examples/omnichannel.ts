// One warehouse, three sales channels: how much each may show, so that nothing is sold twice.
import { InventoryClient } from 'genstore-inventory';
import { allocateChannels } from 'genstore-inventory/alerts';
import type { SalesChannel } from 'genstore-inventory/alerts';
import { createInventoryFake } from 'genstore-inventory/testing';

const place = { variantId: '107362030756584', locationId: '50002' };

// The platform. With a real shop, leave it out, and leave out `fetch` below.
const fake = createInventoryFake({
  shop: 'acme',
  accessToken: 'test-token',
  seed: { levels: [{ ...place, available: 100 }] },
});

// Our app.
const inventory = new InventoryClient({
  shop: 'acme',
  accessToken: 'test-token',
  fetch: fake.fetch,
});
const channels: readonly SalesChannel[] = [
  // Always has something to show, however little there is.
  { id: 'web shop', weight: 6, minimum: 2 },
  // Tells of its orders late: 5 units of its share stay hidden.
  { id: 'marketplace', weight: 3, buffer: 5 },
  // Has room for so many.
  { id: 'store', weight: 1, cap: 8 },
];

/** Reads the level, and tells each channel its quantity: here a row of a table. */
async function publish(step: string): Promise<Record<string, string | number>> {
  const { levels } = await inventory.query({
    variantIds: [place.variantId],
    locationIds: [place.locationId],
  });
  const [level = { available: 0 }] = levels;
  const shares = allocateChannels(level, channels);
  return {
    step,
    available: level.available,
    ...Object.fromEntries(shares.map(({ id, quantity }) => [id, quantity])),
    'held back': shares.reduce((sum, { held }) => sum + held, 0),
  };
}

const rows = [await publish('in the morning')];
const sales: [string, number][] = [
  ['the marketplace sells 12', 12],
  ['a campaign in the web shop', 60],
  ['the store sells 4', 4],
  ['late orders', 22],
];
for (const [index, [step, quantity]] of sales.entries()) {
  const lines = [{ ...place, quantity }];
  fake.apply({ type: 'order.placed', orderId: String(1001 + index), lines });
  rows.push(await publish(step));
}
console.table(rows);
