// The whole story in five scenes, on the embedded fake: no account, no network. Run it with `npm start`.
import { InventoryClient, StockRejectedError } from 'genstore-inventory';
import { memoryStore } from 'genstore-inventory/store';
import { createInventoryFake, createVirtualClock } from 'genstore-inventory/testing';
import { createOrderProjector, createWebhookReceiver } from 'genstore-inventory/webhooks';

const shirt = { variantId: '107362030756584', locationId: '50002' };

// The platform: a shop that knows one variant and a warehouse in Berlin, and a clock that need not wait.
// With a real shop, leave both out, and give the client your shop and its token.
const clock = createVirtualClock();
const fake = createInventoryFake({
  shop: 'acme',
  accessToken: 'test-token',
  clock,
  seed: { variants: [shirt.variantId], locations: [shirt.locationId] },
});
// What outlives a process. In a real shop: sqliteStore('inventory.db'), or postgresStore(pool).
const store = memoryStore({ clock });
const inventory = new InventoryClient({ ...fake.clientOptions, store });

const rows: Record<string, object> = {};
function note(what: string): void {
  const level = fake.level(shirt.variantId, shirt.locationId);
  if (level === undefined) return;
  const { available, committed, unavailable, incoming, onHand } = level;
  rows[what] = { available, committed, unavailable, incoming, 'on hand': onHand };
}
function scene(title: string): void {
  console.log(`\n${title}`);
}

scene('1. A level, from the first link to the shipped order');
await clock.run(inventory.connect(shirt, { ifConnected: 'return' }));
note('connected to Berlin');
fake.shipments.announce({
  shipmentId: 'purchase-1',
  locationId: shirt.locationId,
  lines: [{ variantId: shirt.variantId, quantity: 30 }],
});
note('30 shirts are on their way');
fake.shipments.receive({
  shipmentId: 'purchase-1',
  lines: [{ variantId: shirt.variantId, accepted: 28, rejected: 2 }],
});
note('28 arrive in good order, 2 are damaged');
fake.orders.place({ orderId: '1001', lines: [{ ...shirt, quantity: 4 }] });
note('a customer buys 4');
await clock.run(inventory.adjust({ ...shirt, by: { onHand: -1 } }));
note('one has a stain, and is taken out');
fake.orders.fulfill({ orderId: '1001' });
note('the order is shipped');
console.table(rows);

scene('2. More than there is: refused before anything is sent');
for (const change of [{ by: { onHand: -100 } }, { set: { committed: 0 } }]) {
  try {
    // @ts-expect-error -- the types refuse the second one as well: committed belongs to orders
    await clock.run(inventory.adjust({ ...shirt, ...change }));
  } catch (error) {
    if (!(error instanceof StockRejectedError)) throw error;
    console.log(`   ${error.message}`);
  }
}

scene('3. An answer gets lost: the level is read back, and nothing is done twice');
fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });
const before = fake.requests.length;
const { onHand } = await clock.run(inventory.adjust({ ...shirt, by: { onHand: -1 } }));
const sent = fake.requests.slice(before).map(({ method }) => method);
console.log(`   requests: ${sent.join(', ')}; on hand is ${onHand}, one less`);

scene('4. A worker dies in the middle: another one ends its work, once');
const dying = new InventoryClient({
  ...fake.clientOptions,
  store,
  // The write arrives, and the process never learns of it.
  fetch: async (url, init) => {
    if (init.method === 'PUT') await fake.fetch(url, init);
    return init.method === 'PUT' ? new Promise<never>(() => {}) : fake.fetch(url, init);
  },
});
const breakage = { ...shirt, by: { onHand: -3 } };
const key = { idempotencyKey: 'breakage-2026-03-01/17' };
dying.adjust(breakage, key).catch(() => {});
await clock.advance(2_000);
const started = clock.now();
const level = await clock.run(inventory.adjust(breakage, key));
const waited = Math.round((clock.now() - started) / 1000);
console.log(
  `   3 broke: on hand is ${level.onHand}, known for sure after ${waited} s of the clock`,
);
const again = await clock.run(inventory.adjust(breakage, key));
console.log(`   the same key once more: ${again.onHand}, and nothing is sent`);

scene('5. Webhooks come twice and in the wrong order: the levels end right');
const projector = createOrderProjector();
projector.observe(fake.levels(), { at: new Date(clock.now()) });
await clock.advance(1_000);
const receiver = createWebhookReceiver({
  secret: 'client-secret',
  onEvent: (event) => {
    projector.add(event);
  },
});
const topics = ['orders/create', 'orders/partiallyFulfilled', 'orders/cancelled'];
fake.webhooks.subscribe(receiver, { secret: 'client-secret', topics });
fake.orders.place({ orderId: '1002', lines: [{ ...shirt, quantity: 5 }] });
await clock.advance(1_000);
fake.orders.fulfill({ orderId: '1002', lines: [{ ...shirt, quantity: 2 }] });
await clock.advance(1_000);
fake.orders.cancel({ orderId: '1002' });
fake.webhooks.faults.add({ fault: { kind: 'reorder' } });
fake.webhooks.faults.add({ fault: { kind: 'duplicate' } });
const attempts = await fake.webhooks.deliver();
console.log(`   told: ${attempts.map(({ topic }) => topic).join(', ')}`);
const told = projector.level(shirt.variantId, shirt.locationId);
const real = fake.level(shirt.variantId, shirt.locationId);
console.log(`   projected ${told?.available} available, ${told?.onHand} on hand`);
console.log(`   the shop  ${real?.available} available, ${real?.onHand} on hand`);

console.log(`
Next:
  npx genstore-inventory fake --control    a shop to click at, and to call from any language
  npx genstore-inventory sync --help       counts and moves out of files
  docs/quickstart.md                       the first hour with your own shop`);
