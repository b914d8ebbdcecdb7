import { OutcomeUnknownError } from '../../src/index.ts';
import type { InventoryLevel } from '../../src/index.ts';
import type { StockQuantities } from '../../src/model/index.ts';
import { MOST_ATTEMPTS, MOST_REQUESTS_STORED } from './bounds.ts';
import {
  errorOf,
  isConflict,
  isReading,
  isRepeatable,
  levelShown,
  tellAtLast,
} from './knowledge.ts';
import { isSame } from './ledger-oracle.ts';
import { problemsOfError } from './refusal-oracle.ts';
import type { Run } from './run.ts';
import type { Exchange } from './scripted-fetch.ts';
import type { Write } from './writes.ts';

/** For how long after an attempt nothing but its own bytes goes to its level, in milliseconds. */
const IN_FLIGHT_MS = 60_000;

/** One write, and all times that its bytes were sent. */
interface Statement {
  /** The reading that it was planned on. */
  readonly planned: Exchange | undefined;
  readonly attempts: readonly [Exchange, ...Exchange[]];
  /** What is known of it; undefined where that is not known yet. */
  end?: 'acknowledged' | 'not executed' | ReturnType<typeof tellAtLast>;
  /** The reading that says so. */
  reading?: Exchange;
}

/**
 * What is wrong with how a write with a store ended. What differs from one without is what
 * docs/reliability.md and docs/store.md say of the store:
 *
 * - after a lost answer, nothing but the same bytes goes to the level for `inFlightMs`, and no more than
 *   three times, whatever `maxRetries` says; a look at the level meanwhile can only say that the write is
 *   in it;
 * - the first reading after that ends the matter. Not applied, the change is planned anew, and that is a
 *   retry; where nobody can know, only this reading is told;
 * - `maxRetries` counts what failed in a row, of readings and of writes each for themselves;
 * - `set` without `expected` is sent again also where a reading tells nothing.
 */
export function problemsOfStored(
  write: Write,
  { journal, outcome }: Run<InventoryLevel>,
  maxRetries: number,
): string[] {
  const statements = statementsOf(write, journal);
  const most = MOST_REQUESTS_STORED(maxRetries);
  const problems = [
    ...problemsOfFlight(journal),
    ...(journal.length > most ? [`${journal.length} requests, more than ${most}`] : []),
    ...(statements.some(({ attempts }) => attempts.length > MOST_ATTEMPTS)
      ? ['the same bytes were sent too often']
      : []),
    ...(failuresOf(journal) > maxRetries + 1 || undone(statements) > maxRetries + 1
      ? ['it went on for too long']
      : []),
  ];
  if (outcome.kind === 'value') return problems;
  const last = journal.at(-1);
  const isSpent =
    last?.role === 'write' ? undone(statements) > maxRetries : failuresOf(journal) > maxRetries;
  const { error } = outcome;
  return error instanceof OutcomeUnknownError
    ? [...problems, ...problemsOfUnknown(write, journal, statements.at(-1), error, isSpent)]
    : [...problems, ...problemsOfDenial(write, journal, statements, error, isSpent, maxRetries)];
}

/** Groups attempts by what they are an attempt of. */
function statementsOf(write: Write, journal: readonly Exchange[]): Statement[] {
  const statements: Statement[] = [];
  for (const [index, exchange] of journal.entries()) {
    const known = statements.at(-1);
    const open = known?.end === undefined ? known : undefined;
    if (exchange.role === 'write') {
      const planned = write.isReadFirst ? journal.slice(0, index).findLast(isReading) : undefined;
      const earlier = open?.attempts ?? [];
      const statement: Statement = {
        planned: open?.planned ?? planned,
        attempts: [...earlier, exchange] as [Exchange, ...Exchange[]],
      };
      if (errorOf(exchange) === undefined) statement.end = 'acknowledged';
      else if (!statement.attempts.some(isInDoubt)) statement.end = 'not executed';
      statements.splice(open === undefined ? statements.length : -1, 1, statement);
    } else if (open !== undefined && isReading(exchange)) {
      const told = tellAtLast(write, levelShown(write, open.planned), levelShown(write, exchange));
      const { sentAt } = open.attempts.at(-1) ?? exchange;
      const isOver = exchange.sentAt >= sentAt + IN_FLIGHT_MS;
      if (isOver || told === 'applied') Object.assign(open, { end: told, reading: exchange });
    }
  }
  return statements;
}

function isInDoubt(exchange: Exchange): boolean {
  return exchange.fault?.onWrite === 'in doubt' && !isConflict(exchange);
}

