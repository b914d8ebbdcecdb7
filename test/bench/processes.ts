import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { InventoryClient } from 'genstore-inventory';
import type { InventoryStore } from 'genstore-inventory';
import { postgresStore } from 'genstore-inventory/postgres';
import { sqliteStore } from 'genstore-inventory/sqlite';
import { memoryStore } from 'genstore-inventory/store';
import { createInventoryFake } from 'genstore-inventory/testing';
import { Pool } from 'pg';
import { isPostgresThere, startPostgres } from '../engines/servers.ts';
import { runCampaign } from '../processes/campaign.ts';
import type { StoreAddress } from '../processes/open-store.ts';
import type { Figure } from './report.ts';

const WRITES = 200;
const SHOPS = 1_000;
/** A bucket that nobody empties. */
const PLENTY = { capacity: 40_000, refillPerSecond: 2_000 };
/** Ten times the smallest plan, so that minutes become seconds. */
const PLAN = { capacity: 400, refillPerSecond: 20 };
const SHARES = [
  [200, 200, 200, 200],
  [10, 20, 70, 300],
];

interface Counted {
  readonly store: InventoryStore | undefined;
  /** Statements that the engine was given so far. */
  readonly count: () => number;
}

/** What a store costs a write, what four processes come to, and what a thousand shops cost. */
export async function benchProcesses(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'genstore-bench-'));
  const server = isPostgresThere() ? await startPostgres() : undefined;
  const pool = server && new Pool({ connectionString: server.url });
  const engines: Record<string, Counted> = {
    'no store': { store: undefined, count: () => 0 },
    memory: { store: memoryStore(), count: () => 0 },
    SQLite: inSqlite(join(folder, 'one.db')),
    ...(pool && { PostgreSQL: await inPostgres(pool) }),
  };
  const figures: Figure[] = [];
  const record = (what: string, value: number, unit: string, bar = 'for the record'): void =>
    void figures.push({ what, value: Math.round(value * 10) / 10, unit, bar });
  for (const [name, { store, count }] of Object.entries(engines)) {
    const { ms, statements } = await costOfWrite(store, count);
    record(`${name}: one write after the other`, ms, 'ms');
    if (statements > 0) record(`${name}: statements of a write`, statements, 'statements');
  }
  const addresses: Record<string, (name: string) => StoreAddress> = {
    SQLite: (name) => ({ kind: 'sqlite', path: join(folder, `${name}.db`) }),
    ...(server && {
      PostgreSQL: (name: string) => ({ kind: 'postgres', url: server.url, prefix: `${name}_` }),
    }),
  };
  for (const [name, addressOf] of Object.entries(addresses)) {
    for (const [index, shares] of SHARES.entries()) {
      const story = { shares, levels: 128, isApart: true, rateLimit: PLAN, seed: 1 };
      const end = await runCampaign({ store: addressOf(`shares${index}`), ...story });
      const each = `${name}, 4 processes, ${shares.join('/')} lines`;
      record(`${each}: of the bucket`, end.used * 100, '%', '>= 98');
      record(`${each}: answers 429`, end.refusedByBucket, 'requests', '0');
      record(`${each}: lost or doubled`, end.lost.length + end.doubled.length, 'lines', '0');
    }
  }
  const shops = await writesOfShops(inSqlite(join(folder, 'shops.db')).store);
  record(
    `SQLite, ${SHOPS} shops in one file: time of a write in the last against the first hundred`,
    shops,
    'ratio',
  );
  await engines['SQLite']?.store?.close();
  await pool?.end();
  await server?.stop();
  rmSync(folder, { recursive: true });
  return figures;
}

async function costOfWrite(
  store: InventoryStore | undefined,
  count: () => number,
): Promise<{ readonly ms: number; readonly statements: number }> {
  const shop = { shop: 'acme', accessToken: 'test-token' };
  const levels = Array.from({ length: WRITES }, (_, index) => levelOf(index));
  const fake = createInventoryFake({ ...shop, rateLimit: PLENTY, seed: { levels } });
  const client = new InventoryClient({ ...shop, fetch: fake.fetch, store });
  // Opens the store, and learns the size of the bucket.
  await client.query();
  const before = count();
  const beganAt = performance.now();
  for (const { variantId, locationId } of levels) {
    await client.adjust({ variantId, locationId, by: { onHand: -1 } });
  }
  const ms = (performance.now() - beganAt) / WRITES;
  return { ms, statements: (count() - before) / WRITES };
}

async function writesOfShops(store: InventoryStore | undefined): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < SHOPS; index += 1) {
    const shop = { shop: `shop-${index}`, accessToken: 'test-token' };
    const fake = createInventoryFake({ ...shop, seed: { levels: [levelOf(1)] } });
    const client = new InventoryClient({ ...shop, fetch: fake.fetch, store });
    const beganAt = performance.now();
    await client.adjust({ variantId: '1001', locationId: '50002', by: { onHand: -1 } });
    times.push(performance.now() - beganAt);
  }
  await store?.close();
  const median = (of: readonly number[]): number =>
    of.toSorted((a, b) => a - b)[of.length / 2] ?? 0;
  return median(times.slice(-100)) / median(times.slice(0, 100));
}

function levelOf(index: number): { variantId: string; locationId: string; available: number } {
  return { variantId: String(1000 + index), locationId: '50002', available: 10 };
}

function inSqlite(path: string): Counted {
  const database = new DatabaseSync(path);
  let count = 0;
  const store = sqliteStore({
    exec: (sql) => {
      count += 1;
      database.exec(sql);
    },
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        all: (...values) => {
          count += 1;
          return statement.all(...values);
        },
        run: (...values) => {
          count += 1;
          return statement.run(...values);
        },
      };
    },
    close: () => database.close(),
  });
  return { store, count: () => count };
}

async function inPostgres(pool: Pool): Promise<Counted> {
  let count = 0;
  const store = postgresStore(async (text, values) => {
    count += 1;
    return pool.query(text, values);
  });
  await store.migrate();
  return { store, count: () => count };
}
