import { expect, test } from 'vitest';
import { ownPostgres } from '../engines/own-postgres.ts';
import { postgresPrograms } from '../engines/servers.ts';
import { describeProcesses } from './suite.ts';

const postgres = ownPostgres();
let stores = 0;

if (postgres !== undefined) {
  describeProcesses('PostgreSQL', () => {
    const prefix = `p${(stores += 1)}_`;
    return { kind: 'postgres', url: postgres.server().url, prefix };
  });
}

test('PostgreSQL runs wherever it is installed', () => {
  expect(postgres !== undefined).toBe(postgresPrograms() !== undefined);
});
