import type { WritableQuantities } from '../../src/model/index.ts';
import { isWanted } from '../../src/store/intent.ts';
import type { Intent } from '../../src/store/intent.ts';
import type { Observer, Tables } from '../../src/store/memory/tables.ts';
import { INTENT_TRANSITIONS } from '../../src/store/states.ts';
import type { IntentState, IntentTransition } from '../../src/store/states.ts';
import { carriedBy, mayArrive } from '../../src/store/statement.ts';
import type { Statement } from '../../src/store/statement.ts';
import { placeOf } from '../../src/store/writer/turns.ts';
import type { Accounts } from './accounts.ts';
import type { Platform } from './platform.ts';
import type { Violations } from './violations.ts';

/** How long a row may have been wanted while a later one of its level was chosen, in milliseconds. */
const UNSEEN_MS = 10_000;

/** Whether the specification knows a way. */
function isTransition(
  step: IntentTransition['step'],
  from: IntentState | 'unknown',
  to: IntentState,
): boolean {
  return INTENT_TRANSITIONS.some(
    (row) => row.step === step && row.to === to && row.from.includes(from),
  );
}

/** What the checks of steps look at. */
interface Parts {
  readonly violations: Violations;
  readonly platform: Platform;
  readonly accounts: Accounts;
  readonly now: () => number;
  readonly wantedMs: number;
  /** How far the store's clock was set back since a time: so much longer a row may stay wanted. */
  readonly setBackSince: (at: number) => number;
}

