import { isSignal } from '../base/abort.ts';
import {
  check,
  checkBoolean,
  checkChoice,
  checkFunction,
  checkObject,
  checkText,
  within,
} from '../base/check.ts';
import type { FieldsOf } from '../base/check.ts';
import { argumentsTo } from '../errors/index.ts';
import type { StockFileProblem } from '../errors/index.ts';
import { FIELDS } from './columns/fields.ts';
import type { StockField } from './columns/fields.ts';

/** How a file of counts or moves is read. */
export interface StockFileOptions {
  /** What refusals call the file; its path by default. */
  readonly name?: string | undefined;
  /**
   * Whether its numbers say what should be there, `'counts'`, the default, or what came and went,
   * `'moves'`: then they may be below 0, a level may stand in many lines, and lines may have keys.
   */
  readonly content?: 'counts' | 'moves' | undefined;
  /** Columns whose names are no usual ones: `{ sku: 'Artikel', onHand: 'Bestand' }`. */
  readonly columns?: { readonly [Field in StockField]?: string | undefined } | undefined;
  /** Which quantity counts, where a file has both; where it has one, what that one is. */
  readonly quantity?: 'onHand' | 'available' | undefined;
  /** `csv`, `tsv` or `jsonl`; by default what the content looks like. */
  readonly format?: 'csv' | 'tsv' | 'jsonl' | undefined;
  /** What stands between columns, one letter; by default what the first line looks like. */
  readonly delimiter?: string | undefined;
  /** Such as `windows-1252`; by default UTF-8, or UTF-16 where the file begins with its mark. */
  readonly encoding?: string | undefined;
  /** What stands between thousands, such as `,`; by default a number with such a mark is refused. */
  readonly thousands?: ',' | '.' | ' ' | "'" | undefined;
  /** Adds up lines of one level, such as bins; by default they are refused. Only for counts. */
  readonly sum?: boolean | undefined;
  /** What becomes of wrong lines: `'refuse'` the file, the default, or `'skip'` them. */
  readonly invalid?: 'refuse' | 'skip' | undefined;
  /** Told each line that is skipped. */
  readonly onSkip?: ((skipped: SkippedLine) => unknown) | undefined;
  /** Ends the reading early; null counts as left out. */
  readonly signal?: AbortSignal | null | undefined;
}

/** A line that was skipped. */
export interface SkippedLine extends StockFileProblem {
  readonly line: number;
  /** Its number among the rows, from 1. */
  readonly row: number;
  /** Its cells as they stand there, by their field. */
  readonly cells: Readonly<Partial<Record<StockField, string>>>;
}

/** The options, checked and complete. */
export interface StockFileSettings {
  readonly name: string;
  readonly isMoves: boolean;
  readonly columns: { readonly [Field in StockField]?: string | undefined };
  readonly quantity: 'onHand' | 'available' | undefined;
  readonly format: StockFileOptions['format'];
  readonly delimiter: string | undefined;
  readonly encoding: string | undefined;
  readonly thousands: StockFileOptions['thousands'];
  readonly sum: boolean;
  readonly skips: boolean;
  readonly onSkip: ((skipped: SkippedLine) => unknown) | undefined;
  readonly signal: AbortSignal | undefined;
}

const OPTIONS: FieldsOf<StockFileOptions> = {
  name: true,
  content: true,
  columns: true,
  quantity: true,
  format: true,
  delimiter: true,
  encoding: true,
  thousands: true,
  sum: true,
  invalid: true,
  onSkip: true,
  signal: true,
};

/** Checks the options. */
export function readFileOptions(path: string, options: StockFileOptions): StockFileSettings {
  const given: unknown = options;
  const place = argumentsTo('readStockFile');
  checkObject(place, given, OPTIONS);
  const { name = path, content = 'counts', columns = {}, quantity, format, delimiter } = options;
  const { encoding, thousands, sum = false, invalid = 'refuse', onSkip, signal } = options;
  const at = (field: keyof StockFileOptions) => within(place, field);
  checkText(at('name'), name);
  checkChoice(at('content'), content, ['counts', 'moves']);
  checkObject(at('columns'), columns, FIELDS);
  for (const [field, column] of Object.entries(columns)) {
    if (column !== undefined) checkText(within(at('columns'), field), column);
  }
  if (quantity !== undefined) checkChoice(at('quantity'), quantity, ['onHand', 'available']);
  if (format !== undefined) checkChoice(at('format'), format, ['csv', 'tsv', 'jsonl']);
  const isOne = delimiter === undefined || /^[^\w\s"]$|^\t$/.test(delimiter);
  check(at('delimiter'), isOne, 'one letter, such as ; or a tab');
  check(at('encoding'), encoding === undefined || isEncoding(encoding), 'the name of an encoding');
  if (thousands !== undefined) checkChoice(at('thousands'), thousands, [',', '.', ' ', "'"]);
  checkBoolean(at('sum'), sum);
  check(at('sum'), !sum || content === 'counts', "left out where content is 'moves'");
  checkChoice(at('invalid'), invalid, ['refuse', 'skip']);
  if (onSkip !== undefined) checkFunction(at('onSkip'), onSkip);
  check(at('signal'), isSignal(signal), 'an AbortSignal');
  return {
    name,
    isMoves: content === 'moves',
    columns,
    quantity,
    format,
    delimiter,
    encoding,
    thousands,
    sum,
    skips: invalid === 'skip',
    onSkip,
    signal: signal ?? undefined,
  };
}

function isEncoding(label: unknown): boolean {
  try {
    return typeof label === 'string' && new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}
