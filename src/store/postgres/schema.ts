import { SCHEMA_VERSION } from '../rows/schema.ts';
import type { Names } from '../rows/schema.ts';

/**
 * The statement that makes the tables: it can be repeated, and run by all processes at once,
 * behind a pooler too. Where there are tables already, it changes nothing.
 */
export function postgresSchema(names: Names): string {
  const { prefix, schema, shops, intents, statements, acknowledged, records, counters } = names;
  return `DO $migrate$
BEGIN
  -- Until the end of this statement alone: nothing of a session is kept.
  PERFORM pg_advisory_xact_lock(hashtext('${schema}'));
  CREATE TABLE IF NOT EXISTS ${schema} (
    id integer PRIMARY KEY CHECK (id = 1),
    version integer NOT NULL,
    works_from integer NOT NULL
  );
  IF EXISTS (SELECT FROM ${schema}) THEN
    RETURN;
  END IF;
  CREATE TABLE ${shops} (
    shop text PRIMARY KEY,
    version bigint NOT NULL,
    fence bigint NOT NULL,
    renewals bigint NOT NULL,
    holder text,
    sequence bigint NOT NULL
  );
  CREATE TABLE ${intents} (
    shop text NOT NULL,
    key text NOT NULL,
    state text NOT NULL,
    priority text NOT NULL,
    variant_id text NOT NULL,
    location_id text NOT NULL,
    sequence bigint NOT NULL,
    statement_id text,
    submitted_at bigint NOT NULL,
    wanted_until bigint NOT NULL,
    ended_at bigint,
    body json NOT NULL,
    PRIMARY KEY (shop, key)
  );
  CREATE INDEX ${prefix}intents_pending ON ${intents} (shop, variant_id, location_id) WHERE state = 'pending';
  CREATE INDEX ${prefix}intents_in_doubt ON ${intents} (shop) WHERE state = 'in-doubt';
  CREATE INDEX ${prefix}intents_statement ON ${intents} (shop, statement_id);
  CREATE INDEX ${prefix}intents_ended ON ${intents} (shop, ended_at) WHERE ended_at IS NOT NULL;
  CREATE TABLE ${statements} (
    shop text NOT NULL,
    id text NOT NULL,
    is_open boolean NOT NULL,
    variant_id text NOT NULL,
    location_id text NOT NULL,
    sent_at bigint NOT NULL,
    body json NOT NULL,
    PRIMARY KEY (shop, id)
  );
  CREATE INDEX ${prefix}statements_open ON ${statements} (shop) WHERE is_open;
  CREATE TABLE ${acknowledged} (
    shop text NOT NULL,
    place text NOT NULL,
    at bigint NOT NULL,
    body json NOT NULL,
    PRIMARY KEY (shop, place)
  );
  CREATE TABLE ${records} (
    shop text NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    version bigint NOT NULL,
    due_at bigint,
    forget_at bigint,
    value json NOT NULL,
    PRIMARY KEY (shop, kind, key)
  );
  CREATE INDEX ${prefix}records_version ON ${records} (shop, kind, version);
  CREATE INDEX ${prefix}records_due ON ${records} (shop, kind, due_at) WHERE due_at IS NOT NULL;
  CREATE TABLE ${counters} (
    shop text NOT NULL,
    kind text NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (shop, kind)
  );
  INSERT INTO ${schema} (id, version, works_from) VALUES (1, ${SCHEMA_VERSION}, 1);
END
$migrate$`;
}
