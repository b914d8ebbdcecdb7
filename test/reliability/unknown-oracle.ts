import type { OutcomeUnknownError } from '../../src/index.ts';
import type { StockQuantities } from '../../src/model/index.ts';
import { doubtsOf, errorOf, isReading, isRepeatable, levelShown, tell } from './knowledge.ts';
import { isSame } from './ledger-oracle.ts';
import type { Exchange } from './scripted-fetch.ts';
import type { Write } from './writes.ts';

/** What is wrong with an error that says that nobody can tell. */
export function problemsOfUnknown(
  write: Write,
  journal: readonly Exchange[],
  error: OutcomeUnknownError,
  isSpent: boolean,
): string[] {
  const doubt = doubtsOf(journal).at(-1);
  if (doubt === undefined) return ['nothing was in doubt'];
  const problems: string[] = [];
  const at = journal.indexOf(doubt);
  const planned = write.isReadFirst ? journal.slice(0, at).findLast(isReading) : undefined;
  const before = levelShown(write, planned);
  const reading = journal.slice(at).findLast(isReading);
  const observed = levelShown(write, reading);
  const last = journal.at(-1) ?? doubt;

  if (last === reading) {
    const told = tell(write, before, observed);
    if (told === 'applied') problems.push('the reading tells that it was applied');
    // A reading tells what was done so far. What is still on its way may be done yet, so where no
    // attempt is left, it is unknown again.
    if (told === 'not applied' && !isSpent) problems.push('it was not sent again');
  } else if (last === doubt) {
    problems.push('the level was not read again');
  } else if (isRepeatable(last, journal) && !isSpent) {
    problems.push('it gave up early');
  }
  if (!isEqual(error.before, before)) problems.push('it tells another level before');
  if (!isEqual(error.observed, observed)) problems.push('it tells another reading');
  if (textOf(error.target) !== textOf(write.target(before)))
    problems.push('it tells another target');
  const cause = errorOf(doubt);
  if (error.cause.name !== cause) problems.push(`its cause is a ${error.cause.name}`);
  const readFailure = last === reading ? undefined : errorOf(last);
  if (error.readFailure?.name !== readFailure)
    problems.push(`it tells of a ${error.readFailure?.name} while reading`);
  if (error.attempts !== journal.length) problems.push(`it counts ${error.attempts} attempts`);
  return problems;
}

function isEqual(one: StockQuantities | undefined, other: StockQuantities | undefined): boolean {
  return one === undefined || other === undefined ? one === other : isSame(one, other);
}

/** The same quantities are the same text, in whichever order. */
function textOf(quantities: object | undefined): string {
  const entries = Object.entries(quantities ?? {});
  return JSON.stringify(entries.toSorted(([one], [other]) => one.localeCompare(other)));
}
