import { wait } from '../../base/abort.ts';
import { systemClock } from '../../base/clock.ts';

/** A database of `node:sqlite`, or of whatever has the same methods, such as better-sqlite3. */
export interface SqliteDatabase {
  /** Runs SQL whose rows nobody needs. */
  exec(sql: string): unknown;
  /** Compiles one statement, which may be run often. */
  prepare(sql: string): SqliteStatement;
  /** Closes the file. */
  close(): unknown;
}

/** A prepared statement of such a database; values are bound by their place. */
export interface SqliteStatement {
  /** Runs it and gives its rows, each an object by the names of its columns. */
  all(...values: SqliteValue[]): unknown[];
  /** Runs it. */
  run(...values: SqliteValue[]): unknown;
}

/** A value as it is bound to a statement. */
export type SqliteValue = string | number | null;

/** How long a statement waits for another process that writes, in milliseconds. */
const BUSY_MS = 5_000;

/** Opens a file. */
export async function openFile(path: string): Promise<SqliteDatabase> {
  let sqlite: { readonly DatabaseSync: new (path: string) => SqliteDatabase };
  try {
    // Only here, and only for a path: other runtimes bring databases of their own.
    sqlite = await import('node:sqlite');
  } catch (cause) {
    const error = new Error(
      'This runtime has no node:sqlite, which Node has without a flag from 22.13 on. Upgrade Node, or hand in a database, such as one of better-sqlite3.',
      { cause },
    );
    throw Object.assign(error, { code: 'GENSTORE_NO_SQLITE' });
  }
  try {
    return new sqlite.DatabaseSync(path);
  } catch (error) {
    throw ofFile(path, error);
  }
}

/** A failure with the name of its file, which SQLite leaves out. */
export function ofFile(path: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const where = 'Its folder must be there, and this program be allowed to write in it';
  const hint = error.message.startsWith('unable to open') ? `. ${where}.` : '';
  return Object.assign(new Error(`${path}: ${error.message}${hint}`, { cause: error }), {
    code: (error as NodeJS.ErrnoException).code,
  });
}

/**
 * Makes a database ready for several processes: whoever writes is waited for, readers see the last
 * whole state, and what was committed outlives a loss of power.
 */
export async function setUp(database: SqliteDatabase): Promise<void> {
  // Before anything else: a process that opens while another recovers would fail at once.
  database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  const deadline = performance.now() + BUSY_MS;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      break;
    } catch (error) {
      // Changing the mode does not wait, whatever the time-out says.
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await wait(systemClock, 20, undefined);
    }
  }
  database.exec('PRAGMA synchronous = FULL');
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /database is locked|SQLITE_BUSY/.test(error.message);
}

/** Runs something as one transaction that writes. */
export function inTransaction<Result>(database: SqliteDatabase, run: () => Result): Result {
  // Written at once: a transaction that only turns into a writer may find that it read too early.
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = run();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** Runs something on one state of the database, and writes nothing. */
export function onOneState<Result>(database: SqliteDatabase, run: () => Result): Result {
  database.exec('BEGIN');
  try {
    return run();
  } finally {
    rollBack(database);
  }
}

function rollBack(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // Some failures, such as a full disk, have rolled back by themselves.
  }
}
