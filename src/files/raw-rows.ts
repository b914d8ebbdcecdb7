import { StockFileError } from '../errors/index.ts';
import { findColumns } from './columns/find-columns.ts';
import type { Columns } from './columns/find-columns.ts';
import type { StockField } from './columns/fields.ts';
import type { StockFileSettings } from './options.ts';
import { bytesOf } from './read/bytes.ts';
import type { StockFileSource } from './read/bytes.ts';
import { csvRows } from './read/csv-rows.ts';
import { decode } from './read/decode.ts';
import { findDialect } from './read/dialect.ts';
import { jsonRows } from './read/json-rows.ts';
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
  if (dialect.format === 'jsonl') yield* rawJson(text, settings);
  else yield* rawCsv(csvRows(text, name, dialect.delimiter, skippedLines), settings, ending);
}

async function* rawCsv(
  rows: ReturnType<typeof csvRows>,
  settings: StockFileSettings,
  ending: { readonly isOpen: boolean },
): AsyncGenerator<readonly Raw[], void, undefined> {
  let columns: Columns | undefined;
  let header = '';
  // A row is judged when it is known whether another one follows: only the last can be cut off.
  let waiting: (Raw & { readonly cells: readonly string[] }) | undefined;
  for await (const batch of rows) {
    const judged: Raw[] = [];
    for (const { line, cells } of batch) {
      if (columns === undefined) {
        const names = cells.map((cell) => cell.trim());
        const found = findColumns(names, line, settings);
        if ('message' in found) throw new StockFileError(settings.name, [found], 1);
        columns = found;
        header = cells.join('\n');
        continue;
      }
      if (waiting !== undefined) judged.push(judge(waiting, header, false));
      waiting = undefined;
      if (cells.every((cell) => cell.trim() === '')) continue;
      const known = columns;
      waiting = { line, cells, columns, named: () => nameCells(cells, known) };
    }
    if (judged.length > 0) yield judged;
  }
  if (waiting !== undefined) yield [judge(waiting, header, ending.isOpen)];
}

const NAMES_OF_VARIANTS = ['variantId', 'sku', 'handle'] as const;
const TOTAL =
  /^\s*(?:(?:grand|sub)[ -]?)?(?:total|totals|sum|summe|gesamt|somme|totale|suma|合计|合計)\b:?/i;

/** Whether a row as a whole can be one: the number of its cells, the header again, totals. */
function judge(
  raw: Raw & { readonly cells: readonly string[]; readonly columns?: Columns },
  header: string,
  isCutOff: boolean,
): Raw {
  const { cells, line, named, columns } = raw as typeof raw & { readonly columns: Columns };
  const count = columns.names.length;
  const whole = (message: string, value?: string): Raw => {
    return { line, named, problem: { column: undefined, value, message } };
  };
  if (cells.length > 0 && cells[0]?.trim() === columns.names[0] && cells.join('\n') === header) {
    return whole(
      'These are the names of the columns again: two files were put together. Delete it.',
    );
  }
  const total = cells.find((cell) => TOTAL.test(cell));
  if (total !== undefined) {
    const names = NAMES_OF_VARIANTS.map((field) => cells[columns.at.get(field) ?? -1]?.trim());
    const name = names.find((each) => each !== undefined && each !== '');
    if (name === undefined || TOTAL.test(name)) {
      return whole('looks like a row of totals. Delete it.', total.trim());
    }
  }
  if (cells.length < count) {
    const found = `It has ${cells.length} of ${count} columns`;
    return whole(
      isCutOff
        ? `${found} and no end of line: the file is cut off. Get it whole.`
        : `${found}. Write the missing ones, or their delimiters.`,
      cells.join(' '),
    );
  }
  const extra =
    cells.length === count ? undefined : cells.slice(count).find((cell) => cell.trim() !== '');
  if (extra !== undefined) {
    const message = `is one column too many: there are ${count}. A text or number with a delimiter in it needs quotes.`;
    return whole(message, extra);
  }
  return raw;
}

async function* rawJson(
  text: AsyncIterable<string>,
  settings: StockFileSettings,
): AsyncGenerator<readonly Raw[], void, undefined> {
  let columns: Columns | undefined;
  for await (const { line, cells, text: written } of jsonRows(text)) {
    if (cells === undefined) {
      const message =
        'is no JSON object. Write one a line, such as {"sku":"P001","location":"Berlin","onHand":40}';
      const problem = { column: undefined, value: written.trim(), message };
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
    yield [{ line, cells: values, columns, named: () => nameCells(values, known) }];
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
