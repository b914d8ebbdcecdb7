import type { Pool } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { InventoryStore } from '../../src/store/index.ts';
import { postgresStore } from '../../src/store/postgres/index.ts';
import { quietPool } from './quiet-pool.ts';
import { isPostgresThere, startPostgres } from './servers.ts';
import type { PostgresServer } from './servers.ts';

/** PostgreSQL for the tests of one file. */
export interface OwnPostgres {
  readonly server: () => PostgresServer;
  /** A store whose tables are made. */
  readonly open: (prefix?: string) => Promise<InventoryStore>;
}

/**
 * Starts PostgreSQL for the tests of this file; undefined where the machine has none, which is said
 * on the output.
 */
export function ownPostgres(): OwnPostgres | undefined {
  if (!isPostgresThere()) {
    process.stdout.write('engines that did not run, as they are not installed: PostgreSQL\n');
    return undefined;
  }
  let server: PostgresServer | undefined;
  const pools: Pool[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await server?.stop();
  });
  const started = (): PostgresServer => {
    if (server === undefined) throw new Error('the server is not started');
    return server;
  };
  return {
    server: started,
    open: async (prefix) => {
      const pool = quietPool(started().url, 4);
      pools.push(pool);
      const store = postgresStore(pool, prefix === undefined ? {} : { prefix });
      await store.migrate();
      return store;
    },
  };
}
