import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { InventoryStore } from '../../src/store/index.ts';
import { postgresStore } from '../../src/store/postgres/index.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { quietPool } from '../engines/quiet-pool.ts';
import type { PostgresServer } from '../engines/servers.ts';

/** An engine with rows of its own, to which something happens. */
interface Troubled {
  /** A store on these rows, as another process opens it. */
  readonly open: () => Promise<InventoryStore>;
  /** Makes the trouble begin. */
  readonly begin: () => Promise<void>;
  /** Makes it end. */
  readonly heal: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Whether it ends by itself, so that a call may succeed in spite of it. */
  readonly isPassing: boolean;
}

/** What happens to an engine, by its name. */
export type Troubles = Readonly<Record<string, () => Promise<Troubled>>>;

const FILLER = 'x'.repeat(500);

/** What happens to SQLite. */
export const sqliteTroubles: Troubles = {
  'only reads': () =>
    inSqlite(
      (database) => database.exec('PRAGMA query_only = ON'),
      (database) => database.exec('PRAGMA query_only = OFF'),
    ),
  'is full': () =>
    inSqlite(
      (database) => {
        const { page_count: pages } = database.prepare('PRAGMA page_count').get() ?? {};
        database.exec(`PRAGMA max_page_count = ${Number(pages)}`);
        database.exec('CREATE TABLE IF NOT EXISTS filler (text)');
        fillUp(database);
      },
      (database) => database.exec('PRAGMA max_page_count = 100000'),
    ),
  'is locked by another process': () => {
    let other: DatabaseSync | undefined;
    return inSqlite(
      (database, path) => {
        database.exec('PRAGMA busy_timeout = 50');
        other = new DatabaseSync(path);
        other.exec('BEGIN IMMEDIATE');
      },
      () => {
        other?.exec('ROLLBACK');
        other?.close();
      },
    );
  },
  'has tables of a newer release': () =>
    inSqlite(
      (database) => database.exec('UPDATE genstore_schema SET version = 9, works_from = 9'),
      (database) => database.exec('UPDATE genstore_schema SET version = 1, works_from = 1'),
    ),
};

function fillUp(database: DatabaseSync): void {
  for (const text of [FILLER, 'x']) {
    try {
      for (;;) database.prepare('INSERT INTO filler VALUES (?)').run(text);
    } catch {
      // Smaller rows may still find room.
    }
  }
}

/** Trouble that one process has with a file; another opens it anew. */
async function inSqlite(
  begin: (database: DatabaseSync, path: string) => void,
  heal: (database: DatabaseSync, path: string) => void,
): Promise<Troubled> {
  const path = join(mkdtempSync(join(tmpdir(), 'genstore-trouble-')), 'store.db');
  const database = new DatabaseSync(path);
  const opened: InventoryStore[] = [];
  return {
    open: async () => {
      const store = sqliteStore(opened.length === 0 ? database : path);
      opened.push(store);
      await store.migrate();
      return store;
    },
    isPassing: false,
    begin: async () => begin(database, path),
    heal: async () => heal(database, path),
    close: async () => {
      for (const store of opened) await store.close();
      database.close();
    },
  };
}

/** What happens to PostgreSQL; the server is the tests' own, and each has tables of its own. */
export function postgresTroubles(server: () => PostgresServer): Troubles {
  const sql = (begin: (prefix: string) => string, heal: (prefix: string) => string) => () =>
    inPostgres(server, {
      begin: async (admin, prefix) => {
        await admin.query(begin(prefix));
      },
      heal: async (admin, prefix) => {
        await admin.query(heal(prefix));
      },
    });
  return {
    'is not reachable': () =>
      inPostgres(server, { begin: () => server().kill(), heal: () => server().start() }),
    'only reads': () =>
      inPostgres(server, {
        begin: (admin) => readOnly(admin, 'on'),
        heal: (admin) => readOnly(admin, 'off'),
      }),
    'is full': sql(
      (prefix) => `
        CREATE FUNCTION ${prefix}full() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$;
        ${tables(prefix)
          .map(
            (table) =>
              `CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON ${table}
               FOR EACH STATEMENT EXECUTE FUNCTION ${prefix}full();`,
          )
          .join('\n')}`,
      (prefix) => `DROP FUNCTION ${prefix}full() CASCADE`,
    ),
    'has tables of a newer release': sql(
      (prefix) => `UPDATE ${prefix}schema SET version = 9, works_from = 9`,
      (prefix) => `UPDATE ${prefix}schema SET version = 1, works_from = 1`,
    ),
    'is locked for longer than a write may wait': () => {
      let locking: Promise<unknown> | undefined;
      return inPostgres(server, {
        isPassing: true,
        begin: async (admin, prefix) => {
          const client = await admin.connect();
          await client.query('BEGIN');
          await client.query(`LOCK TABLE ${tables(prefix).join(', ')} IN ACCESS EXCLUSIVE MODE`);
          locking = client.query('SELECT pg_sleep(1)').then(async () => {
            await client.query('ROLLBACK');
            client.release();
          });
        },
        heal: async () => {
          await locking;
        },
      });
    },
  };
}

/** Has the whole server read, or write again, connections that are open included. */
async function readOnly(admin: Pool, value: 'on' | 'off'): Promise<void> {
  await admin.query(`ALTER SYSTEM SET default_transaction_read_only = ${value}`);
  await admin.query('SELECT pg_reload_conf()');
  for (let tries = 0; tries < 100; tries += 1) {
    const { rows } = await admin.query('SHOW default_transaction_read_only');
    if (
      (rows as { default_transaction_read_only: string }[])[0]?.default_transaction_read_only ===
      value
    )
      return;
    await sleep(20);
  }
  throw new Error(`the server does not become: ${value}`);
}

function tables(prefix: string): readonly string[] {
  return ['shops', 'intents', 'statements', 'acknowledged', 'records'].map(
    (name) => `${prefix}${name}`,
  );
}

let prefixes = 0;

interface PostgresTrouble {
  readonly isPassing?: boolean;
  readonly begin: (admin: Pool, prefix: string) => Promise<void>;
  readonly heal: (admin: Pool, prefix: string) => Promise<void>;
}

async function inPostgres(
  server: () => PostgresServer,
  { begin, heal, isPassing = false }: PostgresTrouble,
): Promise<Troubled> {
  const prefix = `trouble${(prefixes += 1)}_`;
  const pools: Pool[] = [];
  const connect = (max: number): Pool => {
    const pool = quietPool(server().url, max);
    pools.push(pool);
    return pool;
  };
  const admin = connect(1);
  return {
    open: async () => {
      const store = postgresStore(connect(4), { prefix });
      await store.migrate();
      return store;
    },
    isPassing,
    begin: () => begin(admin, prefix),
    heal: () => heal(admin, prefix),
    close: async () => {
      for (const pool of pools) await pool.end();
    },
  };
}
