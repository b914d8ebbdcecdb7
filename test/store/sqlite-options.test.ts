import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { InvalidInputError, StoreError } from '../../src/errors/index.ts';
import { inTransaction, onOneState, setUp } from '../../src/store/sqlite/database.ts';
import type { SqliteDatabase } from '../../src/store/sqlite/database.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { stepsOf } from '../../src/store/steps-of.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';

const memory = (): DatabaseSync => new DatabaseSync(':memory:');

test.each([
  [['', {}], 'pathOrDatabase', 'a path that is not empty'],
  [[7, {}], 'pathOrDatabase', ''],
  [[{ prepare: () => {} }, {}], 'pathOrDatabase', ''],
  [[{ exec: () => {} }, {}], 'pathOrDatabase', ''],
  [['a.db', 'genstore_'], '', 'an object, or left out'],
  [['a.db', { prefixes: 'a' }], 'prefixes', ''],
  [['a.db', { prefix: 7 }], 'prefix', 'at most 31 small letters, digits and _, the first no digit'],
  [['a.db', { prefix: null }], 'prefix', ''],
  [['a.db', { prefix: '' }], 'prefix', ''],
  [['a.db', { prefix: '1a' }], 'prefix', ''],
  [['a.db', { prefix: 'a-b' }], 'prefix', ''],
  [['a.db', { prefix: 'a; DROP' }], 'prefix', ''],
  [['a.db', { prefix: 'a'.repeat(32) }], 'prefix', ''],
])('%j is refused at once', (args, at, expected) => {
  const [source, options] = args as [string, object];
  const make = (): unknown => sqliteStore(source, options);
  expect(make).toThrow(InvalidInputError);
  expect(make).toThrow(expected);
  expect(make).toThrow('sqliteStore');
  expect(make).toThrow(at);
});

test('a prefix is that of all tables and indices', () => {
  const prefix = 'a'.repeat(31);
  const sql = sqliteStore('a.db', { prefix }).migrationSql();
  const names = sql.match(/(?<=(?:TABLE|INDEX) IF NOT EXISTS )\w+/g) ?? [];
  expect(names.map((name) => name.slice(prefix.length))).toEqual([
    'schema',
    'shops',
    'intents',
    'intents_pending',
    'intents_in_doubt',
    'intents_statement',
    'intents_ended',
    'statements',
    'statements_open',
    'acknowledged',
    'records',
    'records_version',
    'records_due',
    'counters',
  ]);
  expect(names.every((name) => name.startsWith(prefix))).toBe(true);
});

test('what makes the tables may be run again, and by hand', async () => {
  const database = memory();
  const store = sqliteStore(database);
  expect(store.migrationSql().endsWith(';\n')).toBe(true);
  database.exec(store.migrationSql());
  database.exec(store.migrationSql());
  await store.migrate();
  await store.migrate();
  const rows = (): unknown[] => database.prepare('SELECT * FROM genstore_schema').all();
  expect(rows()).toEqual([{ id: 1, version: 1, works_from: 1 }]);
  database.exec('DROP TABLE genstore_schema');
  await store.migrate();
  expect(rows()).toEqual([{ id: 1, version: 1, works_from: 1 }]);
});

test('a database that was handed in is not closed with its store', async () => {
  const database = memory();
  const store = sqliteStore(database);
  await store.migrate();
  await store.close();
  expect(database.isOpen).toBe(true);
  const steps = stepsOf(store) as StoreSteps;
  await expect(steps.takeLease('acme', 'p1')).rejects.toMatchObject({ step: 'takeLease' });
  await expect(store.migrate()).rejects.toMatchObject({
    code: 'GENSTORE_CLOSED',
    message: 'The store is closed.',
  });
});

