import { parse } from 'csv-parse';
import { trouble } from './trouble.ts';

/** A row as it stands in the file. */
export interface RawRow {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row that is longer has a quote that was left open, or no line ends. */
const LONGEST = 1_000_000;

/**
 * Reads the rows of a CSV text, by a library. Empty lines are left out. Rows come in batches: a step
 * for each of a million rows would cost more than reading them.
 *
 * @throws StockFileError where a quote is left open: from there nobody knows what is a row.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  name: string,
  delimiter: string,
  skippedLines: number,
): AsyncGenerator<readonly RawRow[], void, undefined> {
  let batch: RawRow[] = [];
  let last = skippedLines;
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    // A quote inside of a cell is a letter: a screw of 5".
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST,
    on_record: (cells: readonly string[], { lines }) => {
      last = lines + skippedLines;
      batch.push({ line: last - breaksIn(cells), cells });
      // Taken here: nothing is to wait in the stream.
      return null;
    },
  });
  // A step rejects with it; an event that nobody hears would end the process besides.
  parser.on('error', () => {});
  parser.resume();
  const step = (chunk: string | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (error?: Error | null): void => {
        if (error) reject(refusal(error, name, last));
        else resolve();
      };
      if (chunk === undefined) parser.end(settle);
      else parser.write(chunk, settle);
    });
  for await (const chunk of text) {
    if (chunk !== '') await step(chunk);
    if (batch.length > 0) yield batch;
    batch = [];
  }
  await step(undefined);
  if (batch.length > 0) yield batch;
}

function refusal(error: Error, name: string, last: number): Error {
  const { code } = error as { readonly code?: string };
  if (code === 'CSV_MAX_RECORD_SIZE') return trouble(name, TOO_LONG, last + 1);
  return code === 'CSV_QUOTE_NOT_CLOSED' ? trouble(name, OPEN_QUOTE, last + 1) : error;
}

/** Why a row that reaches over several lines is none. */
export const OPEN_QUOTE =
  'A quote (") is left open in this row or one of the next lines. Close it; a quote that belongs to a text is written twice.';
const TOO_LONG =
  'This row has more than a million letters: a quote (") is left open in it, or its lines do not end.';

function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) breaks += 1;
  }
  return breaks;
}
