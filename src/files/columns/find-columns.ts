import type { StockFileProblem } from '../../errors/index.ts';
import type { StockFileSettings } from '../options.ts';
import { visible } from '../../base/visible.ts';
import { DELIMITERS } from '../read/dialect.ts';
import { FIELDS, HINTS, MOVE_NAMES, NO_HINTS } from './fields.ts';
import type { StockField } from './fields.ts';

/** Where in a row each field stands. */
export interface Columns {
  /** The names as they stand in the file. */
  readonly names: readonly string[];
  /** The place of each field that the file has. */
  readonly at: ReadonlyMap<StockField, number>;
  readonly quantity: 'onHand' | 'available';
}

const QUANTITIES = ['onHand', 'available'] as const;
const NAMES_OF_VARIANTS = ['variantId', 'sku', 'handle'] as const;
const NAMES_OF_PLACES = ['locationId', 'location'] as const;

/** Finds the columns by their names, or says why they cannot be used. */
export function findColumns(
  names: readonly string[],
  line: number,
  settings: StockFileSettings,
): Columns | StockFileProblem {
  const problem = (message: string, column?: string, value?: string): StockFileProblem => ({
    line,
    column,
    value,
    message,
  });
  const places = new Map<StockField, number[]>();
  const told = new Set<number>();
  for (const [field, name] of entriesOf(settings.columns)) {
    const found = indexesOf(names, (each) => each === name.trim());
    const loose =
      found.length > 0 ? found : indexesOf(names, (each) => plain(each) === plain(name));
    if (loose.length === 0) {
      return problem(
        `There is no column ${name}, which --columns names; there are ${listOf(names)}.`,
      );
    }
    places.set(field, loose);
    for (const index of loose) told.add(index);
  }
  for (const field of Object.keys(FIELDS) as StockField[]) {
    if (places.has(field) || (field === 'key' && !settings.isMoves)) continue;
    const usual = [
      ...FIELDS[field],
      ...(field === (settings.quantity ?? 'onHand') && settings.isMoves ? MOVE_NAMES : []),
    ];
    const found = indexesOf(
      names,
      (each, index) => !told.has(index) && usual.includes(plain(each)),
    );
    if (found.length > 0) places.set(field, found);
  }
  for (const [field, found] of places) {
    const [first = 0, second] = found;
    if (second === undefined) continue;
    if (names[first] === names[second]) {
      return problem(
        `Two columns are called ${names[first]}, the ${first + 1}. and the ${second + 1}. Rename or delete the one that does not count.`,
      );
    }
    return problem(
      `Two columns may be ${field}: ${names[first]} and ${names[second]}. Say which one counts: --columns ${shellWord(`${field}=${names[first]}`)}`,
    );
  }
  const at = new Map([...places].map(([field, [index = 0]]) => [field, index]));
  const found = QUANTITIES.filter((each) => at.has(each));
  const [only, other] = found;
  if (other !== undefined && settings.quantity === undefined) {
    return problem(
      `The file has two quantities, ${found.map((each) => names[at.get(each) ?? 0]).join(' and ')}. Say which one counts: --quantity onHand for what was counted on the shelf, --quantity available for what may be sold.`,
    );
  }
  if (settings.quantity !== undefined && only !== undefined && !found.includes(settings.quantity)) {
    // A column by a usual name may be either; what a person says goes.
    const index = at.get(only) ?? 0;
    if (only === 'onHand' && plain(names[index] ?? '') !== 'onhand') {
      at.delete(only);
      at.set(settings.quantity, index);
    }
  }
  const quantity = settings.quantity ?? only ?? 'onHand';
  const lacks = [
    ...(NAMES_OF_VARIANTS.some((each) => at.has(each)) ? [] : ['sku' as const]),
    ...(NAMES_OF_PLACES.some((each) => at.has(each)) ? [] : ['location' as const]),
    ...(at.has(quantity) ? [] : [quantity]),
  ];
  const moves = names.find((name) => MOVE_NAMES.includes(plain(name)));
  if (lacks.length === 1 && lacks[0] === quantity && !settings.isMoves && moves !== undefined) {
    return problem(
      `${moves} tells what came and went, and counts are wanted. Carry it out with adjust; where it is a count, say so: --columns ${shellWord(`${quantity}=${moves}`)}`,
    );
  }
  if (lacks.length > 0) return problem(lacking(lacks, names, at, settings.format));
  if (at.has('handle') && !at.has('variantId') && !at.has('sku') && !at.has('option1')) {
    return problem(
      'A handle alone names a product. Its variant needs the column Option1 Value too, or a column sku.',
    );
  }
  return { names, at, quantity };
}

