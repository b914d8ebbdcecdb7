import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { ownPostgres } from '../engines/own-postgres.ts';
import { describeBucket } from './suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'genstore-bucket-'));
afterAll(() => rmSync(folder, { recursive: true }));
let stores = 0;

describeBucket('SQLite', () => ({ kind: 'sqlite', path: join(folder, `${(stores += 1)}.db`) }));

const postgres = ownPostgres();
if (postgres !== undefined) {
  describeBucket('PostgreSQL', () => {
    const prefix = `b${(stores += 1)}_`;
    return { kind: 'postgres', url: postgres.server().url, prefix };
  });
}
