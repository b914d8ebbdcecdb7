import type { WireEntries } from '../../../index.ts';
import { integerOf, wordOf } from './leaves.ts';
import type { Field } from './leaves.ts';

/** The five quantities; the last one is the sum of the first three. */
export const QUANTITIES = ['available', 'committed', 'unavailable', 'onHand', 'incoming'] as const;
type Quantity = (typeof QUANTITIES)[number];
const SUMMED = ['available', 'committed', 'unavailable', 'onHand'] as const;

/** How a name was found. */
export type Basis =
  /** A person said so, and what stands there can be it. */
  | 'told'
  /** It is called so, and what stands there can be it. */
  | 'name'
  /** The numbers leave no other. */
  | 'numbers';

/** The fields of the quantities, as far as they were found. */
export interface FoundQuantities {
  readonly found: Readonly<
    Partial<Record<Quantity, { readonly path: string; readonly basis: Basis }>>
  >;
  /** Fields that may be a quantity which was not found. */
  readonly open: Readonly<Partial<Record<Quantity, readonly string[]>>>;
  /** Sentences about names and numbers that contradict each other. */
  readonly contradictions: readonly string[];
  /** How many levels have numbers that are not all 0. */
  readonly telling: number;
  /** Quantities that are 0 in all levels. */
  readonly alwaysZero: readonly Quantity[];
}

type Known = readonly (number | undefined)[];
interface Column {
  readonly path: string;
  readonly numbers: readonly number[];
}

/** Words that say no more than that a field is a number. */
const FILLERS = /quantity|quantities|qty|count|units|inventory|stock|level|value|amount|number/g;
/** More columns than that are no inventory object; the named ones are looked at alone. */
const MOST_COLUMNS = 16;

/**
 * Finds which fields hold the quantities: by their names, and by the one law that all levels obey,
 * available + committed + unavailable = on hand. Where several could be meant, none is taken.
 */
export function findQuantities(
  fields: readonly Field[],
  /** The available units of each level, as the variants tell it; undefined where nobody does. */
  known: Known,
  told: WireEntries,
): FoundQuantities {
  const columns = fields
    .filter(isCountable)
    .map(({ path, values }) => ({ path, numbers: values.map(integerOf) }));
  const rows = tellingRows(columns, known);
  const contradictions: string[] = [];
  const named: Partial<Record<Quantity, readonly string[]>> = {};
  for (const quantity of QUANTITIES) {
    const path = told[quantity];
    if (path !== undefined) {
      if (columns.some((column) => column.path === path)) named[quantity] = [path];
      else contradictions.push(`There is no field ${path} with whole numbers in every level.`);
      continue;
    }
    const called = columns.filter((column) => isCalled(column.path, quantity));
    if (called.length > 0) named[quantity] = withoutCopies(called, quantity);
    for (const field of fields) {
      if (isCalled(field.path, quantity) && !called.some((each) => each.path === field.path)) {
        contradictions.push(`${field.path} does not hold whole numbers in all levels.`);
      }
    }
  }
  const taken = new Set(Object.values(named).flat());
  const rest = columns.map(({ path }) => path).filter((path) => !taken.has(path));
  const domain = (quantity: Quantity): readonly string[] =>
    named[quantity] ?? (columns.length > MOST_COLUMNS ? [] : rest);
  const numbers = new Map(columns.map((each) => [each.path, each.numbers]));
  const fitting = assignments(domain, numbers, rows, known);
  const isNamedOnce = (quantity: Quantity): boolean => named[quantity]?.length === 1;

  const found: Partial<Record<Quantity, { path: string; basis: Basis }>> = {};
  const open: Partial<Record<Quantity, readonly string[]>> = {};
  for (const quantity of SUMMED) {
    const paths = [...new Set(fitting.map((each) => each[quantity]))].filter((path) => path !== '');
    const [path = '', ...others] = paths;
    const isNamed = isNamedOnce(quantity);
    const isSeen =
      rows.length > 1 && columns.some((each) => each.path === path && hasUnits(each.numbers));
    if (others.length === 0 && path !== '' && (isNamed || isSeen)) {
      const basis = told[quantity] !== undefined ? 'told' : isNamed ? 'name' : 'numbers';
      found[quantity] = { path, basis };
    } else open[quantity] = paths.length > 0 ? paths : domain(quantity);
  }
  const parts = ['available', 'committed', 'unavailable'] as const;
  if (
    fitting.length === 0 &&
    rows.length > 0 &&
    parts.every(isNamedOnce) &&
    named.onHand === undefined
  ) {
    // On hand is derived where nobody tells it.
    for (const quantity of parts) {
      const path = named[quantity]?.[0] ?? '';
      found[quantity] = { path, basis: told[quantity] === undefined ? 'name' : 'told' };
      delete open[quantity];
    }
    open.onHand = [];
  } else if (fitting.length === 0 && rows.length > 0) {
    contradictions.push(contradiction(named, SUMMED.every(isNamedOnce)));
  }

  const used = new Set(Object.values(found).map(({ path }) => path));
  const incoming = named.incoming ?? [];
  const [only = ''] = incoming;
  const isCount = (path: string): boolean =>
    columns.some((each) => each.path === path && each.numbers.every((number) => number >= 0));
  if (incoming.length === 1 && !used.has(only) && isCount(only)) {
    found.incoming = { path: only, basis: told.incoming === undefined ? 'name' : 'told' };
  } else {
    if (incoming.length === 1 && !isCount(only)) {
      contradictions.push(`${only} goes below 0, and so holds no units on their way.`);
    }
    // Where four fields are the four others in whichever order, none of them is left.
    const summed = new Set(fitting.flatMap((each) => Object.values(each)));
    const left = summed.size === SUMMED.length && fitting.length > 0 ? summed : used;
    open.incoming = (incoming.length > 0 ? incoming : rest).filter((path) => !left.has(path));
  }
  const alwaysZero = QUANTITIES.filter((quantity) => {
    const path = found[quantity]?.path;
    return columns.some((each) => each.path === path && !hasUnits(each.numbers));
  });
  return { found, open, contradictions, telling: rows.length, alwaysZero };
}

