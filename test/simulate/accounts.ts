import type { StockQuantities, WritableQuantities } from '../../src/model/index.ts';
import type { Intent, LevelReading } from '../../src/store/intent.ts';
import { carriedBy } from '../../src/store/statement.ts';
import type { Statement } from '../../src/store/statement.ts';
import { placeOf } from '../../src/store/writer/turns.ts';
import type { Platform } from './platform.ts';
import type { Violations } from './violations.ts';

/** An execution of a statement by the platform. */
interface Execution {
  readonly statementId: string;
  /** The level right before it. */
  readonly level: LevelReading | undefined;
  /** The number of its change. */
  readonly number: number;
}

/** What the books come to. */
export interface Balance {
  readonly executions: number;
  /** Units of others that writes of ours have overwritten. */
  readonly overwritten: number;
  /** Writes that overwrote units of others. */
  readonly overwriting: number;
}

type Names = (keyof WritableQuantities)[];

/** Keeps the books on what was executed, which no process can see, and checks each execution. */
export class Accounts {
  readonly #platform: Platform;
  readonly #violations: Violations;
  #executions = 0;
  #overwritten = 0;
  #overwriting = 0;
  /** The number of a statement's last execution. */
  readonly #lastOf = new Map<string, number>();
  /** The statement that carried a key out. */
  readonly #carriedOut = new Map<string, string>();
  /** The statements that were begun, in their order. */
  readonly #begun = new Map<string, { readonly statement: Statement; readonly order: number }>();
  /** The latest begun statement that was executed on a level. */
  readonly #latestAt = new Map<string, number>();
  readonly #told = new Map<string, Intent>();

  constructor(platform: Platform, violations: Violations) {
    this.#platform = platform;
    this.#violations = violations;
  }

  get balance(): Balance {
    return {
      executions: this.#executions,
      overwritten: this.#overwritten,
      overwriting: this.#overwriting,
    };
  }

  begun(statement: Statement): void {
    this.#begun.set(statement.id, { statement, order: this.#begun.size });
  }

  /** A statement as it was begun. */
  statement(id: string): Statement | undefined {
    return this.#begun.get(id)?.statement;
  }

  /** Whether any attempt of a statement was carried out. */
  wasExecuted(statementId: string): boolean {
    return this.#lastOf.has(statementId);
  }

  /** Checks and books an execution. */
  executed({ statementId, level, number }: Execution, intents: ReadonlyMap<string, Intent>): void {
    const { report, note } = this.#violations;
    const begun = this.#begun.get(statementId);
    if (begun === undefined) {
      report(`${statementId} is carried out, and is not on record`);
      return;
    }
    const { statement, order } = begun;
    note(
      () =>
        `executed ${statementId} ${statement.keys.join()} ${JSON.stringify({ target: statement.target, level })}`,
    );
    const place = placeOf(statement);
    const name = `${place}, statement ${statement.id}`;
    this.#executions += 1;
    const latest = this.#latestAt.get(place) ?? -1;
    if (order < latest) report(`a write arrived after a later one: ${name}`);
    this.#latestAt.set(place, Math.max(order, latest));
    for (const key of carriedBy(statement)) {
      const earlier = this.#carriedOut.get(key);
      const isAbsolute = intents.get(key)?.content.kind !== 'by';
      if (earlier !== undefined && earlier !== statement.id && !isAbsolute) {
        report(`${key} is doubled: by ${earlier}, and now at ${name}`);
      }
      this.#carriedOut.set(key, statement.id);
    }
    this.#checkOverwritten(statement, level);
    this.#lastOf.set(statement.id, number);
  }

  /** Nothing of ours may be overwritten; units of others are counted. */
  #checkOverwritten(statement: Statement, level: LevelReading | undefined): void {
    const { before, target } = statement;
    if (before === undefined || target === undefined) return;
    const last = this.#lastOf.get(statement.id);
    const moment = this.#platform.momentOf(before);
    if (moment === undefined) {
      this.#violations.report(`${statement.id} was planned on a level that nobody read`);
      return;
    }
    const base: Partial<StockQuantities> = last === undefined ? before : target;
    const others = this.#platform.othersSince(statement, last ?? moment.number);
    let isOverwriting = false;
    for (const name of Object.keys(target) as Names) {
      const expected = (base[name] ?? 0) + others[name];
      if (level?.[name] !== expected) {
        const numbers = `${name} is ${level?.[name]}, and would be ${expected} without other writes of ours`;
        this.#violations.report(
          `another write of ours is overwritten at ${placeOf(statement)} by ${statement.id}: ${numbers}`,
        );
      }
      this.#overwritten += Math.abs(others[name]);
      isOverwriting ||= others[name] !== 0;
    }
    if (isOverwriting) this.#overwriting += 1;
  }

  /** Records what a caller was told, and checks it, unless the key was tried anew meanwhile. */
  told(intent: Intent, intents: ReadonlyMap<string, Intent>): void {
    this.#violations.note(() => `told ${intent.key} ${intent.state}`);
    this.#told.set(intent.key, intent);
    if (intents.get(intent.key)?.sequence === intent.sequence) this.checkEnd(intent);
  }

  /** Checks what is said of an intent against what happened. */
  checkEnd({ key, state, statementId, content }: Intent): void {
    const wasCarriedOut = this.#carriedOut.has(key);
    // An absolute value that stands is applied, whoever wrote it.
    const mustBe = state === 'applied' && statementId !== undefined && content.kind === 'by';
    if (mustBe && !wasCarriedOut) this.#violations.report(`${key} is called applied, and is not`);
    const mustNotBe = state === 'refused' || state === 'withdrawn';
    if (mustNotBe && wasCarriedOut && content.kind === 'by') {
      this.#violations.report(`${key} is called ${state}, and is applied`);
    }
  }

  /** Checks all that is known in the end, and that what was told to callers still stands. */
  checkAll(intents: ReadonlyMap<string, Intent>): void {
    for (const intent of intents.values()) this.checkEnd(intent);
    for (const [key, { state }] of this.#told) {
      const now = intents.get(key)?.state;
      if (state === 'applied' && now !== 'applied') {
        this.#violations.report(`${key} was told as applied, and is ${now} now`);
      }
    }
  }
}
