import { StockFileError } from '../errors/index.ts';
import { findColumns } from './columns/find-columns.ts';
import type { Columns } from './columns/find-columns.ts';
import type { StockField } from './columns/fields.ts';
import type { StockFileSettings } from './options.ts';
import { bytesOf } from './read/bytes.ts';
import type { StockFileSource } from './read/bytes.ts';
import { csvRows, OPEN_QUOTE } from './read/csv-rows.ts';
import { decode } from './read/decode.ts';
import { findDialect } from './read/dialect.ts';
import { jsonRows } from './read/json-rows.ts';
import { tidy } from './read/tidy.ts';
import type { RowProblem } from './row.ts';

/** A row with its cells and columns, or what is wrong with it as a whole. */
type Raw = {
  readonly line: number;
  /** The cells of known columns, under our names. */
  readonly named: () => Readonly<Partial<Record<StockField, string>>>;
} & (
  | { readonly cells: readonly string[]; readonly columns: Columns }
  | { readonly problem: RowProblem }
);

/** The rows of a file one by one, each as it stands there. */
export async function* rawRows(
  source: StockFileSource,
  settings: StockFileSettings,
): AsyncGenerator<readonly Raw[], void, undefined> {
  const { name, signal } = settings;
  const ending = { isOpen: false };
  const decoded = decode(bytesOf(source, name, signal), name, settings.encoding);
  const { dialect, text, skippedLines } = await findDialect(watchEnd(decoded, ending), settings);
  if (dialect.format === 'jsonl') yield* rawJson(text, { ...settings, format: 'jsonl' });
  else {
    const { delimiter } = dialect;
    yield* rawCsv(csvRows(text, name, delimiter, skippedLines), delimiter, settings, ending);
  }
}

async function* rawCsv(
  rows: ReturnType<typeof csvRows>,
  delimiter: string,
  settings: StockFileSettings,
  ending: { readonly isOpen: boolean },
): AsyncGenerator<readonly Raw[], void, undefined> {
  let header: Header | undefined;
  // A row is judged when it is known whether another one follows: only the last can be cut off.
  let waiting: Row | undefined;
  for await (const batch of rows) {
    const judged: Raw[] = [];
    for (const { line, cells } of batch) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (header === undefined) {
        header = readHeader(cells, line, delimiter, settings);
        continue;
      }
      if (waiting !== undefined) judged.push(judge(waiting, header, false));
      const { columns } = header;
      waiting = { line, cells, columns, named: () => nameCells(cells, columns) };
    }
    if (judged.length > 0) yield judged;
  }
  if (waiting !== undefined && header !== undefined) {
    yield [judge(waiting, header, ending.isOpen)];
  }
}

type Row = Raw & { readonly cells: readonly string[]; readonly columns: Columns };

/** The line that names the columns. */
interface Header {
  readonly columns: Columns;
  readonly delimiter: string;
  /** Its names as one text, to know it again. */
  readonly text: string;
  /** How many columns a row must have: those without a name at the end may be missing. */
  readonly least: number;
}

function readHeader(
  cells: readonly string[],
  line: number,
  delimiter: string,
  settings: StockFileSettings,
): Header {
  const names = cells.map(tidy);
  const columns = findColumns(names, line, settings);
  if ('message' in columns) throw new StockFileError(settings.name, [columns], 1);
  const least = names.findLastIndex((name) => name !== '') + 1;
  return { columns, delimiter, text: names.join('\n'), least };
}

const NAMES_OF_VARIANTS = ['variantId', 'sku', 'handle'] as const;
const NAMES_OF_PLACES = ['locationId', 'location'] as const;
const TOTAL =
  /^\s*(?:(?:grand|sub)[ -]?)?(?:total|totals|sum|summe|gesamt|somme|totale|suma|合计|合計)\b:?/i;

