import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { argumentsTo } from '../../src/errors/index.ts';
import { namesOf } from '../../src/store/rows/schema.ts';
import { stepsOn } from '../../src/store/rows/steps.ts';
import { sqliteEngine } from '../../src/store/sqlite/sqlite-engine.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import type { VirtualClock } from '../../src/testing/virtual-clock.ts';
import { testRecords } from './records-contract.ts';
import { FIRST, SHOP, WANTED_MS, benchesOf, reading } from './store-bench.ts';
import { testStore } from './store-contract.ts';
import { testDetails } from './store-details.ts';
import { testEnds } from './store-ends.ts';

const folder = mkdtempSync(join(tmpdir(), 'genstore-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const names = namesOf(argumentsTo('sqliteStore'), {});
const open = async (clock: VirtualClock): Promise<StoreSteps> => {
  return stepsOn(sqliteEngine(join(folder, `${(files += 1)}.db`), names, clock));
};

testStore('in SQLite', open);
testDetails('in SQLite', open);
testEnds('in SQLite', open);
testRecords('in SQLite', open);

test('in SQLite: a statement that was acknowledged has no row, and what it came to has one for a minute', async () => {
  const database = new DatabaseSync(':memory:');
  const { begun } = benchesOf(async (clock) => stepsOn(sqliteEngine(database, names, clock)));
  const { store, clock } = await begun(['a']);
  const rowsOf = (table: string): number =>
    database.prepare(`SELECT * FROM genstore_${table}`).all().length;
  expect(rowsOf('statements')).toBe(1);
  await store.end(SHOP, FIRST, { kind: 'acknowledged', level: reading(9) });
  expect(rowsOf('statements')).toBe(0);
  await clock.advance(59_999);
  await store.sweep(SHOP, WANTED_MS);
  expect(rowsOf('acknowledged')).toBe(1);
  await clock.advance(1);
  await store.sweep(SHOP, WANTED_MS);
  expect(rowsOf('acknowledged')).toBe(0);
  database.close();
});
