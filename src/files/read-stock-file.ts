import { StockFileError } from '../errors/index.ts';
import type { StockFileProblem } from '../errors/index.ts';
import { findColumns } from './columns/find-columns.ts';
import type { Columns } from './columns/find-columns.ts';
import type { StockField } from './columns/fields.ts';
import { createLevelLines } from './level-lines.ts';
import { readFileOptions } from './options.ts';
import type { StockFileOptions, StockFileSettings } from './options.ts';
import { bytesOf } from './read/bytes.ts';
import type { StockFileSource } from './read/bytes.ts';
import { csvRows } from './read/csv-rows.ts';
import { decode } from './read/decode.ts';
import { findDialect } from './read/dialect.ts';
import { jsonRows } from './read/json-rows.ts';
import { trouble } from './read/trouble.ts';
import { readRow } from './row.ts';
import type { RowProblem, StockRow } from './row.ts';

/** How many problems are kept; all are counted. */
const MOST_PROBLEMS = 1000;

/**
 * Reads a file of counts or moves as a warehouse sends it: `.csv`, `.tsv` or `.jsonl`, with commas,
 * semicolons or tabs, with or without a byte order mark. It streams: a row comes out as soon as it is
 * read. Where any line is wrong, it throws after the last one, and names them all; so read to the end
 * before you write. `syncStock` does so by itself.
 *
 * @returns the rows. {@link toLevels} makes lines for `syncStock` of them.
 * @throws StockFileError when lines cannot be used; it names them, with what to do.
 * @throws InvalidInputError when an option is wrong.
 *
 * @example
 * ```ts run
 * import { readStockFile } from 'genstore-inventory/files';
 *
 * const file = new TextEncoder().encode('Artikel;Lager;Bestand\nP001;Berlin;40\n');
 * const columns = { sku: 'Artikel', location: 'Lager', onHand: 'Bestand' };
 * for await (const { sku, location, value } of readStockFile(file, { name: 'counts.csv', columns })) {
 *   console.log(sku, location, value); // → P001 Berlin 40
 * }
 * ```
 */
export function readStockFile(
  source: StockFileSource,
  options: StockFileOptions = {},
): AsyncGenerator<StockRow, void, undefined> {
  const isPath = typeof source === 'string' || source instanceof URL;
  const settings = readFileOptions(isPath ? String(source) : 'the file', options);
  const rows = readRows(source, settings);
  return settings.sum ? addUp(rows) : rows;
}

/** Adds up the rows of each level; the first one tells the line. */
async function* addUp(rows: AsyncIterable<StockRow>): AsyncGenerator<StockRow, void, undefined> {
  const all = new Map<string, StockRow>();
  for await (const row of rows) {
    const level = levelOf(row).join('\n');
    const earlier = all.get(level);
    all.set(level, earlier === undefined ? row : { ...earlier, value: earlier.value + row.value });
  }
  yield* all.values();
}

/** Collects what is wrong, to say it all at once, or to leave it out. */
function createRefusals(settings: StockFileSettings): {
  readonly refuse: (
    place: { readonly line: number; readonly row: number },
    problem: RowProblem,
    cells: Readonly<Partial<Record<StockField, string>>>,
  ) => void;
  readonly throwIfAny: () => void;
} {
  const problems: StockFileProblem[] = [];
  let count = 0;
  return {
    refuse({ line, row }, problem, cells) {
      if (settings.skips) {
        settings.onSkip?.({ line, row, ...problem, cells });
        return;
      }
      count += 1;
      if (problems.length < MOST_PROBLEMS) problems.push({ line, ...problem });
    },
    throwIfAny() {
      if (count > 0) throw new StockFileError(settings.name, problems, count);
    },
  };
}

