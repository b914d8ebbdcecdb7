import { check, hasMethods, kindOf, within } from '../../base/check.ts';
import { systemClock } from '../../base/clock.ts';
import type { InventoryStore } from '../../client/index.ts';
import { argumentsTo } from '../../errors/index.ts';
import { defineStore } from '../define-store.ts';
import { namesOf } from '../rows/schema.ts';
import { stepsOn } from '../rows/steps.ts';
import type { SqliteDatabase } from './database.ts';
import { sqliteSchema } from './schema.ts';
import { sqliteEngine } from './sqlite-engine.ts';

/** Options of {@link sqliteStore}. */
export interface SqliteStoreOptions {
  /** The text that the names of the tables begin with; `'genstore_'` by default. */
  readonly prefix?: string | undefined;
}

/** A store in a file of SQLite. */
export interface SqliteStore extends InventoryStore {
  /** Makes what tables are missing. The first step does so too, in any number of processes at once. */
  readonly migrate: () => Promise<void>;
  /** The statements that make the tables, for people who want to see them. */
  readonly migrationSql: () => string;
}

/**
 * Makes a store in a file of SQLite, for the processes of one machine. A path is opened with
 * `node:sqlite`, which Node has without a flag from 22.13 on; any other database of the same methods,
 * such as one of better-sqlite3, can be handed in. The file must lie on a disk of this machine.
 *
 * @throws InvalidInputError when an argument is wrong. The file is opened with the first step, and a
 * failure is that step's.
 *
 * @example
 * ```ts
 * import { InventoryClient } from 'genstore-inventory';
 * import { sqliteStore } from 'genstore-inventory/sqlite';
 *
 * const store = sqliteStore('./inventory.db');
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * await inventory.query();
 * await store.close();
 * ```
 */
export function sqliteStore(
  pathOrDatabase: string | SqliteDatabase,
  options: SqliteStoreOptions = {},
): SqliteStore {
  const place = argumentsTo('sqliteStore');
  const source = within(place, 'pathOrDatabase');
  if (typeof pathOrDatabase === 'string') {
    check(source, pathOrDatabase !== '', 'a path that is not empty');
  } else {
    const isDatabase = hasMethods(pathOrDatabase, ['prepare', 'exec']);
    const expected = 'a path, or a database with prepare and exec';
    check(source, isDatabase, `${expected}, not ${kindOf(pathOrDatabase)}`);
  }
  const names = namesOf(place, options);
  const engine = sqliteEngine(pathOrDatabase, names, systemClock);
  return defineStore(stepsOn(engine), {
    migrate: () => engine.migrate(),
    migrationSql: () => `${sqliteSchema(names).join(';\n')};\n`,
  });
}
