import type { Names } from '../rows/schema.ts';

/** The time of the server, or one that a test hands in as the first value, in milliseconds. */
const TIME = `t AS (
  SELECT coalesce($1::float8::bigint, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) AS now
)`;
const SCHEMA = (schema: string): string =>
  `(SELECT json_build_object('version', version, 'worksFrom', works_from) FROM ${schema}) `;

const live = (row: string): string =>
  `${row}.shop = $2::text AND ${row}.kind = $3::text AND (${row}.forget_at IS NULL OR ${row}.forget_at > (SELECT now FROM t))`;
const list = (rows: string): string => `(SELECT coalesce(json_agg(${rows}), '[]'::json) FROM `;

const record = (from: string): string =>
  `json_build_object('key', ${from}.key, 'value', ${from}.value, 'version', ${from}.version, 'dueAt', ${from}.due_at)`;

/** The statements of a store. Each answers with one text of JSON, so that no driver has to parse types. */
export function sqlOf(names: Names) {
  const { schema, shops, intents, statements, acknowledged, records, counters } = names;
  /** $4 key, $5 value, $6 and $7 milliseconds, $8 what it replaces, $9 the condition. */
  const put = (write: string): string => `WITH ${TIME},
counter AS (
  INSERT INTO ${counters} AS c (shop, kind, version) VALUES ($2::text, $3::text, 1)
  ON CONFLICT (shop, kind) DO UPDATE SET version = c.version + 1
  RETURNING c.version
),
replaced AS (
  SELECT r.key FROM ${records} r
  JOIN json_to_recordset($8::json) AS x (key text, version bigint) USING (key, version)
  -- The counter first: it is the one lock that all writers of a kind take in the same order.
  WHERE (SELECT version FROM counter) > 0 AND ${live('r')}
  FOR UPDATE OF r
),
fresh AS (
  SELECT $2::text AS shop, $3::text AS kind, $4::text AS key, (SELECT version FROM counter) AS version,
    t.now + $6::float8::bigint AS due_at, t.now + $7::float8::bigint AS forget_at, $5::json AS value
  FROM t WHERE (SELECT count(*) FROM replaced) = json_array_length($8::json)
),
put AS (
  ${write}
  RETURNING r.*
),
gone AS (
  DELETE FROM ${records} r USING json_to_recordset($8::json) AS x (key text, version bigint)
  WHERE r.key = x.key AND r.version = x.version AND r.shop = $2::text AND r.kind = $3::text
    AND EXISTS (SELECT FROM put)
),
known AS (
  -- Locked, and so as it is now: what this statement saw at its beginning may be past.
  SELECT r.* FROM ${records} r
  WHERE NOT EXISTS (SELECT FROM put) AND ${live('r')} AND r.key = $4::text
  FOR UPDATE OF r
)
SELECT json_build_object('now', t.now, 'isWritten', EXISTS (SELECT FROM put), 'record',
  coalesce((SELECT ${record('put')} FROM put), (SELECT ${record('known')} FROM known)))::text AS answer
FROM t`;

  return {
    schema: `SELECT ${SCHEMA(schema)}::text AS answer`,

    /** $2 shop, $3 keys, $4 ids of statements, $5 levels. */
    find: `WITH ${TIME},
s AS (
  SELECT body, is_open FROM ${statements}
  WHERE shop = $2::text AND (is_open OR id IN (SELECT json_array_elements_text($4::json)))
),
level AS (
  SELECT variant_id, location_id, min(sequence) AS first,
    min(sequence) FILTER (WHERE priority = 'interactive') AS urgent
  FROM ${intents}, t
  WHERE $5::float8 > 0 AND shop = $2::text AND state = 'pending' AND wanted_until >= t.now
  GROUP BY variant_id, location_id
),
turn AS (
  SELECT variant_id, location_id,
    row_number() OVER (PARTITION BY urgent IS NULL ORDER BY coalesce(urgent, first)) AS place
  FROM level
),
i AS (
  SELECT body FROM ${intents}
  WHERE shop = $2::text AND key IN (
    SELECT json_array_elements_text($3::json)
    UNION SELECT json_array_elements_text(s.body -> 'keys') FROM s
  )
  UNION ALL
  SELECT body FROM ${intents} JOIN turn USING (variant_id, location_id), t
  WHERE shop = $2::text AND state = 'pending' AND wanted_until >= t.now AND turn.place <= $5::float8
)
SELECT json_build_object(
  'now', t.now,
  'schema', ${SCHEMA(schema)},
  'shop', (SELECT json_build_object('version', version, 'fence', fence, 'renewals', renewals, 'holder', holder, 'sequence', sequence) FROM ${shops} WHERE shop = $2::text),
  'intents', ${list('i.body')} i),
  'statements', ${list("json_build_object('body', s.body, 'isOpen', s.is_open)")} s),
  'acknowledged', ${list('json_build_array(a.place, a.body)')} ${acknowledged} a WHERE $5::float8 > 0 AND shop = $2::text)
)::text AS answer FROM t`,

    /** $1 shop, $2 the version that was read, $3 the shop's row, $4 to $7 other rows. */
    save: `WITH moved AS (
  INSERT INTO ${shops} AS s (shop, version, fence, renewals, holder, sequence)
  SELECT $1::text, version, fence, renewals, holder, sequence
  FROM json_to_record($3::json) AS r (version bigint, fence bigint, renewals bigint, holder text, sequence bigint)
  ON CONFLICT (shop) DO UPDATE SET version = excluded.version, fence = excluded.fence,
    renewals = excluded.renewals, holder = excluded.holder, sequence = excluded.sequence
  -- Looked at again once the row is locked: if anybody came first, nothing is written at all.
  WHERE s.version = $2::float8::bigint
  RETURNING 1
),
i AS (
  INSERT INTO ${intents} (shop, key, state, priority, variant_id, location_id, sequence, statement_id, submitted_at, wanted_until, ended_at, body)
  SELECT $1::text, key, state, priority, variant_id, location_id, sequence, statement_id, submitted_at, wanted_until, ended_at, body
  FROM json_to_recordset($4::json) AS r (key text, state text, priority text, variant_id text, location_id text, sequence bigint, statement_id text, submitted_at bigint, wanted_until bigint, ended_at bigint, body json)
  WHERE EXISTS (SELECT FROM moved)
  ON CONFLICT (shop, key) DO UPDATE SET state = excluded.state, priority = excluded.priority,
    variant_id = excluded.variant_id, location_id = excluded.location_id, sequence = excluded.sequence,
    statement_id = excluded.statement_id, submitted_at = excluded.submitted_at,
    wanted_until = excluded.wanted_until, ended_at = excluded.ended_at, body = excluded.body
),
s AS (
  INSERT INTO ${statements} (shop, id, is_open, variant_id, location_id, sent_at, body)
  SELECT $1::text, id, is_open, variant_id, location_id, sent_at, body
  FROM json_to_recordset($5::json) AS r (id text, is_open boolean, variant_id text, location_id text, sent_at bigint, body json)
  WHERE EXISTS (SELECT FROM moved)
  ON CONFLICT (shop, id) DO UPDATE SET is_open = excluded.is_open, sent_at = excluded.sent_at, body = excluded.body
),
gone AS (
  DELETE FROM ${statements}
  WHERE shop = $1::text AND id IN (SELECT json_array_elements_text($6::json)) AND EXISTS (SELECT FROM moved)
),
a AS (
  INSERT INTO ${acknowledged} (shop, place, at, body)
  SELECT $1::text, place, at, body FROM json_to_recordset($7::json) AS r (place text, at bigint, body json)
  WHERE EXISTS (SELECT FROM moved)
  ON CONFLICT (shop, place) DO UPDATE SET at = excluded.at, body = excluded.body
)
SELECT EXISTS (SELECT FROM moved)::text AS answer`,

    inDoubt: `SELECT coalesce(json_agg(json_build_object('intent', i.body, 'statement', s.body) ORDER BY i.sequence), '[]'::json)::text AS answer
FROM ${intents} i JOIN ${statements} s ON s.shop = i.shop AND s.id = i.statement_id
WHERE i.shop = $1::text AND i.state = 'in-doubt'`,

    /** $2 shop, $3 how long is kept. */
    sweep: `WITH ${TIME},
i AS (
  DELETE FROM ${intents} USING t
  WHERE shop = $2::text AND ended_at <= t.now - $3::float8 AND state <> 'in-doubt'
  RETURNING key
),
s AS (
  DELETE FROM ${statements} s USING t
  WHERE s.shop = $2::text AND NOT s.is_open AND s.sent_at <= t.now - $3::float8
    AND NOT EXISTS (SELECT FROM ${intents} i WHERE i.shop = s.shop AND i.statement_id = s.id)
),
a AS (DELETE FROM ${acknowledged} USING t WHERE shop = $2::text AND at <= t.now - 60000),
r AS (DELETE FROM ${records} USING t WHERE shop = $2::text AND forget_at <= t.now RETURNING key)
SELECT ((SELECT count(*) FROM i) + (SELECT count(*) FROM r))::text AS answer`,

    putNew: put(`INSERT INTO ${records} AS r (shop, kind, key, version, due_at, forget_at, value)
  SELECT shop, kind, key, version, due_at, forget_at, value FROM fresh
  ON CONFLICT (shop, kind, key) DO UPDATE SET version = excluded.version, due_at = excluded.due_at,
    forget_at = excluded.forget_at, value = excluded.value
  WHERE r.forget_at <= (SELECT now FROM t)
    OR ($9::text = 'absent-or-due' AND r.due_at <= (SELECT now FROM t))`),

    putVersion: put(`UPDATE ${records} r SET version = fresh.version, due_at = fresh.due_at,
    forget_at = fresh.forget_at, value = fresh.value
  FROM fresh WHERE ${live('r')} AND r.key = $4::text AND r.version = $9::float8::bigint`),

    /** $4 keys. */
    get: `WITH ${TIME}
SELECT json_build_object('now', t.now, 'records', ${list(record('r'))} ${records} r
  WHERE ${live('r')} AND r.key IN (SELECT json_array_elements_text($4::json))))::text AS answer FROM t`,

    /** $4 after, $5 whether only those that are due, $6 how many. */
    list: `WITH ${TIME},
r AS (
  SELECT r.* FROM ${records} r
  WHERE ${live('r')} AND r.version > $4::float8 AND (NOT $5::text::boolean OR r.due_at <= (SELECT now FROM t))
  ORDER BY r.version LIMIT $6::float8::bigint
)
SELECT json_build_object('now', t.now, 'records',
  (SELECT coalesce(json_agg(${record('r')} ORDER BY r.version), '[]'::json) FROM r))::text AS answer FROM t`,

    /** $4 key, $5 version. */
    remove: `WITH ${TIME},
gone AS (
  DELETE FROM ${records} r WHERE ${live('r')} AND r.key = $4::text AND r.version = $5::float8::bigint RETURNING key
)
SELECT EXISTS (SELECT FROM gone)::text AS answer`,
  };
}
