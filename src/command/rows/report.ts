import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StockField } from '../../files/index.ts';
import { ReportError, StartError, UsageError } from '../failures.ts';

/** A line that was left, under our names, so that it can be fed in again. */
export interface LeftLine {
  readonly cells: Readonly<Partial<Record<StockField, string>>>;
  readonly line: number | undefined;
  /** Its number among the rows, where it was skipped while it was read. */
  readonly row?: number;
  readonly status: string;
  readonly problem: string;
}

/** A report that is written when the run has ended, whole or not at all. */
export interface Report {
  readonly write: (left: readonly LeftLine[]) => void;
  readonly abandon: () => void;
}

const FIELDS: readonly StockField[] = [
  'variantId',
  'sku',
  'handle',
  'option1',
  'option2',
  'option3',
  'locationId',
  'location',
  'onHand',
  'available',
  'key',
];

/** Opens a report before anything is written, to know that there is a place for it. */
export function openReport(path: string | undefined, input: string): Report {
  if (path === undefined) return { write: () => {}, abandon: () => {} };
  if (input !== '-' && resolve(path) === resolve(input)) {
    throw new UsageError('--report must be another file than the one that is read');
  }
  const draft = `${path}.${process.pid}.part`;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
      throw Object.assign(new Error('It is a folder.'), { code: 'EISDIR' });
    }
    closeSync(openSync(draft, 'w', 0o600));
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new StartError(`--report: ${path} cannot be written: ${code}.`, { cause: error });
  }
  return {
    write(left) {
      try {
        writeFileSync(draft, /\.jsonl?$|\.ndjson$/i.test(path) ? asJson(left) : asCsv(left));
        renameSync(draft, path);
      } catch (error) {
        const { code = 'unknown error' } = error as NodeJS.ErrnoException;
        throw new ReportError(
          `The run is done, but --report: ${path} cannot be written: ${code}.`,
          { cause: error },
        );
      }
    },
    abandon: () => rmSync(draft, { force: true }),
  };
}

function asJson(left: readonly LeftLine[]): string {
  return left
    .map(
      ({ cells, line, status, problem }) =>
        `${JSON.stringify({ ...cells, line, status, problem })}\n`,
    )
    .join('');
}

function asCsv(left: readonly LeftLine[]): string {
  const fields = FIELDS.filter((field) => left.some(({ cells }) => cells[field] !== undefined));
  const rows = left.map(({ cells, line, status, problem }) => {
    return [...fields.map((field) => cells[field] ?? ''), String(line ?? ''), status, problem];
  });
  return [[...fields, 'line', 'status', 'problem'], ...rows]
    .map((row) => `${row.map(quote).join(',')}\n`)
    .join('');
}

/** Quotes a cell where its letters would else end it. */
export function quote(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
