import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ownPostgres } from '../engines/own-postgres.ts';
import { PROGRAMS, runFile } from './hosts.ts';
import type { Program } from './hosts.ts';
import type { Running } from './program.ts';
import { serveShop } from './shop.ts';

/** Ten lines of one level, each by its key, at the same time; prints what the level was at last. */
const PROGRAM = `
import { InventoryClient } from 'genstore-inventory';

const [address, engine, where, prefix] = process.argv.slice(2);
const open = {
  SQLite: async () => {
    const { sqliteStore } = await import('genstore-inventory/sqlite');
    return { store: sqliteStore(where) };
  },
  PostgreSQL: async () => {
    const { postgresStore } = await import('genstore-inventory/postgres');
    const { Pool } = (await import('pg')).default;
    const pool = new Pool({ connectionString: where, max: 2 });
    const store = postgresStore(pool, { prefix });
    await store.migrate();
    return { store, pool };
  },
};
const { store, pool } = await open[engine]();
const client = new InventoryClient({ baseUrl: address, accessToken: 'test-token', store });
const place = { variantId: '1020', locationId: '50002' };
await Promise.all(
  Array.from({ length: 10 }, (_, line) =>
    client.adjust({ ...place, by: { onHand: -1 } }, { idempotencyKey: 'line-' + line }),
  ),
);
const { levels } = await client.query({ variantIds: ['1020'] });
await store.close();
await pool?.end();
console.log(levels[0].onHand);
`;

let shop: Running | undefined;

/** Two processes with the same ten lines, of 20 units, and then a third one. */
async function carryOut(program: Program, engine: string, where: string): Promise<string[]> {
  const address = shop?.said ?? '';
  await fetch(`${address}/__fake/reset`, { method: 'POST' });
  const hosts = [new URL(address).host];
  if (engine === 'PostgreSQL') hosts.push(new URL(where).host);
  const may = { hosts, folder: inject('installed').hosts.folder, isDriver: engine !== 'SQLite' };
  const prefix = `${program.name}_${program.version}`.toLowerCase().replaceAll('.', '_');
  const start = (): Promise<string> =>
    runFile(program, 'stores.js', [address, engine, where, prefix], may);
  const both = await Promise.all([start(), start()]);
  return [...both, await start()].map((text) => text.trim());
}

beforeAll(async () => {
  const { folder } = inject('installed').hosts;
  writeFileSync(join(folder, 'stores.js'), PROGRAM);
  mkdirSync(join(folder, 'stores'), { recursive: true });
  shop = await serveShop(folder);
});

afterAll(() => shop?.stop());

test.each(PROGRAMS)(
  '$name $version: processes that share a file carry each line out once',
  async (program) => {
    const folder = mkdtempSync(join(inject('installed').hosts.folder, 'stores/'));
    expect(await carryOut(program, 'SQLite', join(folder, 'shop.db'))).toEqual(['10', '10', '10']);
  },
);

const postgres = ownPostgres();

describe.runIf(postgres !== undefined)('with PostgreSQL', () => {
  test.each(PROGRAMS)(
    '$name $version: processes that share a database carry each line out once',
    async (program) => {
      const found = await carryOut(program, 'PostgreSQL', postgres?.server().url ?? '');
      expect(found).toEqual(['10', '10', '10']);
    },
  );
});
