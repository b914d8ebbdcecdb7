import { SCHEMA_VERSION } from '../rows/schema.ts';
import type { Names } from '../rows/schema.ts';

/** The statements that make the tables of version 1. Every statement can be repeated. */
export function sqliteSchema(names: Names): readonly string[] {
  const { prefix, schema, shops, intents, statements, acknowledged, records, counters } = names;
  return [
    `CREATE TABLE IF NOT EXISTS ${schema} (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL,
  works_from INTEGER NOT NULL
)`,
    `CREATE TABLE IF NOT EXISTS ${shops} (
  shop TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  renewals INTEGER NOT NULL,
  holder TEXT,
  sequence INTEGER NOT NULL
) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS ${intents} (
  shop TEXT NOT NULL,
  key TEXT NOT NULL,
  state TEXT NOT NULL,
  priority TEXT NOT NULL,
  variant_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  statement_id TEXT,
  submitted_at INTEGER NOT NULL,
  wanted_until INTEGER NOT NULL,
  ended_at INTEGER,
  body TEXT NOT NULL,
  PRIMARY KEY (shop, key)
)`,
    `CREATE INDEX IF NOT EXISTS ${prefix}intents_pending ON ${intents} (shop, variant_id, location_id) WHERE state = 'pending'`,
    `CREATE INDEX IF NOT EXISTS ${prefix}intents_in_doubt ON ${intents} (shop) WHERE state = 'in-doubt'`,
    `CREATE INDEX IF NOT EXISTS ${prefix}intents_statement ON ${intents} (shop, statement_id)`,
    `CREATE INDEX IF NOT EXISTS ${prefix}intents_ended ON ${intents} (shop, ended_at) WHERE ended_at IS NOT NULL`,
    `CREATE TABLE IF NOT EXISTS ${statements} (
  shop TEXT NOT NULL,
  id TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  variant_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (shop, id)
)`,
    `CREATE INDEX IF NOT EXISTS ${prefix}statements_open ON ${statements} (shop) WHERE is_open = 1`,
    `CREATE TABLE IF NOT EXISTS ${acknowledged} (
  shop TEXT NOT NULL,
  place TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (shop, place)
)`,
    `CREATE TABLE IF NOT EXISTS ${records} (
  shop TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  due_at INTEGER,
  forget_at INTEGER,
  value TEXT NOT NULL,
  PRIMARY KEY (shop, kind, key)
)`,
    `CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}records_version ON ${records} (shop, kind, version)`,
    `CREATE INDEX IF NOT EXISTS ${prefix}records_due ON ${records} (shop, kind, due_at) WHERE due_at IS NOT NULL`,
    `CREATE TABLE IF NOT EXISTS ${counters} (
  shop TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (shop, kind)
) WITHOUT ROWID`,
    `INSERT INTO ${schema} (id, version, works_from) VALUES (1, ${SCHEMA_VERSION}, 1) ON CONFLICT DO NOTHING`,
  ];
}
