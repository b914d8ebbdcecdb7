import { visible } from '../base/visible.ts';
import { InventoryError } from './inventory-error.ts';
import type { RetryAdvice } from './inventory-error.ts';

/** A problem in a file of counts or moves: what is wrong, and where. */
export interface StockFileProblem {
  /** The line in the file, from 1, as an editor counts; undefined where it is about the whole file. */
  readonly line: number | undefined;
  /** The column's name as it stands in the file; undefined where it is about the whole line. */
  readonly column: string | undefined;
  /** The value as it stands there; undefined where it is about no single value. */
  readonly value: string | undefined;
  /** The problem in words, and what to do. */
  readonly message: string;
}

/** How many problems the message quotes. */
const QUOTED = 3;

/**
 * A file of counts or moves cannot be used as it is, so none of it was. `problems` names the places,
 * the first 1,000 of them where there are more; `count` is how many there are.
 *
 * @example
 * ```ts run
 * import { readStockFile, StockFileError } from 'genstore-inventory/files';
 *
 * const file = new TextEncoder().encode('sku,location,onHand\nP001,Berlin,"1,040"\n');
 * try {
 *   for await (const row of readStockFile(file, { name: 'counts.csv' })) console.log(row.value);
 * } catch (error) {
 *   if (!(error instanceof StockFileError)) throw error;
 *   const [problem] = error.problems;
 *   console.log(problem?.line, problem?.column, problem?.value); // → 2 onHand 1,040
 * }
 * ```
 */
export class StockFileError extends InventoryError {
  protected static override readonly kind = 'StockFileError';
  declare readonly name: 'StockFileError';
  readonly code = 'stock-file';
  readonly retry: RetryAdvice = 'never';
  /** The file's name. */
  declare readonly file: string;
  /** The problems, in the order of the lines; the first 1,000. */
  declare readonly problems: readonly StockFileProblem[];
  /** How many problems there are. */
  declare readonly count: number;

  constructor(file: string, problems: readonly StockFileProblem[], count: number) {
    const quoted = problems.slice(0, QUOTED).map((problem) => describeProblem(file, problem));
    const rest = count > quoted.length ? ` And ${count - quoted.length} more.` : '';
    super(`${quoted.join(' ')}${rest}`, { file, problems, count });
  }
}

/** How much of a value is shown: a quote that was left open makes very long ones. */
const SHOWN = 60;

/**
 * A problem in one line: file, line, column, the value as it stands there, and what to do.
 *
 * @example
 * ```ts run
 * import { describeProblem } from 'genstore-inventory/files';
 *
 * const problem = { line: 2, column: 'Qty', value: '40.5', message: 'is a fraction.' };
 * describeProblem('counts.csv', problem); // → 'counts.csv, line 2, column Qty: "40.5" is a fraction.'
 * ```
 */
export function describeProblem(file: string, problem: StockFileProblem): string {
  const { line, column, value, message } = problem;
  const where = [
    file,
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(column === undefined ? [] : [`column ${column}`]),
  ].join(', ');
  return `${where}: ${value === undefined ? '' : `${quote(value)} `}${message}`;
}

/** A value as it stands in a file, in quotes, with nothing in it that a terminal would obey. */
function quote(value: string): string {
  return visible(JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value));
}
