import { isInventoryError, RateLimitError } from '../../src/index.ts';
import { doubtsOf, errorOf, isReading, isRepeatable, levelShown } from './knowledge.ts';
import type { Exchange } from './scripted-fetch.ts';
import type { Write } from './writes.ts';

/** What is wrong with an error that says that nothing was written. */
export function problemsOfRefusal(
  write: Write,
  journal: readonly Exchange[],
  error: unknown,
  isSpent: boolean,
): string[] {
  if (!isInventoryError(error)) return [`it threw ${String(error)}`];
  const last = journal.at(-1);
  if (last === undefined) return [`nothing was sent: ${error.message}`];
  const problems: string[] = [];
  if (doubtsOf(journal).length > 0)
    problems.push('the outcome was in doubt, and the error denies it');
  if (isReading(last)) {
    const level = levelShown(write, last);
    if (error.name !== 'StockRejectedError') problems.push(`it is a ${error.name}`);
    if (write.result(level) !== undefined) problems.push('the level allows the write');
    return problems;
  }
  return [...problems, ...problemsOfError(journal, error, isSpent)];
}

/** What is wrong with the error that a call ends with after its last exchange. */
export function problemsOfError(
  journal: readonly Exchange[],
  error: unknown,
  isSpent: boolean,
): string[] {
  const last = journal.at(-1);
  if (!isInventoryError(error) || last === undefined) return [`it threw ${String(error)}`];
  const problems: string[] = [];
  const { fault, sentAt } = last;
  if (error.name !== errorOf(last)) problems.push(`it is a ${error.name}, not ${errorOf(last)}`);
  if (fault?.status !== undefined && error.status !== fault.status) {
    problems.push(`it tells the status ${error.status}`);
  }
  if (error.attempts !== journal.length) problems.push(`it counts ${error.attempts} attempts`);
  if (error instanceof RateLimitError) {
    const wait = fault?.earliest && fault.earliest(sentAt) - sentAt;
    if (error.retryAfterMs !== wait) problems.push(`it tells to wait ${error.retryAfterMs} ms`);
  }
  if (isRepeatable(last, journal) && !isSpent) problems.push('it gave up early');
  return problems;
}
