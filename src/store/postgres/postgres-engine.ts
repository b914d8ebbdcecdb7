import { wait } from '../../base/abort.ts';
import { systemClock } from '../../base/clock.ts';
import type { Intent } from '../intent.ts';
import type { StoreRecord } from '../records.ts';
import { NO_SHOP } from '../rows/rows.ts';
import type { Changes, Found, Needs, ShopRow } from '../rows/rows.ts';
import { checkSchema } from '../rows/schema.ts';
import type { Names, SchemaRow } from '../rows/schema.ts';
import type { Engine } from '../rows/steps.ts';
import type { Statement } from '../statement.ts';
import { postgresSchema } from './schema.ts';
import { sqlOf } from './sql.ts';

/** Runs one statement; values are bound to `$1`, `$2` and so on. */
export type PostgresQuery = (
  text: string,
  values: (string | number | null)[],
) => Promise<{ readonly rows: readonly unknown[] }>;

export interface PostgresEngine extends Engine {
  readonly migrate: () => Promise<void>;
}

/** How often a step is tried where others keep coming first. */
const TRIES = 100;

/**
 * Takes steps in PostgreSQL. Nothing of a session is used: a step is one statement that reads, and one
 * that writes what came of it, if the shop's row is still in the version that was read.
 *
 * @param now - the time in tests; otherwise it is the server's.
 */
export function postgresEngine(
  query: PostgresQuery,
  names: Names,
  now: () => number | null = () => null,
): PostgresEngine {
  const sql = sqlOf(names);
  let isClosed = false;
  let isChecked = false;
  /** The steps of this process in a shop, one after the other: they would only get in each other's way. */
  const lines = new Map<string, Promise<unknown>>();

  const ask = async (text: string, ...values: (string | number | null)[]): Promise<unknown> => {
    if (isClosed) {
      throw Object.assign(new Error('The store is closed.'), { code: 'GENSTORE_CLOSED' });
    }
    const { rows } = await query(text, values);
    const { answer } = rows[0] as { readonly answer: string | null };
    return answer === null ? undefined : JSON.parse(answer);
  };
  const readSchema = async (): Promise<void> => {
    try {
      checkSchema((await ask(sql.schema)) as SchemaRow | undefined);
    } catch (error) {
      throw missing(error) ?? error;
    }
    isChecked = true;
  };
  /** For steps whose statements do not look at the schema themselves. */
  const askChecked: typeof ask = async (text, ...values) => {
    if (!isChecked) await readSchema();
    return ask(text, ...values);
  };
  const find = async (shop: string, needs: Needs): Promise<Found> => {
    const { keys = [], statements = [], levels = 0 } = needs;
    const values = [JSON.stringify(keys), JSON.stringify(statements), levels] as const;
    let found;
    try {
      found = (await ask(sql.find, now(), shop, ...values)) as FoundRow;
    } catch (error) {
      throw missing(error) ?? error;
    }
    checkSchema(found.schema ?? undefined);
    const row = found.shop ?? NO_SHOP;
    return {
      ...found,
      shop: { ...row, holder: row.holder ?? undefined },
      statements: found.statements.map(({ body, isOpen }) => ({ ...body, isOpen })),
    };
  };
  const save = (shop: string, version: number, changes: Changes): Promise<unknown> => {
    const { intents, statements, removed, acknowledged } = changes;
    return ask(
      sql.save,
      shop,
      version,
      JSON.stringify(changes.shop),
      JSON.stringify(intents.map(intentRow)),
      JSON.stringify(statements.map(({ isOpen, ...body }) => statementRow(isOpen, body))),
      JSON.stringify(removed),
      JSON.stringify(acknowledged.map(([place, body]) => ({ place, at: body.at, body }))),
    );
  };
  const attempt: Engine['step'] = async (shop, needs, _, decision) => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const found = await find(shop, needs);
      const { result, changes } = decision(found);
      if (changes === undefined) return result;
      if ((await save(shop, found.shop.version, changes)) === true) return result;
      await wait(systemClock, Math.random() * Math.min(5 * tries, 100), undefined);
    }
    const error = new Error(`Other processes came first ${TRIES} times in a row.`);
    throw Object.assign(error, { code: 'GENSTORE_BUSY' });
  };

  return {
    async step(shop, needs, mode, decision) {
      if (mode === 'read') {
        const { result, changes } = decision(await find(shop, needs));
        if (changes === undefined) return result;
      }
      const before = lines.get(shop) ?? Promise.resolve();
      const own = before.then(() => attempt(shop, needs, mode, decision));
      const settled = own.then(ignore, ignore);
      lines.set(shop, settled);
      try {
        return await own;
      } finally {
        if (lines.get(shop) === settled) lines.delete(shop);
      }
    },
    inDoubt: async (shop) =>
      (await askChecked(sql.inDoubt, shop)) as { intent: Intent; statement: Statement }[],
    sweep: async (shop, retentionMs) =>
      (await askChecked(sql.sweep, now(), shop, retentionMs)) as number,

    async putRecord(kind, shop, record, condition) {
      const { key, value, dueInMs = null, forgetInMs = null, replaces = [] } = record;
      const isVersion = typeof condition === 'object';
      const values = [
        key,
        JSON.stringify(value),
        dueInMs,
        forgetInMs,
        JSON.stringify(replaces.map((each) => ({ key: each.key, version: each.version }))),
        isVersion ? condition.version : condition,
      ];
      for (let tries = 0; ; tries += 1) {
        const text = isVersion ? sql.putVersion : sql.putNew;
        const answer = (await askChecked(text, now(), shop, kind, ...values)) as PutRow;
        const found = answer.record ?? undefined;
        // Somebody wrote it after this statement began, and so out of its sight.
        const isUnseen = !isVersion && !answer.isWritten && found === undefined;
        if (isUnseen && replaces.length === 0 && tries < TRIES) continue;
        const { isWritten } = answer;
        return { isWritten, record: found && recordOf(found, answer.now) };
      }
    },
    getRecords: async (kind, shop, keys) =>
      recordsOf(await askChecked(sql.get, now(), shop, kind, JSON.stringify(keys))),
    listRecords: async (kind, shop, { after = 0, onlyDue = false, limit }) =>
      recordsOf(await askChecked(sql.list, now(), shop, kind, after, String(onlyDue), limit)),
    removeRecord: async (kind, shop, key, version) =>
      (await askChecked(sql.remove, now(), shop, kind, key, version)) as boolean,

    async migrate() {
      await query(postgresSchema(names), []);
      await readSchema();
    },
    async close() {
      // The connections are their owner's to end.
      isClosed = true;
    },
  };
}

