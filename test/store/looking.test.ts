import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { unknownOutcomes } from '../../src/store/index.ts';
import type { InventoryStore } from '../../src/store/index.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import { ownPostgres } from '../engines/own-postgres.ts';
import { quietPool } from '../engines/quiet-pool.ts';
import { isPostgresThere } from '../engines/servers.ts';
import { sqliteFile } from './sqlite-file.ts';

const GUIDE = new URL('../../docs/guides/many-workers.md', import.meta.url);
/** The queries of the guide that a person can paste. */
const QUERIES = (/```text\n(-- How much[^`]*)```/.exec(readFileSync(GUIDE, 'utf8'))?.[1] ?? '')
  .split(';')
  .map((query) => query.trim())
  .filter((query) => query !== '');
const PLACE = { variantId: '107362030756584', locationId: '50002' };

/** What the queries tell of a shop with a write that was applied, and one in doubt. */
async function tellAll(
  store: InventoryStore,
  query: (sql: string) => Promise<unknown[]> | unknown[],
): Promise<unknown[][]> {
  const seed = { levels: [{ ...PLACE, available: 10 }] };
  const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
  const times = { timeoutMs: 100, sendDeadlineMs: 100, inFlightMs: 300 };
  let isBroken = false;
  const fetch: typeof fake.fetch = async (url, init) => {
    const answer = await fake.fetch(url, init);
    if (!isBroken || init?.method !== 'PUT') return answer;
    // The answer is lost, and somebody counts the shelf before anybody reads.
    fake.stock.set({ ...PLACE, quantities: { onHand: 4 } });
    throw new TypeError('fetch failed');
  };
  const client = new InventoryClient({ ...fake.clientOptions, ...times, fetch, store });
  await client.adjust({ ...PLACE, by: { onHand: -1 } }, { idempotencyKey: 'receipt-1' });
  isBroken = true;
  const call = client.adjust({ ...PLACE, by: { onHand: -1 } }, { idempotencyKey: 'receipt-2' });
  await expect(call).rejects.toMatchObject({ code: 'outcome-unknown' });
  await expect.poll(() => unknownOutcomes(client)).toHaveLength(1);
  const told: unknown[][] = [];
  for (const each of QUERIES) told.push(await query(each));
  return told;
}

const inDoubt = { key: 'receipt-2', variant_id: PLACE.variantId, location_id: PLACE.locationId };
const expected = [
  expect.arrayContaining([
    expect.objectContaining({ state: 'applied' }),
    expect.objectContaining({ state: 'in-doubt' }),
  ]),
  [expect.objectContaining(inDoubt)],
  [expect.objectContaining({ shop: expect.stringContaining('acme') as string })],
];

test('the queries of the guide tell what there is in SQLite', async () => {
  const path = sqliteFile();
  const store = sqliteStore(path);
  onTestFinished(() => store.close());
  const query = (sql: string): unknown[] => {
    const database = new DatabaseSync(path);
    const rows = database.prepare(sql).all();
    database.close();
    return rows;
  };
  expect(await tellAll(store, query)).toEqual(expected);
});

const postgres = ownPostgres();
function testPostgres({ open, server }: NonNullable<typeof postgres>): void {
  test('the queries of the guide tell what there is in PostgreSQL', async () => {
    const store = await open();
    const pool = quietPool(server().url, 1);
    onTestFinished(() => pool.end());
    const query = async (sql: string): Promise<unknown[]> =>
      (await pool.query<Record<string, unknown>>(sql)).rows;
    expect(await tellAll(store, query)).toEqual(expected);
  });
}
if (postgres !== undefined) testPostgres(postgres);

test('PostgreSQL runs wherever it is installed', () => {
  expect(postgres !== undefined).toBe(isPostgresThere());
});
