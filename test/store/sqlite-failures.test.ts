import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import type { NewIntent } from '../../src/store/intent.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { sqliteStoreSteps } from './sqlite-steps.ts';

const SHOP = 'acme.example';
const folder = mkdtempSync(join(tmpdir(), 'genstore-sqlite-failures-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newPath = (): string => join(folder, `${(files += 1)}.db`);
const take = (key: string, note = ''): NewIntent => ({
  key: key + note,
  priority: 'interactive',
  content: { kind: 'by', variantId: '1', locationId: '2', values: { onHand: -1 } },
});

test('processes that start at once hand no delivery over twice, and share one lease', async () => {
  const path = newPath();
  const script = join(import.meta.dirname, 'claim-process.ts');
  const runs = ['p1', 'p2', 'p3'].map(async (name) => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, path, name]);
    return JSON.parse(stdout) as { got: string[]; leases: number[] };
  });
  const told = await Promise.all(runs);
  const got = told.flatMap((each) => each.got);
  expect(got).toHaveLength(200);
  expect(new Set(got).size).toBe(200);
  const fences = told.flatMap(({ leases }) => leases);
  expect(new Set(fences).size).toBe(fences.length);
});

test('a folder that is not there fails the step, and the next one finds it', async () => {
  const missing = join(folder, 'later');
  const store = sqliteStoreSteps(join(missing, 'store.db'));
  await expect(store.submit(SHOP, [take('a')], 1_000)).rejects.toMatchObject({
    code: 'ERR_SQLITE_ERROR',
    message: `${missing}/store.db: unable to open database file. Its folder must be there, and this program be allowed to write in it.`,
  });
  mkdirSync(missing);
  await store.submit(SHOP, [take('a')], 1_000);
  await store.close();
});

test('a file that is no database is named, as often as it is tried', async () => {
  const path = newPath();
  writeFileSync(path, 'sku,onHand\n'.repeat(100));
  const store = sqliteStoreSteps(path);
  for (const key of ['a', 'b']) {
    await expect(store.submit(SHOP, [take(key)], 1_000)).rejects.toMatchObject({
      code: 'ERR_SQLITE_ERROR',
      message: `${path}: file is not a database`,
    });
  }
});

test.each([
  ['left out', undefined],
  ['null', null],
  ['an object', pathToFileURL('/tmp/store.db')],
])('what is neither a path nor a database is refused at once: %s', (kind, given) => {
  expect(() => sqliteStore(given as unknown as string)).toThrow(
    `pathOrDatabase must be a path, or a database with prepare and exec, not ${kind}.`,
  );
});

test('a database that only reads fails what writes, and still tells what is there', async () => {
  const path = newPath();
  const writer = sqliteStoreSteps(path);
  await writer.submit(SHOP, [take('a')], 60_000);
  const database = new DatabaseSync(path);
  const store = sqliteStoreSteps(database);
  await store.follow(SHOP, ['a'], 60_000);
  database.exec('PRAGMA query_only = ON');
  await expect(store.submit(SHOP, [take('b')], 60_000)).rejects.toThrow('readonly');
  expect(await store.follow(SHOP, ['a', 'b'], 60_000)).toMatchObject([{ key: 'a' }]);
  database.close();
  await writer.close();
});

test('while another process writes, one may open the file and read', async () => {
  const path = newPath();
  const writer = sqliteStoreSteps(path);
  await writer.submit(SHOP, [take('a')], 60_000);
  const { fence } = await writer.takeLease(SHOP, 'p1');
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  const reader = sqliteStoreSteps(path);
  expect(await reader.follow(SHOP, ['a'], 60_000)).toHaveLength(1);
  expect((await reader.agenda(SHOP, fence, 1))?.intents).toHaveLength(1);
  other.close();
  await reader.close();
  await writer.close();
});

test('closing lets go of the file, and opens none', async () => {
  const path = newPath();
  const store = sqliteStoreSteps(path);
  await store.submit(SHOP, [take('a')], 60_000);
  expect(existsSync(`${path}-wal`)).toBe(true);
  await store.close();
  expect(existsSync(`${path}-wal`)).toBe(false);
  const unused = newPath();
  await sqliteStoreSteps(unused).close();
  expect(existsSync(unused)).toBe(false);
});

test('a full disk fails the step as a whole, and it can be taken again', async () => {
  const database = new DatabaseSync(newPath());
  const store = sqliteStoreSteps(database);
  await store.submit(SHOP, [take('a')], 60_000);
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() as {
    page_count: number;
  };
  database.exec(`PRAGMA max_page_count = ${pages}`);
  const many = Array.from({ length: 500 }, (_, index) => take('b', `-${index}`));
  await expect(store.submit(SHOP, many, 60_000)).rejects.toThrow('full');
  expect(
    await store.follow(
      SHOP,
      many.map(({ key }) => key),
      60_000,
    ),
  ).toEqual([]);
  database.exec('PRAGMA max_page_count = 100000');
  expect(await store.submit(SHOP, many, 60_000)).toHaveLength(500);
  database.close();
});

test('tables of a newer release stop a worker that runs, before it writes', async () => {
  const database = new DatabaseSync(newPath());
  const store = sqliteStoreSteps(database);
  await store.submit(SHOP, [take('a')], 60_000);
  database.exec('UPDATE genstore_schema SET version = 2');
  await store.submit(SHOP, [take('b')], 60_000);
  database.exec('UPDATE genstore_schema SET works_from = 2');
  const refused = store.submit(SHOP, [take('c')], 60_000);
  await expect(refused).rejects.toMatchObject({ code: 'GENSTORE_SCHEMA_NEWER' });
  database.close();
});

test('a database with the methods of another driver does', async () => {
  const inner = new DatabaseSync(newPath());
  const store = sqliteStoreSteps({
    exec: (sql) => inner.exec(sql),
    prepare: (sql) => {
      const statement = inner.prepare(sql);
      return {
        all: (...values) => statement.all(...values),
        run: (...values) => statement.run(...values),
      };
    },
    close: () => inner.close(),
  });
  await store.submit(SHOP, [take('a')], 60_000);
  expect(await store.follow(SHOP, ['a'], 60_000)).toHaveLength(1);
  inner.close();
});
