import { expect, test } from 'vitest';
import { ownPostgres } from '../engines/own-postgres.ts';
import { isPostgresThere } from '../engines/servers.ts';
import { describeHolds } from './holds-suite.ts';

const postgres = ownPostgres();

if (postgres !== undefined) describeHolds('PostgreSQL', () => postgres.open());

test('PostgreSQL runs wherever it is installed', () => {
  expect(postgres !== undefined).toBe(isPostgresThere());
});