async function* readRows(
  source: StockFileSource,
  settings: StockFileSettings,
): AsyncGenerator<StockRow, void, undefined> {
  const { name, isMoves, sum, skips } = settings;
  const refusals = createRefusals(settings);
  const levels = createLevelLines();
  const keys = new Map<string, number>();
  const kept: Map<string, StockRow> | undefined = skips && !sum && !isMoves ? new Map() : undefined;
  let rows = 0;
  for await (const batch of rawRows(source, settings)) {
    for (const raw of batch) {
      rows += 1;
      const place = { line: raw.line, row: rows };
      const read =
        'problem' in raw ? raw.problem : readRow(raw.cells, place, raw.columns, settings);
      if ('message' in read) {
        refusals.refuse(place, read, raw.named());
        continue;
      }
      const twice = isMoves ? sameKey(keys, read) : sum ? undefined : sameLevel(levels, read);
      if (twice === undefined) {
        if (kept === undefined) yield read;
        else kept.set(levelOf(read).join('\n'), read);
        continue;
      }
      refusals.refuse(place, twice, raw.named());
      // Nobody knows which of the two is right.
      const level = levelOf(read).join('\n');
      const first = kept?.get(level);
      if (first === undefined || kept?.delete(level) !== true) continue;
      const message = `names a level that line ${read.line} names too, and it is not known which is right.`;
      refusals.refuse(first, { column: undefined, value: undefined, message }, cellsOf(first));
    }
  }
  if (rows === 0) throw trouble(name, 'There are no rows below the names of the columns.');
  refusals.throwIfAny();
  if (kept !== undefined) yield* kept.values();
}

function sameKey(keys: Map<string, number>, { key, line }: StockRow): RowProblem | undefined {
  if (key === undefined) return undefined;
  const earlier = keys.get(key);
  if (earlier === undefined) {
    keys.set(key, line);
    return undefined;
  }
  const message = `is the key of line ${earlier} too. A key belongs to one move: give each its own.`;
  return { column: 'key', value: key, message };
}

function sameLevel(
  levels: ReturnType<typeof createLevelLines>,
  row: StockRow,
): RowProblem | undefined {
  const [variant, place] = levelOf(row);
  const earlier = levels.add(variant, place, row.line);
  if (earlier === undefined) return undefined;
  const message = `names ${wordsOf(row)}, which line ${earlier} names too. Take one out; or, where both were counted (several bins), add them up: --sum`;
  return { column: undefined, value: undefined, message };
}

function levelOf(row: StockRow): readonly [variant: string, place: string] {
  const { variantId, sku, handle, options = [], locationId, location } = row;
  const variant =
    variantId ?? (sku === undefined ? `h:${handle}\t${options.join('\t')}` : `s:${sku}`);
  return [variant, locationId ?? `n:${location}`];
}

/** The level of a row in words. */
function wordsOf(row: StockRow): string {
  const { variantId, sku, handle, options = [], locationId, location } = row;
  const variant =
    variantId === undefined ? (sku ?? `${handle} (${options.join(', ')})`) : `variant ${variantId}`;
  return `${variant} at ${location ?? `location ${locationId}`}`;
}

/**
 * The fields of a row as texts, under our names: what can be written to a file and read again.
 *
 * @example
 * ```ts run
 * import { cellsOf } from 'genstore-inventory/files';
 *
 * cellsOf({ line: 2, row: 1, sku: 'P001', location: 'Berlin', quantity: 'onHand', value: 40 });
 * // → { sku: 'P001', location: 'Berlin', onHand: '40' }
 * ```
 */
export function cellsOf(row: StockRow): Readonly<Partial<Record<StockField, string>>> {
  const { variantId, sku, handle, options = [], locationId, location, quantity, value, key } = row;
  const [option1, option2, option3] = options;
  const all = { variantId, sku, handle, option1, option2, option3, locationId, location, key };
  const known = Object.entries(all).filter(([, cell]) => cell !== undefined);
  return { ...Object.fromEntries(known), [quantity]: String(value) };
}

/** A row with its cells and columns, or what is wrong with it as a whole. */
type Raw = {
  readonly line: number;
  /** The cells of known columns, under our names. */
  readonly named: () => Readonly<Partial<Record<StockField, string>>>;
} & (
  | { readonly cells: readonly string[]; readonly columns: Columns }
  | { readonly problem: RowProblem }
);

async function* rawRows(
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
