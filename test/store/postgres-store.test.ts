import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { argumentsTo, InvalidInputError } from '../../src/errors/index.ts';
import { postgresEngine } from '../../src/store/postgres/postgres-engine.ts';
import type { PostgresQuery } from '../../src/store/postgres/postgres-engine.ts';
import { postgresStore } from '../../src/store/postgres/index.ts';
import type { PostgresPool } from '../../src/store/postgres/index.ts';
import { namesOf } from '../../src/store/rows/schema.ts';
import { stepsOn } from '../../src/store/rows/steps.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import type { VirtualClock } from '../../src/testing/virtual-clock.ts';
import { GIVEN_POSTGRES } from '../engines/given-postgres.ts';
import {
  pgbouncerProgram,
  isPostgresThere,
  startPgbouncer,
  startPostgres,
} from '../engines/servers.ts';
import type { PostgresServer } from '../engines/servers.ts';
import { testRecords } from './records-contract.ts';
import { testStore } from './store-contract.ts';
import { testDetails } from './store-details.ts';
import { testEnds } from './store-ends.ts';

const isThere = isPostgresThere();
const isPoolerThere = isThere && GIVEN_POSTGRES === undefined && pgbouncerProgram() !== undefined;
const missing = [!isThere && 'PostgreSQL', !isPoolerThere && 'PgBouncer'].filter(Boolean);
if (missing.length > 0) {
  process.stdout.write(
    `engines that did not run, as they are not installed: ${missing.join(', ')}\n`,
  );
}

let postgres: PostgresServer | undefined;
let pgbouncer: PostgresServer | undefined;
let direct: Pool | undefined;
let pooled: Pool | undefined;
beforeAll(async () => {
  if (!isThere) return;
  postgres = await startPostgres();
  direct = new Pool({ connectionString: postgres.url });
  if (!isPoolerThere) return;
  pgbouncer = await startPgbouncer(postgres);
  pooled = new Pool({ connectionString: pgbouncer.url });
});
afterAll(async () => {
  await pooled?.end();
  await direct?.end();
  await pgbouncer?.stop();
  await postgres?.stop();
});

let stores = 0;
const openOn =
  (pool: () => Pool | undefined) =>
  async (clock: VirtualClock): Promise<StoreSteps> => {
    const names = namesOf(argumentsTo('postgresStore'), { prefix: `t${(stores += 1)}_` });
    const query: PostgresQuery = async (text, values) => {
      const found = pool();
      if (found === undefined) throw new Error('the server is not started');
      return found.query(text, values);
    };
    const engine = postgresEngine(query, names, () => clock.now());
    await engine.migrate();
    return stepsOn(engine);
  };

if (isThere) {
  const open = openOn(() => direct);
  testStore('in PostgreSQL', open);
  testDetails('in PostgreSQL', open);
  testEnds('in PostgreSQL', open);
  testRecords('in PostgreSQL', open);
}
if (isPoolerThere) {
  const open = openOn(() => pooled);
  testStore('in PostgreSQL behind PgBouncer', open);
  testDetails('in PostgreSQL behind PgBouncer', open);
  testEnds('in PostgreSQL behind PgBouncer', open);
  testRecords('in PostgreSQL behind PgBouncer', open);
}

test('a URL is no pool, and is not repeated', () => {
  expect(() => postgresStore('postgres://u:secret@h/db' as unknown as PostgresPool)).toThrow(
    'poolOrQuery must be a Pool of pg, or something else with query, or a function, not a text.',
  );
});

test('a prefix that is no name of a table is refused', () => {
  expect(() => namesOf(argumentsTo('postgresStore'), { prefix: 'a; DROP TABLE b' })).toThrow(
    InvalidInputError,
  );
});