test.each([
  ['DELETE FROM genstore_schema', 'GENSTORE_SCHEMA_MISSING', 'The store has no tables yet.'],
  [
    'UPDATE genstore_schema SET version = 0',
    'GENSTORE_SCHEMA_OLDER',
    'The store’s tables are of version 0, and this release needs 1. Call migrate().',
  ],
  [
    'UPDATE genstore_schema SET version = 9, works_from = 8',
    'GENSTORE_SCHEMA_NEWER',
    'The store’s tables are of version 9, for releases that know version 8 at least; this one knows 1.',
  ],
])('after %s each step is refused, and says why', async (sql, systemCode, words) => {
  const database = memory();
  const store = sqliteStore(database);
  await store.migrate();
  database.exec(sql);
  const steps = stepsOf(store) as StoreSteps;
  const failures: unknown[] = [];
  for (const step of [
    steps.takeLease('acme', 'p1'),
    steps.submit('acme', [], 1),
    steps.inDoubt('acme'),
    steps.sweep('acme', 1),
    steps.getRecords('hold', 'acme', []),
  ]) {
    failures.push(await step.catch((error: unknown) => error));
  }
  for (const failure of failures) {
    expect(failure).toBeInstanceOf(StoreError);
    expect(failure).toMatchObject({ systemCode });
    expect((failure as StoreError).cause).toMatchObject({ name: 'SchemaError' });
    expect((failure as StoreError).cause?.message).toContain(words);
  }
  await expect(store.migrate()).rejects.toMatchObject({ code: systemCode });
});

test('tables of a later release that still lets this one work are worked on', async () => {
  const database = memory();
  const store = sqliteStore(database);
  await store.migrate();
  database.exec('UPDATE genstore_schema SET version = 9, works_from = 1');
  const steps = stepsOf(store) as StoreSteps;
  expect(await steps.takeLease('acme', 'p1')).toMatchObject({ holder: 'p1' });
});

/** A database that notes what it is told, and fails where a test says so. */
function noting(fail: (sql: string, times: number) => string | undefined = () => undefined) {
  const told: string[] = [];
  const database: SqliteDatabase = {
    exec: (sql) => {
      told.push(sql);
      const message = fail(sql, told.filter((each) => each === sql).length);
      if (message !== undefined) throw new Error(message);
    },
    prepare: () => ({ all: () => [], run: () => undefined }),
    close: () => undefined,
  };
  return { told, database };
}
const WAL = 'PRAGMA journal_mode = WAL';

test.each(['database is locked', 'SQLITE_BUSY: try again'])(
  'a file that several processes open at once is waited for: %s',
  async (message) => {
    const { told, database } = noting((sql, times) =>
      sql === WAL && times < 3 ? message : undefined,
    );
    await setUp(database);
    expect(told).toEqual([
      'PRAGMA busy_timeout = 5000',
      WAL,
      WAL,
      WAL,
      'PRAGMA synchronous = FULL',
    ]);
  },
);

test('a file that stays locked is waited for 5 s, and not for ever', async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { database } = noting((sql) => (sql === WAL ? 'database is locked' : undefined));
  const beganAt = performance.now();
  const failure = setUp(database).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  expect(await failure).toMatchObject({ message: 'database is locked' });
  expect(performance.now() - beganAt).toBeGreaterThanOrEqual(5_000);
  expect(performance.now() - beganAt).toBeLessThan(5_100);
});

test('a path needs node:sqlite, and says so where the runtime has none', async () => {
  vi.doMock('node:sqlite', () => {
    throw new Error('No such built-in module: node:sqlite');
  });
  onTestFinished(() => {
    vi.doUnmock('node:sqlite');
  });
  await expect(sqliteStore('a.db').migrate()).rejects.toMatchObject({
    code: 'GENSTORE_NO_SQLITE',
    message: expect.stringContaining('Upgrade Node, or hand in a database') as string,
    cause: expect.any(Error) as Error,
  });
});

test('a file that cannot be opened otherwise is not waited for', async () => {
  const { told, database } = noting((sql) => (sql === WAL ? 'disk I/O error' : undefined));
  await expect(setUp(database)).rejects.toThrow('disk I/O error');
  expect(told).toHaveLength(2);
});

test('what writes begins as a writer, and is committed or rolled back', () => {
  const { told, database } = noting();
  expect(inTransaction(database, () => told.length)).toBe(1);
  expect(told).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
  const fail = (): never => {
    throw new Error('no');
  };
  expect(() => inTransaction(database, fail)).toThrow('no');
  expect(told.slice(2)).toEqual(['BEGIN IMMEDIATE', 'ROLLBACK']);
});

test('a failure that has rolled back by itself is told as it is', () => {
  const { database } = noting((sql) =>
    sql === 'COMMIT' || sql === 'ROLLBACK' ? `${sql} failed` : undefined,
  );
  expect(() => inTransaction(database, () => 1)).toThrow('COMMIT failed');
});

test('what reads sees one state, and leaves nothing open', () => {
  const { told, database } = noting();
  expect(onOneState(database, () => told.length)).toBe(1);
  expect(told).toEqual(['BEGIN', 'ROLLBACK']);
});
