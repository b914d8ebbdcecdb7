import { describeProblem, readStockFile } from '../../files/index.ts';
import type {
  SkippedLine,
  StockField,
  StockFileError,
  StockFileOptions,
  StockFileProblem,
  StockRow,
} from '../../files/index.ts';
import { InventoryError } from '../../index.ts';
import type { AccessOptions } from '../access.ts';
import { UsageError } from '../failures.ts';
import type { LeftLine } from './report.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Voice } from '../voice.ts';

/** The options of verbs that read a file. */
export interface FileVerbOptions extends AccessOptions {
  readonly columns?: Readonly<Partial<Record<StockField, string>>>;
  readonly quantity?: 'onHand' | 'available';
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly thousands?: ',' | '.' | ' ' | "'";
  readonly skipInvalid?: true;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly report?: string;
  readonly state?: string;
  readonly json?: true;
}

/** How many problems are told one by one. */
export const TOLD = 20;

/** The rows of a file, and the lines that were skipped so far. */
export interface Input {
  readonly name: string;
  readonly rows: AsyncGenerator<StockRow, void, undefined>;
  readonly skipped: readonly LeftLine[];
  /** Whether wrong lines are left out. */
  readonly skips: boolean;
  /** Tells of a line that is left out. */
  readonly tellSkipped: (problem: StockFileProblem) => void;
}

/** Opens the file that a verb was told. */
export function openInput(
  file: string,
  options: FileVerbOptions,
  more: Pick<StockFileOptions, 'content' | 'sum' | 'signal'>,
  { input }: Surroundings,
  voice: Voice,
): Input {
  const { columns, quantity, encoding, delimiter, thousands, skipInvalid } = options;
  if (file === '') throw new UsageError('the name of the file is empty');
  const name = file === '-' ? 'standard input' : file;
  const skipped: LeftLine[] = [];
  const onSkip = (line: SkippedLine): void => {
    const { cells, row, message } = line;
    skipped.push({ cells, line: line.line, row, status: 'invalid', problem: message });
    const { cells: _, ...problem } = line;
    if (skipped.length <= TOLD) tellSkipped(problem);
  };
  const tellSkipped = (problem: StockFileProblem): void =>
    voice.warn('skipped', { file: name, ...problem }, `Skipped: ${describeProblem(name, problem)}`);
  const rows = readStockFile(file === '-' ? input : file, {
    name,
    columns,
    quantity,
    encoding,
    delimiter,
    thousands,
    format: file.endsWith('.tsv') ? 'tsv' : /\.(?:jsonl|ndjson)$/i.test(file) ? 'jsonl' : undefined,
    invalid: skipInvalid === true ? 'skip' : 'refuse',
    onSkip,
    ...more,
  });
  return { name, rows, skipped, skips: skipInvalid === true, tellSkipped };
}

/** Tells what is wrong with a file, line by line. */
export function tellProblems(error: StockFileError, voice: Voice): void {
  const { file, problems, count } = error;
  for (const problem of problems.slice(0, TOLD)) {
    voice.warn('problem', { file, ...problem }, describeProblem(file, problem));
  }
  const words = `${count > TOLD ? `${count} lines are wrong, of which these are the first. ` : ''}Nothing was written.`;
  voice.warn('refused', { file, problems: count }, words);
}

/** An error in words, which hold no secret. */
export function wordsOfError(error: unknown): string {
  if (error instanceof InventoryError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