/** Whether a row as a whole can be one: its quotes, the number of its cells, the header again, totals. */
function judge(raw: Row, header: Header, isCutOff: boolean): Raw {
  const { cells, line, named, columns } = raw;
  const count = columns.names.length;
  const whole = (message: string, value?: string): Raw => {
    return { line, named, problem: { column: undefined, value, message } };
  };
  if (isSeveral(cells, header)) return whole(OPEN_QUOTE);
  if (tidy(cells[0] ?? '') === columns.names[0] && cells.map(tidy).join('\n') === header.text) {
    return whole(
      'These are the names of the columns again: two files were put together. Delete it.',
    );
  }
  const total = cells.find((cell) => TOTAL.test(cell));
  if (total !== undefined && isTotal(cells, columns)) {
    return whole('looks like a row of totals. Delete it.', total.trim());
  }
  // What is cut off may have lost digits of its last cell.
  const least = isCutOff ? count : header.least;
  if (cells.length < least) {
    const found = `It has ${cells.length} of ${least} columns`;
    return whole(
      isCutOff
        ? `${found} and no end of line: the file is cut off. Get it whole.`
        : `${found}. Write the missing ones, or their delimiters.`,
      cells.join(' '),
    );
  }
  const extra =
    cells.length <= count ? undefined : cells.slice(count).find((cell) => cell.trim() !== '');
  if (extra !== undefined) {
    const message = `is one column too many: there are ${count}. A text or number with a delimiter in it needs quotes.`;
    return whole(message, extra);
  }
  return raw;
}

/**
 * Whether a row of several lines is several rows: a quote that was left open in one of them swallowed
 * the others, up to the next quote. Then its first line and its last one have all columns each.
 */
function isSeveral(
  cells: readonly string[],
  { columns, delimiter }: { readonly columns: Columns; readonly delimiter: string },
): boolean {
  if (!cells.some((cell) => cell.includes('\n'))) return false;
  const lines = cells.join(delimiter).split('\n');
  return [lines[0], lines.at(-1)].every((text) => {
    return text?.split(delimiter).length === columns.names.length;
  });
}

/** Whether a row with a word for totals is one of them, and no product or warehouse of that name. */
function isTotal(cells: readonly string[], { at }: Columns): boolean {
  const [variant, place] = [NAMES_OF_VARIANTS, NAMES_OF_PLACES].map((fields) => {
    return fields
      .map((field) => tidy(cells[at.get(field) ?? -1] ?? ''))
      .find((each) => each !== '');
  });
  if (variant === undefined) return true;
  const [word] = TOTAL.exec(variant) ?? [];
  return word !== undefined && (place === undefined || word.length === variant.length);
}

async function* rawJson(
  text: AsyncIterable<string>,
  settings: StockFileSettings,
): AsyncGenerator<readonly Raw[], void, undefined> {
  let columns: Columns | undefined;
  for await (const { line, cells, odd, wrong, text: written } of jsonRows(text)) {
    if (wrong !== undefined) {
      const problem = { column: undefined, value: written.trim(), message: wrong };
      yield [{ line, named: () => ({}), problem }];
      continue;
    }
    // Each object names its own fields; the first one is what the rest is held against.
    const isSame = columns?.names.every((each) => cells.has(each)) === true;
    if (columns === undefined || !isSame || columns.names.length !== cells.size) {
      const found = findColumns([...cells.keys()], line, settings);
      if ('message' in found) {
        if (columns === undefined) throw new StockFileError(settings.name, [found], 1);
        const { column, value, message } = found;
        yield [{ line, named: () => ({}), problem: { column, value, message } }];
        continue;
      }
      columns = found;
    }
    const known = columns;
    const values = known.names.map((each) => cells.get(each) ?? '');
    const named = (): ReturnType<Raw['named']> => nameCells(values, known);
    const column = [...known.at.values()]
      .map((at) => known.names[at])
      .find((each) => odd.has(each ?? ''));
    if (column === undefined) yield [{ line, cells: values, columns, named }];
    else {
      const message = 'is neither a text nor a number. Write it as one of those.';
      yield [{ line, named, problem: { column, value: cells.get(column), message } }];
    }
  }
}

function nameCells(
  cells: readonly string[],
  { at }: Columns,
): Readonly<Partial<Record<StockField, string>>> {
  return Object.fromEntries([...at].map(([field, index]) => [field, cells[index] ?? '']));
}

/** Notes whether the text ends within a line. */
async function* watchEnd(
  text: AsyncIterable<string>,
  ending: { isOpen: boolean },
): AsyncGenerator<string, void, undefined> {
  for await (const chunk of text) {
    if (chunk !== '') ending.isOpen = !chunk.endsWith('\n');
    yield chunk;
  }
}
