import { check, hasMethods, within } from '../../base/check.ts';
import { systemClock } from '../../base/clock.ts';
import type { InventoryStore } from '../../client/index.ts';
import { argumentsTo } from '../../client/store-door.ts';
import { defineStore } from '../define-store.ts';
import { namesOf } from '../rows/schema.ts';
import { stepsOn } from '../rows/steps.ts';
import type { SqliteDatabase } from './database.ts';
import { sqliteEngine } from './sqlite-engine.ts';

/** The options of {@link sqliteStore}. */
export interface SqliteStoreOptions {
  /** The text that the names of all tables begin with. The default is `genstore_`. */
  readonly prefix?: string | undefined;
}

/** A store in a file of SQLite. */
export interface SqliteStore extends InventoryStore {
  /**
   * Makes the tables, or brings them up to date. The first step does so as well; it may be called by all
   * processes at once, and as often as you like.
   */
  migrate(): Promise<void>;
}

/**
 * Makes a store in a file of SQLite, which all processes of a machine share: writes are carried out once
 * though processes die. It needs a runtime with `node:sqlite` (Node from 22.13 on, without a flag), or a
 * database that is handed in: one of `node:sqlite`, or of better-sqlite3, whose owner closes it. The
 * file must be on a disk of the machine; on network drives SQLite's locks do not hold.
 *
 * The file is opened, and its tables are made, with the first step. `close()` when the process ends.
 *
 * @throws InvalidInputError when an argument is wrong. What is wrong with the file is a `StoreError` of
 * the call that needs it.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { sqliteStore } from 'genstore-inventory/sqlite';
 *
 * const store = sqliteStore(':memory:'); // or 'inventory.db'
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * const place = { variantId: '107362030756585', locationId: '50003' };
 * const breakage = { ...place, by: { onHand: -3 } } as const;
 * await inventory.adjust(breakage, { idempotencyKey: 'breakage-2026-03-01/17' });
 * await store.close();
 * ```
 */
export function sqliteStore(
  pathOrDatabase: string | SqliteDatabase,
  options: SqliteStoreOptions = {},
): SqliteStore {
  const place = argumentsTo('sqliteStore');
  const isPath = typeof pathOrDatabase === 'string' && pathOrDatabase !== '';
  const isOne = isPath || hasMethods(pathOrDatabase, ['exec', 'prepare']);
  check(within(place, 'pathOrDatabase'), isOne, 'the path of a file, or a database with prepare');
  const engine = sqliteEngine(pathOrDatabase, namesOf(place, options), systemClock);
  return defineStore(stepsOn(engine), { migrate: () => engine.migrate() });
}
