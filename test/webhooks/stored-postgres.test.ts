import { expect, test } from 'vitest';
import { ownPostgres } from '../engines/own-postgres.ts';
import { isPostgresThere } from '../engines/servers.ts';
import { describeStored } from './stored-suite.ts';

const postgres = ownPostgres();

if (postgres !== undefined) describeStored('PostgreSQL', () => postgres.open(), { numRuns: 3 });

test('PostgreSQL runs wherever it is installed', () => {
  expect(postgres !== undefined).toBe(isPostgresThere());
});
