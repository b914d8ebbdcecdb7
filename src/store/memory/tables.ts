import type { Clock } from '../../base/clock.ts';
import { isEnded } from '../intent.ts';
import type { Intent } from '../intent.ts';
import type { Acknowledged, Lease, Seen } from '../store-steps.ts';
import { mayArrive } from '../statement.ts';
import type { Statement } from '../statement.ts';
import type { IntentState, IntentTransition } from '../states.ts';
import { placeOf } from '../writer/turns.ts';

/** Told of every change of every row, so that it can be checked against the specification. */
export type Observer = (
  step: IntentTransition['step'],
  before: Intent | undefined,
  after: Intent,
) => void;

/** One shop's rows in memory, with what finds them quickly. */
export interface Tables {
  readonly clock: Pick<Clock, 'now'>;
  readonly observe: Observer;
  lease: Lease;
  /** The last number that an intent got. */
  sequence: number;
  readonly intents: Map<string, Intent>;
  readonly statements: Map<string, Statement>;
  readonly acknowledged: Map<string, Acknowledged>;
  /** The pending intents of each level. */
  readonly pending: Map<string, Map<string, Intent>>;
  /** The statement that blocks a level: at most one, since nothing else is begun beside it. */
  readonly open: Map<string, Statement>;
}

export function emptyTables(clock: Tables['clock'], observe: Observer = () => {}): Tables {
  return {
    clock,
    observe,
    lease: { fence: 0, renewals: 0, holder: undefined },
    sequence: 0,
    intents: new Map(),
    statements: new Map(),
    acknowledged: new Map(),
    pending: new Map(),
    open: new Map(),
  };
}

/** Takes an intent from state to state. */
export function put(tables: Tables, step: IntentTransition['step'], next: Intent): Intent {
  const { clock, observe, intents } = tables;
  const row = { ...next, endedAt: isEnded(next) ? clock.now() : undefined };
  observe(step, intents.get(row.key), row);
  return write(tables, row);
}

/** Writes an intent's row. */
export function write(tables: Tables, row: Intent): Intent {
  tables.intents.set(row.key, row);
  if (row.state === 'pending') index(tables, row);
  else unindex(tables, row);
  return row;
}

/** Adds a row to the index of its level. */
export function index({ pending }: Tables, row: Intent): void {
  const place = placeOf(row.content);
  const rows = pending.get(place) ?? new Map<string, Intent>();
  pending.set(place, rows.set(row.key, row));
}

/** Takes a row out of the index of its level, as it moves on or its content may change. */
export function unindex({ pending }: Tables, { key, content }: Intent): void {
  const place = placeOf(content);
  const rows = pending.get(place);
  rows?.delete(key);
  if (rows?.size === 0) pending.delete(place);
}

/** Writes a statement's row; the level is free again once nothing of it is open. */
export function putStatement(tables: Tables, statement: Statement): void {
  const { statements, open } = tables;
  statements.set(statement.id, statement);
  const place = placeOf(statement);
  if (mayArrive(statement) || intentsOf(tables, statement).length > 0) {
    open.set(place, statement);
    return;
  }
  if (open.get(place)?.id === statement.id) open.delete(place);
  // What was acknowledged has no more answers to come that anybody has to be told of.
  if (statement.isAcknowledged) statements.delete(statement.id);
}

/** The intents of a statement that have not moved on from it. */
export function intentsOf(
  { intents }: Tables,
  { id, keys }: Statement,
  states: readonly IntentState[] = ['sending'],
): Intent[] {
  return keys.flatMap((key) => {
    const intent = intents.get(key);
    return intent?.statementId === id && states.includes(intent.state) ? [intent] : [];
  });
}

/** Whether an intent is still pending, and has not been submitted anew since it was seen. */
export function isPendingAsSeen({ intents }: Tables, { key, sequence }: Seen): boolean {
  const intent = intents.get(key);
  return intent?.state === 'pending' && intent.sequence === sequence;
}
