import type { StockFileProblem } from '../errors/index.ts';
import type { Columns } from './columns/find-columns.ts';
import type { StockField } from './columns/fields.ts';
import type { StockFileSettings } from './options.ts';
import { readId, readWords } from './read/names.ts';
import type { ReadName } from './read/names.ts';
import { readQuantity } from './read/quantity.ts';

/** A row of a file: which level, and how many units. */
export interface StockRow {
  /** The line in the file on which it begins, from 1. */
  readonly line: number;
  /** Its number among the rows, from 1: empty lines and the names of columns do not count. */
  readonly row: number;
  /** The variant's id; where it is left out, `sku` or `handle` names it. */
  readonly variantId?: string;
  /** The variant's SKU. */
  readonly sku?: string;
  /** The product's handle. */
  readonly handle?: string;
  /** The values of the variant's options, together with `handle`. */
  readonly options?: readonly string[];
  /** The warehouse's id; where it is left out, `location` names it. */
  readonly locationId?: string;
  /** The warehouse's name, or its id. */
  readonly location?: string;
  /** Which quantity `value` is about. */
  readonly quantity: 'onHand' | 'available';
  /** The units that should be there or, in a file of moves, that came or, below 0, went. */
  readonly value: number;
  /** What the move is known by, where the file has such a column and the row a text in it. */
  readonly key?: string;
}

/** What is wrong with a row, without the line. */
export type RowProblem = Omit<StockFileProblem, 'line'>;

const LONGEST_KEY = 255;

/** Reads the cells of a row, or says what is wrong with them. */
export function readRow(
  cells: readonly string[],
  place: { readonly line: number; readonly row: number },
  columns: Columns,
  settings: StockFileSettings,
): StockRow | RowProblem {
  const { at, names, quantity } = columns;
  const cell = (field: StockField): string => cells[at.get(field) ?? -1] ?? '';
  const wrong = (field: StockField, message: string): RowProblem => ({
    column: names[at.get(field) ?? -1],
    value: cell(field),
    message,
  });
  const variant = readFirst(['variantId', 'sku', 'handle'], cell, at);
  if ('wrong' in variant.read) return wrong(variant.field, variant.read.wrong);
  const location = readFirst(['locationId', 'location'], cell, at);
  if ('wrong' in location.read) return wrong(location.field, location.read.wrong);
  const units = readQuantity(cell(quantity), settings);
  if ('wrong' in units) return wrong(quantity, units.wrong);
  const key = cell('key').trim();
  if (key.length > LONGEST_KEY) return wrong('key', `is longer than ${LONGEST_KEY} letters.`);
  const options =
    variant.field === 'handle'
      ? (['option1', 'option2', 'option3'] as const)
          .map((field) => cell(field).trim())
          .filter((option) => option !== '')
      : undefined;
  if (options?.length === 0) {
    return wrong('option1', "is empty. Write the option's value; without options, Default Title.");
  }
  const found = { [variant.field]: variant.read.name, [location.field]: location.read.name };
  const all = { ...place, ...found, quantity, value: units.value };
  return options === undefined && key === ''
    ? all
    : { ...all, ...(options && { options }), ...(key !== '' && { key }) };
}

/** The first of some fields in which something stands. */
function readFirst<Field extends StockField>(
  fields: readonly Field[],
  cell: (field: StockField) => string,
  at: ReadonlyMap<StockField, number>,
): { readonly field: Field; readonly read: ReadName } {
  let field: Field | undefined;
  for (const each of fields) {
    if (!at.has(each)) continue;
    field ??= each;
    if (cell(each).trim() === '') continue;
    field = each;
    break;
  }
  if (field === undefined) throw new Error('A file without these columns was refused before.');
  const isId = field === 'variantId' || field === 'locationId';
  const what = field === 'location' ? "warehouse's name" : field;
  return { field, read: isId ? readId(cell(field)) : readWords(cell(field), what) };
}