/** Checks each step of the store, and what it does to each row, against the specification. */
export class Specification {
  readonly #parts: Parts;
  /** When each key was last asked for, and since when it has been wanted without a gap. */
  readonly #wanted = new Map<string, { readonly since: number; readonly at: number }>();
  /** When each attempt was recorded. */
  readonly #recordedAt = new Map<string, number>();
  readonly #taken: string[] = [];
  readonly #refused = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  readonly observe: Observer = (step, before, after) => {
    const from = before?.state ?? 'unknown';
    if (!isTransition(step, from, after.state)) {
      this.#report(`${after.key} went from ${from} to ${after.state} by ${step}`);
    }
    this.#parts.violations.note(
      () => `${step} ${after.key}: ${from} to ${after.state} ${after.statementId}`,
    );
    if (after.state === 'in-doubt') this.#taken.push(after.key);
    if (after.state === 'refused' && step !== 'resolve') this.#checkRefusal(step, after);
  };

  /** Notes that the platform said no to a statement. */
  refusedByPlatform(statementId: string): void {
    this.#refused.add(statementId);
  }

  /** Who refuses, and whether it could: the model on a level that came to be, or the platform. */
  #checkRefusal(step: string, { key, refusal, statementId = '' }: Intent): void {
    const { accounts } = this.#parts;
    const isOfPlatform = step === 'end' && refusal?.reason !== 'model';
    if (isOfPlatform && !this.#refused.has(statementId)) {
      this.#report(`${key} is refused as if by the platform, which did not refuse ${statementId}`);
    }
    if (isOfPlatform && accounts.statement(statementId)?.keys.length !== 1) {
      this.#report(`${key} is refused by the platform as one of several`);
    }
    if (!isOfPlatform && step !== 'settle' && !accounts.wasExecuted(statementId)) {
      this.#report(`${key} is refused on a level that never was: ${statementId} is not applied`);
    }
  }

  /** Notes that somebody asks for keys, before the store is asked. */
  wants(keys: readonly string[], { intents, clock }: Tables): void {
    const { now } = this.#parts;
    for (const key of keys) {
      const row = intents.get(key);
      const isKept = row !== undefined && isWanted(row, clock.now());
      const { since = now() } = (isKept && this.#wanted.get(key)) || {};
      this.#wanted.set(key, { since, at: now() });
    }
  }

  /** Checks an attempt that was recorded just now. */
  recorded(tables: Tables, statement: Statement): void {
    const { accounts, now } = this.#parts;
    this.#recordedAt.set(`${statement.id} ${statement.attempts}`, now());
    this.#checkWanted(statement, tables);
    if (statement.attempts > 1) return;
    accounts.begun(statement);
    this.#checkOrder(statement, tables);
    this.#checkSum(statement, tables);
  }

  /** When an attempt was recorded; undefined where it never was. */
  recordedAt(statementId: string, attempt: number): number | undefined {
    return this.#recordedAt.get(`${statementId} ${attempt}`);
  }

  /** Checks the doubts of a step: each needs a reason that no process could see. */
  checkDoubts(tables: Tables): void {
    for (const key of this.#taken.splice(0)) {
      const intent = tables.intents.get(key);
      const statement = tables.statements.get(intent?.statementId ?? '');
      if (intent === undefined || statement === undefined) {
        this.#report(`${key} is in doubt, and nobody can say about what`);
        continue;
      }
      this.#checkDoubt(intent, statement);
    }
  }

  #checkDoubt({ key, observed, content }: Intent, statement: Statement): void {
    const { platform } = this.#parts;
    if (observed === undefined || (observed !== null && !platform.momentOf(observed))) {
      this.#report(`${key} is in doubt by a level that nobody read`);
    }
    if (content.kind !== 'by') return;
    const { before } = statement;
    const moment = before === undefined ? undefined : platform.momentOf(before);
    if (moment === undefined) {
      this.#report(`${key} is in doubt, and has no level that it was planned on`);
    } else if (!platform.isMovedSince(statement, moment.number)) {
      this.#report(`${key} is in doubt, though nobody else moved anything`);
    }
  }

  /** A write of somebody who has gone long ago is not begun. */
  #checkWanted({ id, keys }: Statement, tables: Tables): void {
    const { now, wantedMs, setBackSince } = this.#parts;
    for (const key of keys) {
      if (tables.intents.get(key)?.state !== 'sending') continue;
      const at = this.#wanted.get(key)?.at ?? -Infinity;
      const sinceMs = now() - at;
      if (sinceMs > wantedMs + setBackSince(at)) {
        this.#report(`${id} is sent for ${key}, which nobody has wanted for ${sinceMs} ms`);
      }
    }
  }

  /** Within a level, the order of submission counts. */
  #checkOrder(statement: Statement, tables: Tables): void {
    const { now, wantedMs } = this.#parts;
    const { intents, pending } = tables;
    const last = Math.max(...statement.keys.map((key) => intents.get(key)?.sequence ?? 0));
    for (const row of pending.get(placeOf(statement))?.values() ?? []) {
      const { since = Infinity, at = -Infinity } = this.#wanted.get(row.key) ?? {};
      const isKept = isWanted(row, tables.clock.now()) && now() - at <= wantedMs;
      if (isKept && row.sequence < last && now() - since > UNSEEN_MS) {
        this.#report(`${statement.id} overtakes ${row.key} on its level`);
      }
    }
    const other = tables.open.get(placeOf(statement));
    if (other !== undefined && other.id !== statement.id && mayArrive(other)) {
      this.#report(`${statement.id} is begun while ${other.id} may arrive`);
    }
  }

  /** A relative write makes of the level what its intents add up to. */
  #checkSum(statement: Statement, { intents }: Tables): void {
    const { before, target } = statement;
    if (before === undefined || target === undefined) return;
    const rows = carriedBy(statement).map((key) => intents.get(key)?.content);
    const names = Object.keys(target).toSorted().join();
    for (const content of rows) {
      const values = content?.kind === 'by' ? content.values : target;
      if (Object.keys(values).toSorted().join() === names) continue;
      this.#report(`${statement.id} names ${names} for ${JSON.stringify(values)}`);
    }
    for (const name of Object.keys(target) as (keyof WritableQuantities)[]) {
      let sum = 0;
      for (const content of rows) if (content?.kind === 'by') sum += content.values[name] ?? 0;
      const isSum = (target[name] ?? 0) - before[name] === sum;
      if (rows.every((content) => content?.kind === 'by') && !isSum) {
        this.#report(`${statement.id} makes ${name} ${target[name]} of ${before[name]} by ${sum}`);
      }
    }
  }

  #report(message: string): void {
    this.#parts.violations.report(message);
  }
}
