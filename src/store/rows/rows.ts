import type { Intent } from '../intent.ts';
import type { Tables } from '../memory/tables.ts';
import { emptyTables, index } from '../memory/tables.ts';
import type { Statement } from '../statement.ts';
import type { Acknowledged } from '../store-steps.ts';
import { placeOf } from '../writer/turns.ts';

/** The row that a shop has one of. */
export interface ShopRow {
  /** Grows with every change of the shop's intents, statements and lease; 0 where there is none yet. */
  readonly version: number;
  readonly fence: number;
  readonly renewals: number;
  readonly holder: string | undefined;
  /** The last number that an intent got. */
  readonly sequence: number;
}

/** Which rows a step has to see. Statements that are open come along always, with their intents. */
export interface Needs {
  readonly keys?: readonly string[];
  readonly statements?: readonly string[];
  /** The pending intents of so many levels of each priority, and what was acknowledged of late. */
  readonly levels?: number;
}

/** The rows of a shop that a step asked for, all of one moment. */
export interface Found {
  /** The engine's clock, in milliseconds. */
  readonly now: number;
  readonly shop: ShopRow;
  readonly intents: readonly Intent[];
  readonly statements: readonly StatementRow[];
  readonly acknowledged: readonly (readonly [place: string, Acknowledged])[];
}

type StatementRow = Statement & {
  /** Whether it blocks its level. */
  readonly isOpen: boolean;
};

/** The rows that a step wrote. */
export interface Changes {
  /** In the version after the one that was found. */
  readonly shop: ShopRow;
  readonly intents: readonly Intent[];
  readonly statements: readonly StatementRow[];
  /** The ids of statements that are not needed any more. */
  readonly removed: readonly string[];
  readonly acknowledged: readonly (readonly [place: string, Acknowledged])[];
}

/** The outcome of a step on the rows that were found; nothing to write is no changes. */
export interface Decision<Result> {
  readonly result: Result;
  readonly changes: Changes | undefined;
}

export const NO_SHOP: ShopRow = {
  version: 0,
  fence: 0,
  renewals: 0,
  holder: undefined,
  sequence: 0,
};

/**
 * Takes a step on rows that were read: the very function that takes it in memory, and so the one that
 * the simulator has judged. What it changed is found by comparing, as no row is ever changed in place.
 */
export function decide<Result>(found: Found, run: (tables: Tables) => Result): Decision<Result> {
  const { now, shop } = found;
  const tables = emptyTables({ now: () => now });
  const { fence, renewals, holder, sequence, version } = shop;
  const lease = { fence, renewals, holder };
  tables.lease = lease;
  tables.sequence = sequence;
  const intents = new Map(found.intents.map((intent) => [intent.key, intent]));
  for (const intent of intents.values()) {
    tables.intents.set(intent.key, intent);
    if (intent.state === 'pending') index(tables, intent);
  }
  const statements = new Map<string, Statement>();
  for (const { isOpen, ...statement } of found.statements) {
    statements.set(statement.id, statement);
    tables.statements.set(statement.id, statement);
    if (isOpen) tables.open.set(placeOf(statement), statement);
  }
  const acknowledged = new Map(found.acknowledged);
  for (const [place, told] of acknowledged) tables.acknowledged.set(place, told);

  const result = run(tables);

  const changes: Omit<Changes, 'shop'> = {
    intents: [...tables.intents.values()].filter((row) => intents.get(row.key) !== row),
    statements: [...tables.statements.values()]
      .filter((row) => statements.get(row.id) !== row)
      .map((row) => ({ ...row, isOpen: tables.open.get(placeOf(row)) === row })),
    removed: [...statements.keys()].filter((id) => !tables.statements.has(id)),
    acknowledged: [...tables.acknowledged].filter(
      ([place, told]) => acknowledged.get(place) !== told,
    ),
  };
  const isChanged =
    tables.lease !== lease || Object.values(changes).some((rows) => rows.length > 0);
  if (!isChanged) return { result, changes: undefined };
  const next = { ...tables.lease, sequence: tables.sequence, version: version + 1 };
  return { result, changes: { ...changes, shop: next } };
}
