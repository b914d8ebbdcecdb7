import type { Clock } from '../../base/clock.ts';
import type { Intent } from '../intent.ts';
import type { Statement } from '../statement.ts';
import type { Acknowledged } from '../store-steps.ts';
import { NO_SHOP } from '../rows/rows.ts';
import type { Changes, Found, Needs, ShopRow } from '../rows/rows.ts';
import type { Names } from '../rows/schema.ts';
import type { SqliteDatabase, SqliteStatement } from './database.ts';

interface BodyRow {
  readonly body: string;
}

type StatementRow = BodyRow & { readonly is_open: number };
type AcknowledgedRow = BodyRow & { readonly place: string };

/** What was acknowledged longer ago is of no use any more, in milliseconds. */
const ACKNOWLEDGED_MS = 60_000;

/** The rows of intents and statements in SQLite. Whoever calls has begun a transaction. */
export class SqliteRows {
  readonly #clock: Clock;
  readonly #statements: Readonly<Record<string, SqliteStatement>>;

  constructor(database: SqliteDatabase, names: Names, clock: Clock) {
    this.#clock = clock;
    const entries = Object.entries(sqlOf(names));
    this.#statements = Object.fromEntries(
      entries.map(([name, sql]) => [name, database.prepare(sql)]),
    );
  }

  #all<Row>(name: keyof ReturnType<typeof sqlOf>, ...values: (string | number | null)[]): Row[] {
    return this.#statements[name]?.all(...values) as Row[];
  }

  find(shop: string, { keys = [], statements = [], levels = 0 }: Needs): Found {
    const now = this.#clock.now();
    const [row] = this.#all<Omit<ShopRow, 'holder'> & { holder: string | null }>('shop', shop);
    const rows = this.#all<StatementRow>('statements', shop, JSON.stringify(statements));
    const found = rows.map(({ body, is_open: isOpen }) => ({
      ...(JSON.parse(body) as Statement),
      isOpen: isOpen === 1,
    }));
    const wanted = [...keys, ...found.flatMap((statement) => statement.keys)];
    const intents = this.#all<BodyRow>('intents', shop, JSON.stringify(wanted));
    if (levels > 0) intents.push(...this.#all<BodyRow>('agenda', shop, now, shop, levels, now));
    const acknowledged = levels > 0 ? this.#all<AcknowledgedRow>('acknowledged', shop) : [];
    return {
      now,
      shop: row === undefined ? NO_SHOP : { ...row, holder: row.holder ?? undefined },
      intents: intents.map(({ body }) => JSON.parse(body) as Intent),
      statements: found,
      acknowledged: acknowledged.map(({ place, body }) => [
        place,
        JSON.parse(body) as Acknowledged,
      ]),
    };
  }

  save(name: string, { shop, intents, statements, removed, acknowledged }: Changes): void {
    const { version, fence, renewals, holder = null, sequence } = shop;
    this.#all('putShop', name, version, fence, renewals, holder, sequence);
    for (const intent of intents) {
      const { variantId, locationId } = intent.content;
      this.#all(
        'putIntent',
        name,
        intent.key,
        intent.state,
        intent.priority,
        variantId,
        locationId,
        intent.sequence,
        intent.statementId ?? null,
        intent.submittedAt,
        intent.wantedUntil,
        intent.endedAt ?? null,
        JSON.stringify(intent),
      );
    }
    for (const { isOpen, ...statement } of statements) {
      const { id, variantId, locationId, sentAt } = statement;
      const body = JSON.stringify(statement);
      this.#all('putStatement', name, id, Number(isOpen), variantId, locationId, sentAt, body);
    }
    for (const id of removed) this.#all('removeStatement', name, id);
    for (const [place, told] of acknowledged) {
      this.#all('putAcknowledged', name, place, told.at, JSON.stringify(told));
    }
  }

  inDoubt(shop: string): { intent: Intent; statement: Statement }[] {
    return this.#all<{ intent: string; statement: string }>('inDoubt', shop).map((row) => ({
      intent: JSON.parse(row.intent) as Intent,
      statement: JSON.parse(row.statement) as Statement,
    }));
  }

  sweep(shop: string, retentionMs: number): number {
    const now = this.#clock.now();
    const before = now - retentionMs;
    const swept = this.#all('sweepIntents', shop, before).length;
    this.#all('sweepStatements', shop, before);
    this.#all('sweepAcknowledged', shop, now - ACKNOWLEDGED_MS);
    return swept;
  }
}

