// Webhooks behind a queue: the receiver answers at once and hands what happened to pg-boss, in
// PostgreSQL. A worker takes it from there, tries again after a pause, and lays aside what cannot be
// done. Run it with `DATABASE_URL=postgres://… node examples/webhook-queue.ts`; the platform is a fake.
import { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { postgresStore } from 'genstore-inventory/postgres';
import { createInventoryFake } from 'genstore-inventory/testing';
import { createWebhookReceiver } from 'genstore-inventory/webhooks';
import type { OrderWebhook } from 'genstore-inventory/webhooks';

const connectionString = process.env['DATABASE_URL'];
if (connectionString === undefined) throw new Error('Say where PostgreSQL is, with DATABASE_URL.');
const secret = 'client-secret';

const pool = new Pool({ connectionString });
const store = postgresStore(pool);
await store.migrate();
const boss = new PgBoss(connectionString);
boss.on('error', console.error);
await boss.start();
await boss.createQueue('laid-aside');
await boss.createQueue('orders', { retryLimit: 2, retryBackoff: true, deadLetter: 'laid-aside' });

/** What a job holds: ids, quantities and times. The body stays out, as it has names and addresses. */
type OrderJob = Pick<OrderWebhook, 'type' | 'shopDomain' | 'order'>;

const receiver = createWebhookReceiver({
  secret,
  store,
  onEvent: async (event, { id }) => {
    if (!('order' in event)) return;
    const { type, shopDomain, order } = event;
    // A delivery that is handed over once more is the same job. Ids of jobs are UUIDs: 32 digits.
    await boss.send('orders', { type, shopDomain, order }, { id: id.slice(0, 32) });
  },
  onError: console.error,
});

/** A warehouse that is not always there, and does not know every order. */
let calls = 0;
async function tellWarehouse({ orderId }: OrderJob['order']): Promise<void> {
  calls += 1;
  if (calls === 1) throw new Error('the warehouse is not there');
  if (orderId === '1003') throw new Error('the warehouse does not know the order');
}

await boss.work<OrderJob>('orders', { pollingIntervalSeconds: 0.5 }, async ([job]) => {
  if (job === undefined) return;
  await tellWarehouse(job.data.order);
  console.log(`${job.data.type} of ${job.data.order.orderId}: the warehouse knows`);
});
const laidAside = new Promise<void>((resolve) => {
  void boss.work<OrderJob>('laid-aside', { pollingIntervalSeconds: 0.5 }, async ([job]) => {
    console.log(`${job?.data.type} of ${job?.data.order.orderId}: laid aside for a person`);
    resolve();
  });
});

// The platform: three orders, and the first is told twice.
const place = { variantId: '107362030756584', locationId: '50002' };
const seed = { levels: [{ ...place, available: 10 }] };
const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
fake.webhooks.subscribe(receiver, { topics: ['orders/create'], secret });
fake.webhooks.faults.add({ fault: { kind: 'duplicate' } });
for (const orderId of ['1001', '1002', '1003']) {
  fake.orders.place({ orderId, lines: [{ ...place, quantity: 1 }] });
}
for (const { topic, status } of await fake.webhooks.deliver()) {
  console.log(`${topic}: answered ${status}`);
}

await laidAside;
await boss.stop();
await pool.end();
