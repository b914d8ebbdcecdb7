// One warehouse, three sales channels: how much each may show, so that nothing is sold twice; and a
// till that goes on selling while the line is down.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InventoryClient } from 'genstore-inventory';
import { allocateChannels } from 'genstore-inventory/alerts';
import type { SalesChannel } from 'genstore-inventory/alerts';
import { createInventoryFake } from 'genstore-inventory/testing';
import { keepSale, openTill, sendSales } from './offline-till.ts';

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

// The store's till, while the line is down: it sells from the shelf, and knows nothing of the web shop.
const folder = mkdtempSync(join(tmpdir(), 'till-'));
const kept = join(folder, 'sales.jsonl');
for (let receipt = 1; receipt <= 3; receipt += 1) {
  keepSale(kept, { ...place, receipt: `till-7/${receipt}`, quantity: 1 });
}
// The line is back. The keys are in a file beside the sales, and outlive the till's program.
const options = { shop: 'acme', accessToken: 'test-token', fetch: fake.fetch };
const till = openTill(options, join(folder, 'keys.db'));
await sendSales(till, kept);
// Once more, because nobody knows whether the first time went through: nothing is taken twice.
const refused = await sendSales(till, kept);
const level = fake.level(place.variantId, place.locationId);
console.log(`The till sold 3, and 2 were free: ${level?.available} free after both times.`);
for (const { sale, error } of refused) {
  console.log(`For a person: ${sale.receipt} was sold, and ${(error as Error).message}`);
}
rmSync(folder, { recursive: true });
