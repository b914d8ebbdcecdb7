import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { ownPostgres } from '../engines/own-postgres.ts';
import { describeProcesses } from './suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'genstore-deaths-'));
afterAll(() => rmSync(folder, { recursive: true }));
let stores = 0;

describeProcesses('SQLite', () => ({ kind: 'sqlite', path: join(folder, `${(stores += 1)}.db`) }));

const postgres = ownPostgres();
if (postgres !== undefined) {
  describeProcesses('PostgreSQL', () => {
    const prefix = `d${(stores += 1)}_`;
    return { kind: 'postgres', url: postgres.server().url, prefix };
  });
}