/** The refusal of a file whose columns are called otherwise, with the line to use. */
function lacking(
  lacks: readonly StockField[],
  names: readonly string[],
  at: ReadonlyMap<StockField, number>,
  format: StockFileSettings['format'],
): string {
  const words: Partial<Record<StockField, string>> = {
    sku: 'the variant (sku, variantId, or handle and options)',
    location: 'the warehouse (location, or locationId)',
    onHand: 'the quantity (onHand)',
    available: 'the quantity (available)',
  };
  const missing = lacks.map((field) => words[field]).join(', nor for ');
  if (names.some((name) => /^[\d.,]+$/.test(name))) {
    return `The first line must name the columns, and there is ${listOf(names)}. Put a line such as sku,location,onHand before it.`;
  }
  const named = names.filter((name) => name !== '');
  const [only = ''] = named;
  if (named.length < 2 && format !== 'jsonl')
    return `There is no column for ${missing}: ${whyOne(only)}`;
  const taken = new Set(at.values());
  if (taken.size >= named.length)
    return `There is no column for ${missing}. There are ${listOf(named)}. Add one.`;
  const may = (name: string, place: number): boolean => {
    return !taken.has(place) && name !== '' && !NO_HINTS.test(bareWord(name));
  };
  const suggestion = lacks.map((field) => {
    const hint = HINTS[field === 'available' ? 'onHand' : field];
    const index = names.findIndex((name, place) => may(name, place) && hint?.test(bareWord(name)));
    if (index >= 0) taken.add(index);
    return [field, index] as const;
  });
  const rest = names.flatMap((name, place) => (may(name, place) ? [place] : []));
  const line = suggestion.map(([field, index]) => {
    return `${field}=${names[index >= 0 ? index : (rest.shift() ?? -1)] ?? '…'}`;
  });
  return `There is no column for ${missing}. There are ${listOf(names)}. Say which is which: --columns ${shellWord(line.join(','))}`;
}

/** Why a first line names one column, or none. */
function whyOne(only: string): string {
  const there = only === '' ? 'the first line has no names' : `there is only ${listOf([only])}`;
  if (DELIMITERS.some((mark) => only.includes(mark))) {
    return `${there}. The whole line stands in quotes, or --delimiter does not say what parts it. Take the quotes away, or leave --delimiter out.`;
  }
  const [mark] = /[^\p{L}\p{N}\s"'._#()-]/u.exec(only) ?? [];
  if (mark === undefined) {
    return `${there}. The first line must be the one that names the columns, parted by , ; | or a tab. Take away what stands before it.`;
  }
  return `${there}. Where columns are parted by another letter than , ; | or a tab, say which: --delimiter '${visible(mark)}'; else take away what stands before the line that names them.`;
}

function indexesOf(
  names: readonly string[],
  is: (name: string, index: number) => boolean,
): number[] {
  return names.flatMap((name, index) => (is(name.trim(), index) ? [index] : []));
}

function entriesOf(columns: StockFileSettings['columns']): [StockField, string][] {
  return Object.entries(columns).filter((entry): entry is [StockField, string] => {
    return entry[1] !== undefined;
  });
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s\p{Cf}_.-]/gu, '');
}

/** A name for comparing with hints: without accents, too. */
function bareWord(name: string): string {
  return plain(name).normalize('NFD').replaceAll(/\p{M}/gu, '');
}

/** The names, for people; a file that is none of columns has long ones. */
function listOf(names: readonly string[]): string {
  const shown = names
    .slice(0, 12)
    .map((name) => (name === '' ? '(no name)' : visible(name.slice(0, 40))));
  if (names.length === 0) return 'none';
  return `${shown.join(', ')}${names.length > shown.length ? ' …' : ''}`;
}

function shellWord(word: string): string {
  return /^[\w=,.-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
