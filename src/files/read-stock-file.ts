import { createColumn } from '../base/column.ts';
import type { Column } from '../base/column.ts';
import { createPairs } from '../base/pairs.ts';
import type { Pairs } from '../base/pairs.ts';
import { StockFileError } from '../errors/index.ts';
import type { StockFileProblem } from '../errors/index.ts';
import type { StockField } from './columns/fields.ts';
import { readFileOptions } from './options.ts';
import type { StockFileOptions, StockFileSettings } from './options.ts';
import { checkSource } from './read/bytes.ts';
import type { StockFileSource } from './read/bytes.ts';
import { rawRows } from './raw-rows.ts';
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
  checkSource(source);
  const isPath = typeof source === 'string' || source instanceof URL;
  const settings = readFileOptions(isPath ? String(source) : 'the file', options);
  const rows = readRows(source, settings);
  return settings.sum ? addUp(rows, settings.name) : rows;
}

/** Adds up the rows of each level; the first one tells the line. */
async function* addUp(
  rows: AsyncIterable<StockRow>,
  name: string,
): AsyncGenerator<StockRow, void, undefined> {
  const all = new Map<string, StockRow>();
  for await (const row of rows) {
    const level = levelOf(row).join('\n');
    const earlier = all.get(level);
    all.set(level, earlier === undefined ? row : { ...earlier, value: earlier.value + row.value });
  }
  for (const { line, value } of all.values()) {
    if (Number.isSafeInteger(value)) continue;
    throw trouble(name, 'This line and the others of its level are more than any stock.', line);
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
  const levels = createPairs();
  const lines = createColumn();
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
      const twice = isMoves
        ? sameKey(keys, read)
        : sum
          ? undefined
          : sameLevel(levels, lines, read);
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

function sameLevel(levels: Pairs, lines: Column, row: StockRow): RowProblem | undefined {
  const { size } = levels;
  const number = levels.add(...levelOf(row));
  if (number === size) {
    lines.set(number, row.line);
    return undefined;
  }
  const message = `names ${wordsOf(row)}, which line ${lines.get(number)} names too. Take one out; or, where both were counted (several bins), add them up: --sum`;
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
