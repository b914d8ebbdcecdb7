import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { PgBoss } from 'pg-boss';
import { afterAll, expect, test } from 'vitest';
import { serveInventoryFake } from '../../src/server/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';
import { createOrderProjector } from '../../src/webhooks/index.ts';
import { ownPostgres } from '../engines/own-postgres.ts';
import type { OwnPostgres } from '../engines/own-postgres.ts';
import { isPostgresThere } from '../engines/servers.ts';

const SHOPS = 50;
const LEVELS = 20;
const SECRET = 'client-secret';
const LOCATION = '50002';
const SLOW = 0;

const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
const children: ChildProcess[] = [];
const closers: (() => Promise<void>)[] = [];
const domainOf = (shop: number): string => `shop-${shop}.genmystore.com`;
/** Counted are other numbers than the shop has, at every second level. */
const counted = (level: number): number => (level % 2 === 0 ? 10 : 3 + level);

function openShop(shop: number): InventoryFake {
  const variants = Array.from({ length: LEVELS }, (_, level) => ({
    variantId: String(level + 1),
    locationId: LOCATION,
    available: 10,
  }));
  const fake = createInventoryFake({
    shop: `shop-${shop}`,
    accessToken: 'test-token',
    seed: { levels: variants },
  });
  if (shop === SLOW) fake.faults.add({ fault: { kind: 'delay', ms: 1500 }, times: 1000 });
  return fake;
}

/** A row of the table of shops, with the file of its counts: its last line names no variant of the shop. */
function rowOf(shop: number, baseUrl: string): object {
  const counts = join(folder, `${shop}.csv`);
  const lines = Array.from({ length: LEVELS }, (_, level) => {
    return `${level + 1},${LOCATION},${counted(level)}`;
  });
  writeFileSync(
    counts,
    ['variantId,locationId,onHand', ...lines, `999,${LOCATION},1`, ''].join('\n'),
  );
  const limits = { timeoutMs: 4000, sendDeadlineMs: 500, inFlightMs: 6000 };
  const options = { baseUrl, accessToken: 'test-token', ...limits };
  return { domain: domainOf(shop), counts, timeZone: 'Europe/Berlin', ...options };
}

interface WorkerProcess {
  readonly child: ChildProcess;
  readonly url: string;
}

async function startWorker(env: Readonly<Record<string, string>>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['examples/fleet.ts'], {
    env: { ...process.env, ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const port = await new Promise<string>((resolve) => {
    child.stdout?.on('data', (text: Buffer) => {
      const found = /port: (\d+)/.exec(text.toString())?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return { child, url: `http://127.0.0.1:${port}/` };
}

/** Hands a request to the first worker that answers, as a balancer does. */
function balance(workers: readonly WorkerProcess[]): (request: Request) => Promise<Response> {
  return async (request) => {
    const { method, headers } = request;
    const body = await request.arrayBuffer();
    for (const { url } of workers) {
      try {
        return await fetch(url, { method, headers, body });
      } catch {
        // It is gone: the next one.
      }
    }
    return new Response(null, { status: 502 });
  };
}

const postgres = ownPostgres();
// After PostgreSQL's own, so before it: the last hook runs first.
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const close of closers) await close();
  rmSync(folder, { recursive: true, force: true });
});

function testFleet(own: OwnPostgres): void {
  test('50 shops have their night and their webhooks, though a worker is killed', async () => {
    const { url } = own.server();
    const fakes = Array.from({ length: SHOPS }, (_, shop) => openShop(shop));
    const rows: object[] = [];
    for (const [shop, fake] of fakes.entries()) {
      const served = await serveInventoryFake(fake);
      closers.push(() => served.close({ timeoutMs: 0 }));
      rows.push(rowOf(shop, served.url));
    }
    const table = join(folder, 'shops.json');
    writeFileSync(table, JSON.stringify(rows));
    const env = { DATABASE_URL: url, SHOPS: table, SECRET };
    const doomed = await startWorker(env);
    const other = await startWorker(env);
    for (const fake of fakes) {
      fake.webhooks.subscribe(balance([doomed, other]), {
        topics: ['orders/create'],
        secret: SECRET,
      });
    }

    const boss = await new PgBoss(url).start();
    closers.push(() => boss.stop());
    const database = new Client({ connectionString: url });
    await database.connect();
    closers.push(() => database.end());
    const nights = async (state: string): Promise<Night[]> => {
      const sql = `SELECT output FROM pgboss.job
        WHERE name = 'nights' AND state = $1 ORDER BY completed_on`;
      return (await database.query<Night>(sql, [state])).rows;
    };

    for (let shop = 0; shop < SHOPS; shop += 1) {
      await boss.send('nights', { domain: domainOf(shop) });
    }
    while ((await nights('active')).length < 10) await sleep(20);
    // In the middle of the night: customers order, and a worker is lost.
    for (const fake of fakes) {
      const lines = [{ variantId: '1', locationId: LOCATION, quantity: 2 }];
      fake.orders.place({ orderId: '1001', lines });
      await fake.webhooks.deliver();
      if (fake === fakes[10]) doomed.child.kill('SIGKILL');
    }
    while ((await nights('completed')).length < SHOPS) await sleep(200);

    const told = await nights('completed');
    for (const { output } of told) {
      expect(output).toMatchObject({
        left: 0,
        invalid: [{ line: LEVELS, reason: 'not-connected' }],
      });
    }
    expect(new Set(told.map(({ output }) => output.domain)).size).toBe(SHOPS);
    // The slow shop is begun first, and holds nobody up.
    const slow = told.findIndex(({ output }) => output.domain === domainOf(SLOW));
    console.log(`${slow} shops were done before the slow one`);
    expect(slow).toBeGreaterThan(0);

    const store = await own.open();
    for (const [shop, fake] of fakes.entries()) {
      const onHand = Array.from({ length: LEVELS }, (_, level) => {
        return fake.level(String(level + 1), LOCATION)?.onHand;
      });
      expect(onHand).toEqual(Array.from({ length: LEVELS }, (_, level) => counted(level)));
      const projector = createOrderProjector({ store, shop: domainOf(shop) });
      await projector.refresh();
      expect(projector.order('1001')).toBeDefined();
    }
  }, 240_000);
}
if (postgres !== undefined) testFleet(postgres);

interface Night {
  readonly output: { readonly domain: string };
}

test('PostgreSQL runs wherever it is installed', () => {
  expect(postgres !== undefined).toBe(isPostgresThere());
});
