import { expect, test } from 'vitest';
import { memoryStore } from '../../src/store/index.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { ownPostgres } from '../engines/own-postgres.ts';
import { isPostgresThere } from '../engines/servers.ts';
import { sqliteFile } from '../store/sqlite-file.ts';
import { testManyExpiries } from './expiry-suite.ts';
import { describeKilledHolds } from './killed-suite.ts';

describeKilledHolds('memory', async () => memoryStore());

const path = sqliteFile();
describeKilledHolds('SQLite', async () => sqliteStore(path));
testManyExpiries('SQLite', async () => sqliteStore(path));

const postgres = ownPostgres();
if (postgres !== undefined) {
  describeKilledHolds('PostgreSQL', () => postgres.open());
  testManyExpiries('PostgreSQL', () => postgres.open());
}

test('PostgreSQL runs wherever it is installed', () => {
  expect(postgres !== undefined).toBe(isPostgresThere());
});