function sqlOf({ shops, intents, statements, acknowledged }: Names) {
  return {
    shop: `SELECT version, fence, renewals, holder, sequence FROM ${shops} WHERE shop = ?`,
    intents: `SELECT body FROM ${intents} WHERE shop = ? AND key IN (SELECT value FROM json_each(?))`,
    statements: `SELECT body, is_open FROM ${statements} WHERE shop = ?1 AND (is_open = 1 OR id IN (SELECT value FROM json_each(?2)))`,
    // The first levels of each priority: a level with an urgent intent goes by that.
    agenda: `WITH level AS (
  SELECT variant_id, location_id, min(sequence) AS first,
    min(CASE WHEN priority = 'interactive' THEN sequence END) AS urgent
  FROM ${intents} WHERE shop = ? AND state = 'pending' AND wanted_until >= ?
  GROUP BY variant_id, location_id
), turn AS (
  SELECT variant_id, location_id,
    row_number() OVER (PARTITION BY urgent IS NULL ORDER BY coalesce(urgent, first)) AS place
  FROM level
)
SELECT body FROM ${intents} JOIN turn USING (variant_id, location_id)
WHERE shop = ? AND state = 'pending' AND place <= ? AND wanted_until >= ? ORDER BY sequence`,
    acknowledged: `SELECT place, body FROM ${acknowledged} WHERE shop = ?`,
    putShop: `INSERT INTO ${shops} (shop, version, fence, renewals, holder, sequence) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (shop) DO UPDATE SET version = excluded.version, fence = excluded.fence, renewals = excluded.renewals, holder = excluded.holder, sequence = excluded.sequence`,
    putIntent: `INSERT INTO ${intents} (shop, key, state, priority, variant_id, location_id, sequence, statement_id, submitted_at, wanted_until, ended_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (shop, key) DO UPDATE SET state = excluded.state, priority = excluded.priority, variant_id = excluded.variant_id, location_id = excluded.location_id, sequence = excluded.sequence, statement_id = excluded.statement_id, submitted_at = excluded.submitted_at, wanted_until = excluded.wanted_until, ended_at = excluded.ended_at, body = excluded.body`,
    putStatement: `INSERT INTO ${statements} (shop, id, is_open, variant_id, location_id, sent_at, body) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (shop, id) DO UPDATE SET is_open = excluded.is_open, sent_at = excluded.sent_at, body = excluded.body`,
    removeStatement: `DELETE FROM ${statements} WHERE shop = ? AND id = ?`,
    putAcknowledged: `INSERT INTO ${acknowledged} (shop, place, at, body) VALUES (?, ?, ?, ?) ON CONFLICT (shop, place) DO UPDATE SET at = excluded.at, body = excluded.body`,
    inDoubt: `SELECT i.body AS intent, s.body AS statement FROM ${intents} i JOIN ${statements} s ON s.shop = i.shop AND s.id = i.statement_id WHERE i.shop = ? AND i.state = 'in-doubt' ORDER BY i.sequence`,
    sweepIntents: `DELETE FROM ${intents} WHERE shop = ? AND ended_at <= ? AND state <> 'in-doubt' RETURNING key`,
    sweepStatements: `DELETE FROM ${statements} WHERE shop = ? AND is_open = 0 AND sent_at <= ? AND NOT EXISTS (SELECT 1 FROM ${intents} i WHERE i.shop = ${statements}.shop AND i.statement_id = ${statements}.id)`,
    sweepAcknowledged: `DELETE FROM ${acknowledged} WHERE shop = ? AND at <= ?`,
  };
}
