import type { Clock } from '../../base/clock.ts';
import type { NewRecord, PutResult, RecordCondition, StoreRecord } from '../records.ts';
import type { Names } from '../rows/schema.ts';
import type { SqliteDatabase, SqliteStatement } from './database.ts';

interface Row {
  readonly key: string;
  readonly value: string;
  readonly version: number;
  readonly due_at: number | null;
}

/** Records in SQLite. What writes runs in a transaction of its caller. */
export class SqliteRecords {
  readonly #clock: Clock;
  readonly #one: SqliteStatement;
  readonly #some: SqliteStatement;
  readonly #list: SqliteStatement;
  readonly #count: SqliteStatement;
  readonly #put: SqliteStatement;
  readonly #remove: SqliteStatement;
  readonly #sweep: SqliteStatement;

  constructor(database: SqliteDatabase, { records, counters }: Names, clock: Clock) {
    this.#clock = clock;
    const columns = 'key, value, version, due_at';
    const live = 'shop = ? AND kind = ? AND (forget_at IS NULL OR forget_at > ?)';
    this.#one = database.prepare(`SELECT ${columns} FROM ${records} WHERE ${live} AND key = ?`);
    this.#some = database.prepare(
      `SELECT ${columns} FROM ${records} WHERE ${live} AND key IN (SELECT value FROM json_each(?))`,
    );
    this.#list = database.prepare(
      `SELECT ${columns} FROM ${records} WHERE ${live} AND version > ? AND (? = 0 OR due_at <= ?) ORDER BY version LIMIT ?`,
    );
    this.#count = database.prepare(
      `INSERT INTO ${counters} (shop, kind, version) VALUES (?, ?, 1) ON CONFLICT (shop, kind) DO UPDATE SET version = version + 1 RETURNING version`,
    );
    this.#put = database.prepare(
      `INSERT INTO ${records} (shop, kind, key, version, due_at, forget_at, value) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (shop, kind, key) DO UPDATE SET version = excluded.version, due_at = excluded.due_at, forget_at = excluded.forget_at, value = excluded.value`,
    );
    this.#remove = database.prepare(
      `DELETE FROM ${records} WHERE ${live} AND key = ? AND version = ? RETURNING key`,
    );
    this.#sweep = database.prepare(
      `DELETE FROM ${records} WHERE shop = ? AND forget_at <= ? RETURNING key`,
    );
  }

  put(kind: string, shop: string, record: NewRecord, condition: RecordCondition): PutResult {
    const { key, value, dueInMs, forgetInMs, replaces = [] } = record;
    const now = this.#clock.now();
    const one = (name: string): Row | undefined => this.#one.all(shop, kind, now, name)[0] as Row;
    const known = one(key);
    const areThere = replaces.every((each) => one(each.key)?.version === each.version);
    if (!areThere || !holds(condition, known, now)) {
      return { isWritten: false, record: known && recordOf(known, now) };
    }
    for (const each of replaces) this.#remove.all(shop, kind, now, each.key, each.version);
    const [{ version }] = this.#count.all(shop, kind) as [Row];
    const row = {
      key,
      value: JSON.stringify(value),
      version,
      due_at: dueInMs === undefined ? null : now + dueInMs,
    };
    const forgetAt = forgetInMs === undefined ? null : now + forgetInMs;
    this.#put.run(shop, kind, key, version, row.due_at, forgetAt, row.value);
    return { isWritten: true, record: recordOf(row, now) };
  }

  get(kind: string, shop: string, keys: readonly string[]): StoreRecord[] {
    const now = this.#clock.now();
    const rows = this.#some.all(shop, kind, now, JSON.stringify(keys)) as Row[];
    return rows.map((row) => recordOf(row, now));
  }

  list(kind: string, shop: string, after: number, onlyDue: boolean, limit: number): StoreRecord[] {
    const now = this.#clock.now();
    const rows = this.#list.all(shop, kind, now, after, Number(onlyDue), now, limit) as Row[];
    return rows.map((row) => recordOf(row, now));
  }

  remove(kind: string, shop: string, key: string, version: number): boolean {
    return this.#remove.all(shop, kind, this.#clock.now(), key, version).length > 0;
  }

  sweep(shop: string): number {
    return this.#sweep.all(shop, this.#clock.now()).length;
  }
}

function recordOf({ key, value, version, due_at: dueAt }: Row, readAt: number): StoreRecord {
  const isDue = dueAt !== null && dueAt <= readAt;
  return { key, value: JSON.parse(value), version, dueAt: dueAt ?? undefined, readAt, isDue };
}

function holds(condition: RecordCondition, known: Row | undefined, now: number): boolean {
  if (typeof condition === 'object') return known?.version === condition.version;
  if (known === undefined) return true;
  return condition === 'absent-or-due' && known.due_at !== null && known.due_at <= now;
}
