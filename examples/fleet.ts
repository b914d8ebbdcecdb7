// One of any number of equal workers for all shops of an app: nightly syncs, scheduled by pg-boss, and
// the webhooks of every shop, through one receiver. Run it on as many machines as you like, with one
// PostgreSQL: `DATABASE_URL=postgres://… SHOPS=shops.json node examples/fleet.ts`.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { InventoryClient } from 'genstore-inventory';
import type { InventoryClientOptions } from 'genstore-inventory';
import { readStockFile, toLevels } from 'genstore-inventory/files';
import { postgresStore } from 'genstore-inventory/postgres';
import { syncStock } from 'genstore-inventory/sync';
import {
  createOrderProjector,
  createWebhookReceiver,
  toNodeHandler,
} from 'genstore-inventory/webhooks';

/** A row of the app's table of shops: the client's options, where its counts come, and its zone. */
type Shop = InventoryClientOptions & { domain: string; counts: string; timeZone: string };

const { DATABASE_URL = '', SHOPS = 'shops.json', SECRET = '', PORT = '8080' } = process.env;
const table = JSON.parse(readFileSync(SHOPS, 'utf8')) as Shop[];
const store = postgresStore(new Pool({ connectionString: DATABASE_URL }));
await store.migrate();
const shops = new Map(
  table.map(({ domain, counts, timeZone, ...options }) => {
    const client = new InventoryClient({ ...options, store });
    return [domain, { client, counts, timeZone }];
  }),
);
const boss = new PgBoss(DATABASE_URL);
boss.on('error', console.error);
await boss.start();

// The nights: whoever is free takes the next shop. A worker that dies stops its heartbeat, and another
// one takes the shop over; what the dead one had written is compared, and left as it is.
await boss.createQueue('nights', { retryLimit: 10, heartbeatSeconds: 10, expireInSeconds: 36_000 });
for (const [domain, { timeZone: tz }] of shops) {
  await boss.schedule('nights', '0 2 * * *', { domain }, { key: domain, tz });
}
await boss.work<{ domain: string }>('nights', { localConcurrency: 25 }, async ([job]) => {
  const shop = shops.get(job?.data.domain ?? '');
  if (job === undefined || shop === undefined) return undefined;
  const { domain } = job.data;
  const lines = toLevels(readStockFile(shop.counts));
  const done = await syncStock(shop.client, lines, { invalid: 'skip', signal: job.signal });
  // What a job returns is kept with it: the report of the night, one row a shop.
  const { applied, unchanged, left, invalid, requests } = done;
  const told = invalid.map(({ line, reason }) => ({ line, reason }));
  return { domain, applied, unchanged, left: left.length, invalid: told, requests };
});

// The webhooks: the domain says which shop, the store's claims say who handles a delivery.
const receiver = createWebhookReceiver({
  secret: SECRET,
  store,
  onEvent: async (event) => {
    const { shopDomain: shop = '' } = event;
    if (shops.has(shop)) await createOrderProjector({ store, shop }).add(event);
  },
  onError: console.error,
});
const server = createServer(toNodeHandler(receiver)).listen(Number(PORT), '127.0.0.1', () => {
  console.log('at work:', server.address());
});
