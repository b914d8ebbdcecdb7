import { Pool } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { argumentsTo } from '../../src/client/options/refuse.ts';
import { postgresEngine } from '../../src/store/postgres/postgres-engine.ts';
import { namesOf } from '../../src/store/rows/schema.ts';
import { stepsOn } from '../../src/store/rows/steps.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import type { VirtualClock } from '../../src/testing/virtual-clock.ts';
import { startPgbouncer, startPostgres } from '../engines/servers.ts';
import type { PostgresServer } from '../engines/servers.ts';
import { testRecords } from './records-contract.ts';
import { testStore } from './store-contract.ts';

let postgres: PostgresServer;
let pgbouncer: PostgresServer;
let direct: Pool;
let pooled: Pool;
beforeAll(async () => {
  postgres = await startPostgres();
  pgbouncer = await startPgbouncer(postgres);
  direct = new Pool({ connectionString: postgres.url });
  pooled = new Pool({ connectionString: pgbouncer.url });
});
afterAll(async () => {
  await pooled.end();
  await direct.end();
  await pgbouncer.stop();
  await postgres.stop();
});

let stores = 0;
const openOn =
  (pool: () => Pool) =>
  async (clock: VirtualClock): Promise<StoreSteps> => {
    const names = namesOf(argumentsTo('postgresStore'), { prefix: `t${(stores += 1)}_` });
    const engine = postgresEngine(
      (text, values) => pool().query(text, values),
      names,
      () => clock.now(),
    );
    await engine.migrate();
    return stepsOn(engine);
  };

testStore(
  'in PostgreSQL',
  openOn(() => direct),
);
testRecords(
  'in PostgreSQL',
  openOn(() => direct),
);
testStore(
  'in PostgreSQL behind PgBouncer',
  openOn(() => pooled),
);
testRecords(
  'in PostgreSQL behind PgBouncer',
  openOn(() => pooled),
);
