import { fingerprintOf, isEnded, isWanted } from '../intent.ts';
import type { Intent, NewIntent, Resolution } from '../intent.ts';
import type { Seen, Settlement, Submitted } from '../store-steps.ts';
import type { Statement } from '../statement.ts';
import { mayArrive } from '../statement.ts';
import { underLease } from './lease.ts';
import { isPendingAsSeen, put, unindex, write } from './tables.ts';
import type { Tables } from './tables.ts';

/** Records what is wanted, or finds what became of it. */
export function submit(tables: Tables, intent: NewIntent, wantedMs: number): Submitted {
  const now = tables.clock.now();
  const fingerprint = fingerprintOf(intent.content);
  const known = tables.intents.get(intent.key);
  if (known !== undefined) {
    const isSame = known.fingerprint === fingerprint;
    const isOver = known.state === 'withdrawn' || known.state === 'refused';
    const isIdle = known.state === 'pending' && !isWanted(known, now);
    if (!isOver && !isSame && !isIdle) return { intent: known, isOther: true };
    if (!isOver && isSame) {
      const wanted = { ...known, wantedUntil: now + wantedMs };
      return { intent: isEnded(known) ? known : write(tables, wanted), isOther: false };
    }
    unindex(tables, known);
  }
  tables.sequence += 1;
  const fresh: Intent = {
    key: intent.key,
    content: intent.content,
    priority: intent.priority,
    fingerprint,
    sequence: tables.sequence,
    state: 'pending',
    wantedUntil: now + wantedMs,
    submittedAt: now,
    isAlone: false,
  };
  return { intent: put(tables, 'submit', fresh), isOther: false };
}

/**
 * Keeps intents wanted that have not ended. What is wanted for long anyway is not written again, but
 * what is wanted for longer than anybody asks for was so before the clock was set back.
 */
export function follow(tables: Tables, keys: readonly string[], wantedMs: number): Intent[] {
  const now = tables.clock.now();
  return rowsOf(tables, keys).map((intent) => {
    const leftMs = intent.wantedUntil - now;
    if (isEnded(intent) || (leftMs >= wantedMs / 2 && leftMs <= wantedMs)) return intent;
    return write(tables, { ...intent, wantedUntil: now + wantedMs });
  });
}

/** Gives intents up where nothing of them is under way. */
export function withdraw(tables: Tables, keys: readonly string[]): Intent[] {
  return rowsOf(tables, keys).map((intent) =>
    intent.state === 'pending'
      ? put(tables, 'withdraw', { ...intent, state: 'withdrawn' })
      : intent,
  );
}

/** Ends intents that need no statement: all of them or none. */
export function settle(
  tables: Tables,
  fence: number,
  settlements: readonly Settlement[],
  seen: readonly Seen[],
): Intent[] | undefined {
  if (underLease(tables, fence) === undefined) return undefined;
  if (!seen.every((each) => isPendingAsSeen(tables, each))) return undefined;
  const rows = rowsOf(
    tables,
    settlements.map(({ key }) => key),
  );
  return settlements.map((settlement, index) =>
    put(tables, 'settle', { ...(rows[index] as Intent), statementId: undefined, ...settlement }),
  );
}

/** Every doubt, with the statement that it is about. */
export function inDoubt({
  intents,
  statements,
}: Tables): { intent: Intent; statement: Statement }[] {
  return [...intents.values()].flatMap((intent) => {
    const statement = statements.get(intent.statementId ?? '');
    return intent.state === 'in-doubt' && statement !== undefined ? [{ intent, statement }] : [];
  });
}

/** Ends a doubt as a person decided. */
export function resolve(tables: Tables, key: string, resolution: Resolution): Intent | undefined {
  const intent = tables.intents.get(key);
  if (intent?.state !== 'in-doubt') return undefined;
  if (resolution.verdict === 'applied') {
    return put(tables, 'resolve', { ...intent, state: 'applied', resolution });
  }
  const refusal = { reason: 'resolved', message: 'A person found that it was not applied.' };
  return put(tables, 'resolve', { ...intent, state: 'refused', resolution, refusal });
}

/** Forgets what ended longer ago; doubts and what is open are kept. */
export function sweep(tables: Tables, retentionMs: number): number {
  const { clock, intents, statements } = tables;
  const before = clock.now() - retentionMs;
  let swept = 0;
  for (const [key, { state, endedAt = Infinity }] of intents) {
    if (state === 'in-doubt' || endedAt > before) continue;
    intents.delete(key);
    swept += 1;
  }
  for (const [id, statement] of statements) {
    const isAskedAfter = statement.keys.some((key) => intents.get(key)?.statementId === id);
    const mayGo = !isAskedAfter && !mayArrive(statement);
    if (mayGo && statement.sentAt <= before) statements.delete(id);
  }
  return swept;
}

function rowsOf({ intents }: Tables, keys: readonly string[]): Intent[] {
  return keys.flatMap((key) => intents.get(key) ?? []);
}
