// An app that follows a shop by its webhooks, which come twice, out of order and badly signed. One
// receiver serves servers that speak fetch, and node:http. It runs on the embedded fake, whose
// deliveries to node:http go over a port of this machine.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InventoryClient } from 'genstore-inventory';
import { createInventoryFake, createVirtualClock } from 'genstore-inventory/testing';
import {
  createOrderProjector,
  createWebhookReceiver,
  toNodeHandler,
} from 'genstore-inventory/webhooks';

const shirt = { variantId: '107362030756584', locationId: '50002' };
const secret = 'client-secret';

// The platform. With a real shop, leave it out, and leave out `fetch` and `clock` below.
const clock = createVirtualClock(Date.UTC(2026, 2, 2, 8));
const access = { shop: 'acme', accessToken: 'test-token', clock };
const fake = createInventoryFake({ ...access, seed: { levels: [{ ...shirt, available: 10 }] } });

// Our app: the levels as it read them once, moved on by every webhook.
const projector = createOrderProjector();
const inventory = new InventoryClient({ ...access, fetch: fake.fetch });
for await (const { levels } of inventory.query().pages()) {
  projector.observe(levels);
}
const receiver = createWebhookReceiver({
  secret,
  onEvent: (event) => {
    const outcome = projector.add(event);
    const { available, committed } = projector.level(shirt.variantId, shirt.locationId) ?? {};
    console.log(`${event.topic} is ${outcome}: ${available} available, ${committed} committed`);
  },
  onError: console.error,
});

// Deno, Bun and Workers take it as it is: `export default app`.
const app = { fetch: receiver };

// node:http, and so Express, before any framework parses the body.
const server = createServer(toNodeHandler(app.fetch));
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address() as AddressInfo;

/** Lets the platform send what it has to tell, and prints what it was answered. */
async function deliver(): Promise<void> {
  for (const { topic, attempt, status } of await fake.webhooks.deliver()) {
    console.log(`  ${topic}, attempt ${attempt}: answered ${status}`);
  }
}
const topics = ['orders/create', 'orders/cancelled', 'orders/fulfilled'];
fake.webhooks.subscribe(`http://127.0.0.1:${port}/webhooks`, { topics, secret });

await clock.advance(1000);
fake.orders.place({ orderId: '1001', lines: [{ ...shirt, quantity: 3 }] });
fake.webhooks.faults.add({ fault: { kind: 'duplicate' } });
await deliver();

await clock.advance(1000);
fake.orders.place({ orderId: '1002', lines: [{ ...shirt, quantity: 4 }] });
await clock.advance(1000);
fake.orders.cancel({ orderId: '1002' });
fake.webhooks.faults.add({ fault: { kind: 'reorder' } });
await deliver();

await clock.advance(1000);
fake.orders.fulfill({ orderId: '1001' });
fake.webhooks.faults.add({ fault: { kind: 'bad-signature' } });
await deliver();
await deliver();

// The same receiver, without node:http.
fake.webhooks.subscribe(app.fetch, { topics: ['inventory/update'], secret });
await clock.advance(1000);
fake.stock.adjust({ ...shirt, deltas: { available: 5 } });
await deliver();

server.close();