/** Other bytes must not follow an attempt that may still arrive. */
function problemsOfFlight(journal: readonly Exchange[]): string[] {
  const writes = journal.filter(({ role }) => role === 'write');
  return writes.flatMap((lost, index) => {
    if (!isInDoubt(lost)) return [];
    const others = writes.slice(index + 1).filter(({ body }) => body !== lost.body);
    return others.some(({ sentAt }) => sentAt < lost.sentAt + IN_FLIGHT_MS)
      ? ['other bytes were sent while a write could still arrive']
      : [];
  });
}

/** How many readings failed in a row at the end. */
function failuresOf(journal: readonly Exchange[]): number {
  const lastGood = journal.findLastIndex((each) => each.role === 'write' || isReading(each));
  return journal.slice(lastGood + 1).filter(({ fault }) => fault?.status !== 401).length;
}

/** How many writes came to nothing: attempts that were not carried out, and what a reading says was not. */
function undone(statements: readonly Statement[]): number {
  const isUndone = ({ fault }: Exchange): boolean =>
    fault?.status === 429 || fault?.onWrite === 'unsent';
  return statements.reduce(
    (sum, { end, attempts }) =>
      sum + attempts.filter(isUndone).length + (end === 'not applied' ? 1 : 0),
    0,
  );
}

/** What is wrong with an error that says that nobody can tell. */
function problemsOfUnknown(
  write: Write,
  journal: readonly Exchange[],
  statement: Statement | undefined,
  error: OutcomeUnknownError,
  isSpent: boolean,
): string[] {
  const last = journal.at(-1);
  if (statement === undefined || last === undefined) return ['nothing was sent'];
  const { planned, attempts, end, reading } = statement;
  const doubt = attempts.findLast(isInDoubt);
  if (doubt === undefined || (end !== undefined && end !== 'nothing')) {
    return [`it was ${end}, and is called unknown`];
  }
  const problems: string[] = [];
  const isBare = write.name === 'adjust set';
  if (end === 'nothing' && isBare && attempts.length < MOST_ATTEMPTS) {
    problems.push('it was not sent again');
  }
  if (end === undefined && (!isRepeatable(last, journal) ? isReading(last) : !isSpent)) {
    problems.push('it gave up early');
  }
  const before = levelShown(write, planned);
  if (!isEqual(error.before, before)) problems.push('it tells another level before');
  if (!isEqual(error.observed, levelShown(write, reading)))
    problems.push('it tells another reading');
  if (textOf(error.target) !== textOf(write.target(before)))
    problems.push('it tells another target');
  if (error.cause.name !== errorOf(doubt)) problems.push(`its cause is a ${error.cause.name}`);
  const readFailure = end === undefined ? errorOf(last) : undefined;
  if (error.readFailure?.name !== readFailure)
    problems.push(`it tells of a ${error.readFailure?.name} while reading`);
  if (error.attempts !== journal.length) problems.push(`it counts ${error.attempts} attempts`);
  return problems;
}

/** What is wrong with an error that says that nothing was written. */
function problemsOfDenial(
  write: Write,
  journal: readonly Exchange[],
  statements: readonly Statement[],
  error: unknown,
  isSpent: boolean,
  maxRetries: number,
): string[] {
  const last = journal.at(-1);
  const statement = statements.at(-1);
  if (last === undefined) return ['nothing was sent'];
  if (
    statement !== undefined &&
    statement.end !== 'not executed' &&
    statement.end !== 'not applied'
  )
    return ['the outcome was in doubt, and the error denies it'];
  if (!isReading(last)) return problemsOfError(journal, error, isSpent);
  const { name } = error as Error;
  if (name === 'StockRejectedError') {
    return write.result(levelShown(write, last)) === undefined
      ? []
      : ['the level allows the write'];
  }
  const loss = statement?.reading === last ? statement.attempts.findLast(isInDoubt) : undefined;
  if (loss === undefined || name !== errorOf(loss)) return [`it is a ${name}`];
  return undone(statements) > maxRetries ? [] : ['it gave up early'];
}

function isEqual(one: StockQuantities | undefined, other: StockQuantities | undefined): boolean {
  return one === undefined || other === undefined ? one === other : isSame(one, other);
}

/** The same quantities are the same text, in whichever order. */
function textOf(quantities: object | undefined): string {
  const entries = Object.entries(quantities ?? {});
  return JSON.stringify(entries.toSorted(([one], [other]) => one.localeCompare(other)));
}
