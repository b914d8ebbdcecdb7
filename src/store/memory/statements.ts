import { isWanted } from '../intent.ts';
import type { Intent, LevelReading, Refusal } from '../intent.ts';
import type { Answer, Doubled, Ended, Seen, Verdict } from '../store-steps.ts';
import { mayArrive } from '../statement.ts';
import type { Attempt, NewStatement, Statement } from '../statement.ts';
import { placeOf } from '../writer/turns.ts';
import { underLease } from './lease.ts';
import { intentsOf, isPendingAsSeen, put, putStatement } from './tables.ts';
import type { Tables } from './tables.ts';

/** Records a statement and its first attempt, with all of its intents or not at all. */
export function begin(
  tables: Tables,
  fence: number,
  statement: NewStatement,
  seen: readonly Seen[],
): boolean {
  if (underLease(tables, fence) === undefined) return false;
  const { clock, intents, statements, open } = tables;
  const now = clock.now();
  const rows = statement.keys.map((key) => intents.get(key) as Intent);
  const areWanted =
    seen.every((each) => isPendingAsSeen(tables, each)) && rows.every((row) => isWanted(row, now));
  if (!areWanted || open.has(placeOf(statement)) || statements.has(statement.id)) return false;
  for (const row of rows) {
    put(tables, 'begin', { ...row, state: 'sending', statementId: statement.id });
  }
  putStatement(tables, {
    ...statement,
    sentAt: now,
    attempts: 1,
    unanswered: [1],
    isShown: false,
    isAcknowledged: false,
    waitedMs: 0,
  });
  return true;
}

/** Records that a statement is sent once more. */
export function beginAgain(
  tables: Tables,
  fence: number,
  { statementId, attempt }: Attempt,
  inFlightMs: number,
): boolean {
  const statement = tables.statements.get(statementId);
  if (underLease(tables, fence) === undefined || statement === undefined) return false;
  const now = tables.clock.now();
  const sending = intentsOf(tables, statement);
  const areWanted = sending.length > 0 && sending.every((row) => isWanted(row, now));
  if (!areWanted || statement.attempts !== attempt - 1) return false;
  putStatement(tables, {
    ...statement,
    sentAt: now,
    attempts: attempt,
    unanswered: [...statement.unanswered, attempt],
    inFlightMs: Math.max(statement.inFlightMs, inFlightMs),
    waitedMs: 0,
  });
  return true;
}

/** Records an attempt's answer, once. */
export function end(tables: Tables, { statementId, attempt }: Attempt, answer: Answer): Ended {
  const statement = tables.statements.get(statementId);
  if (statement?.unanswered.includes(attempt) !== true) return { intents: [], doubled: [] };
  const unanswered = statement.unanswered.filter((each) => each !== attempt);
  let ended: Ended = { intents: [], doubled: [] };
  if (answer.kind === 'acknowledged') ended = acknowledge(tables, statement, answer.level);
  // An attempt without an answer may have been executed, so the intents cannot move on yet.
  else if (unanswered.length === 0) {
    const refusal = answer.kind === 'refused' ? answer.refusal : undefined;
    ended = { intents: takeBack(tables, statement, refusal), doubled: [] };
  }
  const isAcknowledged = statement.isAcknowledged || answer.kind === 'acknowledged';
  putStatement(tables, { ...statement, unanswered, isAcknowledged });
  return ended;
}

/** Adds what a holder waited for attempts. */
export function waited(
  tables: Tables,
  fence: number,
  waits: readonly (Attempt & { readonly ms: number })[],
): boolean {
  if (underLease(tables, fence) === undefined) return false;
  for (const { statementId, attempt, ms } of waits) {
    const statement = tables.statements.get(statementId);
    if (statement?.attempts !== attempt) continue;
    putStatement(tables, { ...statement, waitedMs: statement.waitedMs + ms });
  }
  return true;
}

/** Records what a reading says of a statement. */
export function judge(
  tables: Tables,
  fence: number,
  { statementId, attempt }: Attempt,
  verdict: Verdict,
  observed: LevelReading | undefined,
): Intent[] | undefined {
  const statement = tables.statements.get(statementId);
  if (underLease(tables, fence) === undefined || statement?.attempts !== attempt) return undefined;
  const isOpen = mayArrive(statement);
  if (isOpen && verdict !== 'applied') return undefined;
  const ended = intentsOf(tables, statement).map((intent) => {
    const refusal = statement.refusals[intent.key];
    if (verdict === 'applied') return endIntent(tables, 'judge', statement, intent, observed);
    // What was in doubt was not this intent: the model had refused it beside the others.
    const isUntouched = verdict === 'not-applied' || refusal !== undefined;
    if (isUntouched) return put(tables, 'judge', { ...intent, state: 'pending' });
    return put(tables, 'judge', { ...intent, state: 'in-doubt', observed: observed ?? null });
  });
  putStatement(tables, { ...statement, isShown: isOpen });
  return ended;
}

function acknowledge(tables: Tables, statement: Statement, level: LevelReading): Ended {
  const { clock, intents, acknowledged } = tables;
  acknowledged.set(placeOf(statement), { before: statement.before, level, at: clock.now() });
  const ended: Intent[] = [];
  const doubled: Doubled[] = [];
  for (const key of statement.keys) {
    const intent = intents.get(key);
    if (intent?.statementId === undefined) continue;
    const { statementId } = intent;
    if (statementId === statement.id) {
      ended.push(endIntent(tables, 'end', statement, intent, level));
    } else if (statement.refusals[key] === undefined) doubled.push({ key, statementId });
  }
  return { intents: ended, doubled };
}

/** Ends an intent whose statement was carried out. */
function endIntent(
  tables: Tables,
  step: 'end' | 'judge',
  { refusals }: Statement,
  intent: Intent,
  level: LevelReading | undefined,
): Intent {
  const refusal = refusals[intent.key];
  if (refusal !== undefined) return put(tables, step, { ...intent, state: 'refused', refusal });
  return put(tables, step, { ...intent, state: 'applied', level });
}

function takeBack(tables: Tables, statement: Statement, refusal: Refusal | undefined): Intent[] {
  const isAlone = statement.keys.length === 1;
  return intentsOf(tables, statement, ['sending', 'in-doubt']).map((intent) => {
    if (refusal === undefined) return put(tables, 'end', { ...intent, state: 'pending' });
    if (isAlone) return put(tables, 'end', { ...intent, state: 'refused', refusal });
    return put(tables, 'end', { ...intent, state: 'pending', isAlone: true });
  });
}
