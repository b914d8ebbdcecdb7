import type { Pool } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { argumentsTo } from '../../src/errors/index.ts';
import { postgresEngine } from '../../src/store/postgres/postgres-engine.ts';
import { namesOf } from '../../src/store/rows/schema.ts';
import { stepsOn } from '../../src/store/rows/steps.ts';
import { sqliteEngine } from '../../src/store/sqlite/sqlite-engine.ts';
import { ownPostgres } from '../engines/own-postgres.ts';
import type { OwnPostgres } from '../engines/own-postgres.ts';
import { quietPool } from '../engines/quiet-pool.ts';
import { testClock, workThrough } from './engine-clock.ts';
import { sqliteFile } from './sqlite-file.ts';

const path = sqliteFile();
const names = namesOf(argumentsTo('test'), { prefix: 'clock_' });

testClock('SQLite', async (now) => stepsOn(sqliteEngine(path, names, { ...systemClock, now })));

function testPostgres(postgres: OwnPostgres): void {
  const pools: Pool[] = [];
  afterAll(() => Promise.all(pools.map((pool) => pool.end())));

  testClock('PostgreSQL', async (now) => {
    const pool = quietPool(postgres.server().url, 3);
    pools.push(pool);
    const engine = postgresEngine((text, values) => pool.query(text, values), names, now);
    await engine.migrate();
    return stepsOn(engine);
  });

  test('while PostgreSQL is killed and started again, each line is carried out once', async () => {
    const server = postgres.server();
    const { onHand } = await workThrough(
      () => postgres.open('again_'),
      async () => {
        await server.kill();
        await new Promise((resolve) => setTimeout(resolve, 500));
        await server.start();
      },
    );
    expect(new Set(onHand)).toEqual(new Set([9]));
  });
}

const postgres = ownPostgres();
if (postgres !== undefined) testPostgres(postgres);