interface FoundRow extends Omit<Found, 'shop' | 'statements'> {
  readonly schema: SchemaRow | null;
  readonly shop: (Omit<ShopRow, 'holder'> & { readonly holder?: string | null }) | null;
  readonly statements: readonly { readonly body: Statement; readonly isOpen: boolean }[];
}

type RecordRow = Omit<StoreRecord, 'dueAt' | 'isDue' | 'readAt'> & {
  readonly dueAt: number | null;
};

interface PutRow {
  readonly now: number;
  readonly isWritten: boolean;
  readonly record: RecordRow | null;
}

function recordsOf(answer: unknown): StoreRecord[] {
  const { now, records } = answer as { now: number; records: readonly RecordRow[] };
  return records.map((row) => recordOf(row, now));
}

function recordOf({ dueAt, ...row }: RecordRow, readAt: number): StoreRecord {
  return { ...row, dueAt: dueAt ?? undefined, readAt, isDue: dueAt !== null && dueAt <= readAt };
}

function intentRow(intent: Intent): object {
  return {
    key: intent.key,
    state: intent.state,
    priority: intent.priority,
    variant_id: intent.content.variantId,
    location_id: intent.content.locationId,
    sequence: intent.sequence,
    statement_id: intent.statementId,
    submitted_at: intent.submittedAt,
    wanted_until: intent.wantedUntil,
    ended_at: intent.endedAt,
    body: intent,
  };
}

function statementRow(isOpen: boolean, body: Statement): object {
  const { id, variantId, locationId, sentAt } = body;
  return {
    id,
    is_open: isOpen,
    variant_id: variantId,
    location_id: locationId,
    sent_at: sentAt,
    body,
  };
}

/** The error for tables that are not there, where that is why a statement failed. */
function missing(error: unknown): unknown {
  const isMissing = error instanceof Error && 'code' in error && error.code === '42P01';
  if (!isMissing) return undefined;
  try {
    checkSchema(undefined);
  } catch (schemaError) {
    return schemaError;
  }
  return undefined;
}

function ignore(): void {}
