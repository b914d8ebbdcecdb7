import type { StockQuantities, WritableQuantities } from '../../src/model/index.ts';
import type { Intent, IntentContent, Statement } from '../../src/store/intent.ts';
import { placeOf } from '../../src/store/turns.ts';
import type { Platform } from './platform.ts';

/** A promise that did not hold. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** One execution of a statement by the platform. */
interface Execution {
  readonly statement: Statement;
  /** The number of the change. */
  readonly number: number;
}

/** What is looked at of the world to check an execution. */
interface Moment {
  readonly platform: Platform;
  readonly statement: Statement | undefined;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly target: WritableQuantities;
}

/** Keeps the books on what was executed, which no process can see, and checks each execution. */
export class Accounts {
  /** Units of others that writes of ours have overwritten. */
  overwritten = 0;
  executions = 0;
  readonly #executed = new Map<string, Execution[]>();
  /** The statement that carried a key out. */
  readonly #carriedOut = new Map<string, string>();
  readonly #told = new Map<string, Intent>();

  /** Checks a write that is about to be executed. */
  beforeExecution({ platform, statement, intents, target }: Moment): void {
    if (statement === undefined) throw new Violation('a write was sent without its record');
    const place = `${placeOf(statement)} (${statement.id})`;
    for (const key of carriedKeys(statement)) {
      const earlier = this.#carriedOut.get(key);
      if (earlier !== undefined && earlier !== statement.id) {
        throw new Violation(`${key} is doubled at ${place}: ${earlier} carried it out before`);
      }
      const intent = intents.get(key);
      if (intent?.statementId !== statement.id || intent.state === 'pending') {
        throw new Violation(`${key} is ${intent?.state} when ${place} is executed`);
      }
    }
    const { before } = statement;
    if (before === undefined) return;
    const executions = this.#executed.get(statement.id) ?? [];
    const last = executions.at(-1);
    const since = last?.number ?? platform.numberOf(before);
    const base: Partial<StockQuantities> = last === undefined ? before : target;
    const level = platform.read(statement);
    const others = platform.othersSince(statement, since);
    for (const name of Object.keys(target) as (keyof WritableQuantities)[]) {
      const expected = (base[name] ?? 0) + others[name];
      if (level?.[name] !== expected) {
        const numbers = `${name} is ${level?.[name]}, and ${expected} without other writes of ours`;
        throw new Violation(`another write of ours is overwritten at ${place}: ${numbers}`);
      }
      this.overwritten += Math.abs(others[name]);
    }
  }

  /** Records an execution. */
  afterExecution(statement: Statement, number: number): void {
    this.executions += 1;
    const executions = this.#executed.get(statement.id) ?? [];
    executions.push({ statement, number });
    this.#executed.set(statement.id, executions);
    for (const key of carriedKeys(statement)) this.#carriedOut.set(key, statement.id);
  }

  /** Records what a caller was told, and checks it. */
  told(intent: Intent): void {
    this.#told.set(intent.key, intent);
    this.checkEnd(intent);
  }

  /** Checks what a store says of an intent. */
  checkEnd({ key, state, statementId }: Intent): void {
    const wasCarriedOut = this.#carriedOut.has(key);
    const mustBe = state === 'applied' && statementId !== undefined;
    if (mustBe && !wasCarriedOut) throw new Violation(`${key} is told as applied, and is not`);
    const mustNotBe = state === 'refused' || state === 'withdrawn';
    if (mustNotBe && wasCarriedOut)
      throw new Violation(`${key} is told as ${state}, and is applied`);
  }

  /** Checks that what was told to a caller still stands. */
  checkAll(intents: ReadonlyMap<string, Intent>): void {
    for (const intent of intents.values()) this.checkEnd(intent);
    for (const [key, { state }] of this.#told) {
      if (state === 'applied' && intents.get(key)?.state !== 'applied') {
        throw new Violation(`${key} was told as applied, and is ${intents.get(key)?.state} now`);
      }
    }
  }

  wasCarriedOut(key: string): boolean {
    return this.#carriedOut.has(key);
  }
}

/** The intents that a statement carries out: those that the model let pass. */
function carriedKeys({ keys, refusals }: Statement): readonly string[] {
  return keys.filter((key) => refusals[key] === undefined);
}

/** Whether an intent is decided on what the level is. */
export function isRelative({ kind }: IntentContent): boolean {
  return kind === 'by';
}
