import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { trouble } from './trouble.ts';

/** A row as it stands in the file. */
export interface RawRow {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row that is longer has a quote that was left open, or no line ends. */
const LONGEST = 200_000;

/**
 * Reads the rows of a CSV text, by a library. Empty lines are left out.
 *
 * @throws StockFileError where a quote is left open: from there nobody knows what is a row.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  name: string,
  delimiter: string,
  skippedLines: number,
): AsyncGenerator<RawRow, void, undefined> {
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    // A quote inside of a cell is a letter: a screw of 5".
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST,
  });
  pipeline(Readable.from(text), parser, () => {
    // A failure ends the parser, and is told below.
  });
  let last = skippedLines;
  try {
    for await (const item of parser) {
      const { record, info } = item as {
        readonly record: readonly string[];
        readonly info: { readonly lines: number };
      };
      const end = info.lines + skippedLines;
      last = end;
      yield { line: end - breaksIn(record), cells: record };
    }
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') {
      throw trouble(
        name,
        'A quote (") is left open in this row or one of the next lines. Close it; a quote that belongs to a text is written twice.',
        last + 1,
      );
    }
    throw error;
  }
}

function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) breaks += 1;
  }
  return breaks;
}