function contradiction(
  named: Partial<Record<Quantity, readonly string[]>>,
  allNamed: boolean,
): string {
  if (!allNamed) return 'No three numbers of the levels add up to a fourth in all of them.';
  const [available, committed, unavailable, onHand] = SUMMED.map((name) => named[name]?.[0]);
  return `${onHand} is not ${available} + ${committed} + ${unavailable} in all levels, or one of them cannot be what it is called.`;
}

/** The fields that are called so; the usual one alone where the others hold the same. */
function withoutCopies(called: readonly Column[], quantity: Quantity): readonly string[] {
  const usual = called.find(({ path }) => path === quantity);
  const same = JSON.stringify(usual?.numbers);
  const isCopied = called.every(({ numbers }) => JSON.stringify(numbers) === same);
  return usual !== undefined && isCopied ? [usual.path] : called.map(({ path }) => path);
}

/** Whether a field calls itself an id. */
function isIdName(path: string): boolean {
  return /(?:^|[._-])ids?$|[a-z]Ids?$/.test(path) || /(?:^|[._-])ID$|[a-z]ID$/.test(path);
}

/** Whether a field holds integers wherever it holds anything, and does so somewhere. */
function isCountable({ path, values }: Field): boolean {
  if (isIdName(path)) return false;
  const given = values.filter((value) => value !== undefined && value !== null);
  return given.length > 0 && given.every((value) => !Number.isNaN(integerOf(value)));
}

/** The indexes of levels that can tell something, one of each kind. */
function tellingRows(columns: readonly Column[], known: Known): readonly number[] {
  const rows = new Map<string, number>();
  for (const index of columns[0]?.numbers.keys() ?? []) {
    const numbers = columns.map((column) => column.numbers[index] ?? 0);
    const isTelling = numbers.some((number) => number !== 0);
    if (isTelling) rows.set(JSON.stringify([numbers, known[index]]), index);
  }
  return [...rows.values()];
}

type Assignment = Readonly<Record<(typeof SUMMED)[number], string>>;

/** All ways to hand fields to the four quantities so that no level contradicts. */
function assignments(
  domain: (quantity: Quantity) => readonly string[],
  numbers: ReadonlyMap<string, readonly number[]>,
  indexes: readonly number[],
  known: Known,
): readonly Assignment[] {
  const at = (path: string, index: number): number => numbers.get(path)?.[index] ?? 0;
  const isCount = (path: string): boolean => indexes.every((index) => at(path, index) >= 0);
  const counts = (quantity: Quantity): readonly string[] => domain(quantity).filter(isCount);
  const [committeds, unavailables, onHands] = [
    counts('committed'),
    counts('unavailable'),
    counts('onHand'),
  ];
  const found: Assignment[] = [];
  const isKnown = (path: string): boolean =>
    indexes.every((index) => known[index] === undefined || known[index] === at(path, index));
  for (const available of domain('available').filter(isKnown)) {
    for (const committed of committeds) {
      if (committed === available) continue;
      for (const unavailable of unavailables) {
        if (unavailable === available || unavailable === committed) continue;
        for (const onHand of onHands) {
          if ([available, committed, unavailable].includes(onHand)) continue;
          const fits = indexes.every(
            (index) =>
              at(available, index) + at(committed, index) + at(unavailable, index) ===
              at(onHand, index),
          );
          if (fits) found.push({ available, committed, unavailable, onHand });
        }
      }
    }
  }
  return found;
}

function hasUnits(numbers: readonly number[]): boolean {
  return numbers.some((number) => number !== 0);
}

/** Whether a field is called by the platform's own word for a quantity, however that is spelled. */
function isCalled(path: string, quantity: Quantity): boolean {
  const word = wordOf(quantity);
  const steps = path.split('.').map(wordOf);
  const last = steps.findLast((step) => step.replaceAll(FILLERS, '') !== '') ?? '';
  return last === word || last.replaceAll(FILLERS, '') === word;
}
