import { check, hasMethods, kindOf, within } from '../../base/check.ts';
import type { InventoryStore } from '../../client/index.ts';
import { argumentsTo } from '../../errors/index.ts';
import { defineStore } from '../define-store.ts';
import { namesOf } from '../rows/schema.ts';
import { stepsOn } from '../rows/steps.ts';
import { postgresEngine } from './postgres-engine.ts';
import type { PostgresQuery } from './postgres-engine.ts';
import { postgresSchema } from './schema.ts';

/** A pool of `pg`, or whatever has its `query`. */
export interface PostgresPool {
  /** Runs one statement with its values, on any connection. */
  query(
    text: string,
    values: (string | number | null)[],
  ): Promise<{ readonly rows: readonly unknown[] }>;
}

/** Options of {@link postgresStore}. */
export interface PostgresStoreOptions {
  /** The text that the names of the tables begin with; `'genstore_'` by default. */
  readonly prefix?: string | undefined;
}

/** A store in PostgreSQL. */
export interface PostgresStore extends InventoryStore {
  /** Makes the tables, where there are none. It may be called by any number of processes at once. */
  readonly migrate: () => Promise<void>;
  /** The statement that `migrate` runs, for people who run their own. */
  readonly migrationSql: () => string;
}

/**
 * Makes a store in PostgreSQL, for any number of machines, behind a pooler in transaction mode too.
 * Its tables are made by `migrate()`, which is yours to call: the user of the daily work need not be
 * allowed to make any. The pool stays yours to end.
 *
 * @throws InvalidInputError when an argument is wrong.
 *
 * @example
 * ```ts
 * import { Pool } from 'pg';
 * import { InventoryClient } from 'genstore-inventory';
 * import { postgresStore } from 'genstore-inventory/postgres';
 *
 * const pool = new Pool({ connectionString: process.env.DATABASE_URL });
 * const store = postgresStore(pool);
 * await store.migrate();
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * await inventory.query();
 * ```
 */
export function postgresStore(
  poolOrQuery: PostgresPool | PostgresQuery,
  options: PostgresStoreOptions = {},
): PostgresStore {
  const place = argumentsTo('postgresStore');
  const isFunction = typeof poolOrQuery === 'function';
  const isPool = isFunction || hasMethods(poolOrQuery, ['query']);
  const expected = 'a Pool of pg, or something else with query, or a function';
  check(within(place, 'poolOrQuery'), isPool, `${expected}, not ${kindOf(poolOrQuery)}`);
  const query: PostgresQuery = isFunction
    ? poolOrQuery
    : (text, values) => poolOrQuery.query(text, values);
  const names = namesOf(place, options);
  const engine = postgresEngine(query, names);
  return defineStore(stepsOn(engine), {
    migrate: () => engine.migrate(),
    migrationSql: () => `${postgresSchema(names)};\n`,
  });
}
