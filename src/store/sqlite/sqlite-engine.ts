import type { Clock } from '../../base/clock.ts';
import type { Engine } from '../rows/steps.ts';
import { checkSchema } from '../rows/schema.ts';
import type { Names, SchemaRow } from '../rows/schema.ts';
import { inTransaction, ofFile, onOneState, openFile, setUp } from './database.ts';
import type { SqliteDatabase, SqliteStatement } from './database.ts';
import { SqliteRecords } from './records.ts';
import { SqliteRows } from './rows.ts';
import { sqliteSchema } from './schema.ts';

interface Opened {
  readonly database: SqliteDatabase;
  readonly rows: SqliteRows;
  readonly records: SqliteRecords;
  readonly schema: SqliteStatement;
}

export interface SqliteEngine extends Engine {
  readonly migrate: () => Promise<void>;
}

/** Takes steps in a file of SQLite, each as one transaction. It is opened with the first. */
export function sqliteEngine(
  source: string | SqliteDatabase,
  names: Names,
  clock: Clock,
): SqliteEngine {
  let opening: Promise<Opened> | undefined;
  let isClosed = false;
  const open = async (): Promise<Opened> => {
    if (typeof source !== 'string') return ready(source);
    const database = await openFile(source);
    try {
      return await ready(database);
    } catch (error) {
      database.close();
      throw ofFile(source, error);
    }
  };
  const ready = async (database: SqliteDatabase): Promise<Opened> => {
    await setUp(database);
    makeTables(database, names);
    return {
      database,
      rows: new SqliteRows(database, names, clock),
      records: new SqliteRecords(database, names, clock),
      schema: database.prepare(schemaSql(names)),
    };
  };
  const opened = async (): Promise<Opened> => {
    if (isClosed) {
      throw Object.assign(new Error('The store is closed.'), { code: 'GENSTORE_CLOSED' });
    }
    opening ??= open();
    try {
      return await opening;
    } catch (error) {
      // The next step tries again: the disk may be there by then.
      opening = undefined;
      throw error;
    }
  };
  /** Runs something in one transaction, if this release may work on the tables. */
  const write = async <Result>(run: (found: Opened) => Result): Promise<Result> => {
    const found = await opened();
    return inTransaction(found.database, () => {
      checkSchema(found.schema.all()[0] as SchemaRow | undefined);
      return run(found);
    });
  };
  const read = async <Result>(run: (found: Opened) => Result): Promise<Result> => {
    const found = await opened();
    return onOneState(found.database, () => {
      checkSchema(found.schema.all()[0] as SchemaRow | undefined);
      return run(found);
    });
  };

  return {
    async step(shop, needs, mode, decision) {
      if (mode === 'read') {
        const { result, changes } = await read(({ rows }) => decision(rows.find(shop, needs)));
        if (changes === undefined) return result;
      }
      return write(({ rows }) => {
        const { result, changes } = decision(rows.find(shop, needs));
        if (changes !== undefined) rows.save(shop, changes);
        return result;
      });
    },
    inDoubt: (shop) => read(({ rows }) => rows.inDoubt(shop)),
    sweep: (shop, retentionMs) =>
      write(({ rows, records }) => rows.sweep(shop, retentionMs) + records.sweep(shop)),
    putRecord: (kind, shop, record, condition) =>
      write(({ records }) => records.put(kind, shop, record, condition)),
    getRecords: (kind, shop, keys) => read(({ records }) => records.get(kind, shop, keys)),
    listRecords: (kind, shop, { after = 0, onlyDue = false, limit }) =>
      read(({ records }) => records.list(kind, shop, after, onlyDue, limit)),
    removeRecord: (kind, shop, key, version) =>
      write(({ records }) => records.remove(kind, shop, key, version)),
    async migrate() {
      const { database } = await opened();
      makeTables(database, names);
    },
    async close() {
      isClosed = true;
      // A database that was handed in is its owner's to close.
      if (typeof source === 'string') (await opening?.catch(() => undefined))?.database.close();
      opening = undefined;
    },
  };
}

function schemaSql({ schema }: Names): string {
  return `SELECT version, works_from AS worksFrom FROM ${schema}`;
}

/** Makes what tables are missing. One that a newer release made is left as it is, and refused. */
function makeTables(database: SqliteDatabase, names: Names): void {
  const find = `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '${names.schema}'`;
  const look = (): boolean => database.prepare(find).all().length > 0;
  if (!look()) {
    inTransaction(database, () => {
      for (const sql of sqliteSchema(names)) database.exec(sql);
    });
  }
  checkSchema(database.prepare(schemaSql(names)).all()[0] as SchemaRow | undefined);
}
