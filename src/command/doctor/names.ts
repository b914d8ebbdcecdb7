import { GENSTORE_202412 } from '../../index.ts';
import type { WireEntries } from '../../index.ts';
import type { Asker } from './ask.ts';
import { findIds } from './ids.ts';
import type { FoundIds } from './ids.ts';
import { fieldsOf, idOf, integerOf, isObject, listsIn, valueAt, wordOf } from './leaves.ts';
import type { Field } from './leaves.ts';
import { findQuantities, QUANTITIES } from './quantities.ts';
import type { FoundQuantities } from './quantities.ts';
import { either, sayBy } from './say.ts';
import type { Account } from './say.ts';
import { findTime } from './times.ts';
import type { FoundTime } from './times.ts';

/** The names of a level's fields, as far as they are known. */
export interface LevelNames {
  readonly entries: WireEntries;
  /** Whether all are known that the client needs, and numbers confirm them. */
  readonly isComplete: boolean;
  readonly time: FoundTime | undefined;
}

/** What is looked at. */
interface Looked {
  readonly fields: readonly Field[];
  readonly told: WireEntries;
  readonly locations: ReadonlySet<string> | undefined;
}

/** How many ids are asked for whether they are variants. */
const MOST_VARIANTS = 2;

/** Reads the ids of the warehouses; undefined where they cannot be read. */
export async function readLocations(
  asker: Asker,
  { notes, remarks }: Account,
): Promise<ReadonlySet<string> | undefined> {
  const answer = await asker.ask({ path: '/shops/locations', query: 'limit=250' });
  const [list] = answer.status === 200 ? listsIn(answer.json) : [];
  if (answer.status !== 200 || list === undefined) {
    const why = answer.status === undefined ? answer.problem : `status ${answer.status}`;
    remarks.push(
      `The list of warehouses could not be read (${why}), so warehouses can be told by ids alone.`,
    );
    return undefined;
  }
  const fields = fieldsOf(list.items);
  notes.confirm('O3', `${list.items.length} warehouses`);
  const hasName = fields.some(({ path }) => wordOf(path) === 'name');
  const hasId = fields.some(({ path }) => path === 'locationId' || path === 'id');
  if (hasName && hasId && list.path === 'locations') notes.confirm('O4', 'an id and a name');
  else if (list.items.length > 0) {
    notes.contradict(
      'O4',
      `under ${either([list.path])}: ${either(fields.map(({ path }) => path).slice(0, 20), 'and')}`,
    );
  }
  // A list that goes on does not say what is not a warehouse.
  if (answer.headers.get('link')?.includes('next') === true) return undefined;
  const ids = fields
    .filter(({ path }) => !/name|title/.test(wordOf(path)))
    .flatMap(({ values }) => values.map((value) => idOf(value) ?? ''));
  return new Set(ids.filter((id) => id !== ''));
}

/** Finds the names of a level's fields. */
export async function findLevelNames(
  asker: Asker,
  { fields, told, locations }: Looked,
  account: Account,
): Promise<LevelNames> {
  const { notes, problems, questions } = account;
  if (fields.length === 0) {
    problems.push('No level has numbers: the stock of none is tracked.');
    return { entries: {}, isComplete: false, time: undefined };
  }
  const blind = findQuantities(fields, [], told);
  const counted = new Set(Object.values(blind.found).map(({ path }) => path));
  const unasked = findIds(fields, told, locations, new Map(), counted);
  const asked = await askVariants(asker, fields, unasked, account);
  const ids = findIds(fields, told, locations, asked.variants, counted);
  const known = knownAvailable(fields, ids, asked.stock);
  const informed = findQuantities(fields, known, told);
  const isOdd = informed.contradictions.length > blind.contradictions.length;
  if (isOdd) {
    questions.push(
      'A variant, read by itself, tells another number of available units than its level does. If nobody ordered in between, what is called available is something else: look again.',
    );
  }
  const quantities = isOdd ? blind : informed;
  const time = findTime(fields, told);
  tellIds(ids, fields, account);
  tellQuantities(quantities, account);
  tellTime(time, account);
  const entries: { -readonly [Name in keyof WireEntries]: WireEntries[Name] } = {};
  const found = { ...ids.found, ...quantities.found, updateTime: time.found };
  for (const [name, value] of Object.entries(found)) {
    if (value !== undefined) Object.assign(entries, { [name]: value.path });
  }
  const names = [
    'variantId',
    'locationId',
    'available',
    'committed',
    'unavailable',
    'incoming',
  ] as const;
  const hasAll = names.every((name) => entries[name] !== undefined);
  const isTelling = quantities.telling > 0;
  if (!isTelling) {
    problems.push(
      'All quantities of all levels are 0, so no number shows which is which. Receive some units of one variant, hold some of them back, and look again.',
    );
  }
  const agrees = quantities.contradictions.length === 0 && ids.contradictions.length === 0;
  if (agrees && isTelling)
    for (const line of ['M7', 'C4'])
      notes.confirm(line, `in ${fields[0]?.values.length ?? 0} levels`);
  return { entries, isComplete: hasAll && isTelling && agrees, time };
}

/** The stock of a variant, as it tells it itself: what is available at each location. */
interface VariantStock {
  readonly variantId: string;
  readonly available: ReadonlyMap<string, number>;
}

/** Asks whether ids are those of variants: first the field that is called so, else those that may be it. */
async function askVariants(
  asker: Asker,
  fields: readonly Field[],
  ids: FoundIds,
  { notes, questions, remarks }: Account,
): Promise<{
  readonly variants: ReadonlyMap<string, boolean>;
  readonly stock: VariantStock | undefined;
}> {
  const variants = new Map<string, boolean>();
  const named = ids.found.variantId?.path;
  const candidates = named === undefined ? (ids.open.variantId ?? []) : [named];
  // Long ids are likelier to be some than short ones.
  const lengthOf = (path: string): number =>
    (idOf(fields.find((field) => field.path === path)?.values[0]) ?? '').length;
  const likely = candidates.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  for (const path of likely.slice(0, MOST_VARIANTS)) {
    const id = idOf(fields.find((field) => field.path === path)?.values[0]) ?? '';
    if (variants.has(id)) continue;
    const answer = await asker.ask({ path: `/variants/${encodeURIComponent(id)}` });
    if (answer.status === 200 && isObject(answer.json)) {
      variants.set(id, true);
      notes.confirm('O5', 'a variant by its id');
      return { variants, stock: stockOf(id, answer.json) };
    }
    if (answer.status === 404) {
      variants.set(id, false);
      if (named !== undefined) {
        questions.push(
          `The id under \`${path}\` is none of a variant, says the shop (status 404). ${sayBy('variantId')}`,
        );
      }
      continue;
    }
    remarks.push(
      `Variants could not be read (${answer.status === undefined ? answer.problem : `status ${answer.status}`}), so SKUs could not be either.`,
    );
    break;
  }
  return { variants, stock: undefined };
}

function stockOf(variantId: string, json: unknown): VariantStock | undefined {
  const list = listsIn(json).find(({ path }) => path.endsWith('inventoryQuantities'));
  if (list === undefined) return undefined;
  const available = new Map<string, number>();
  for (const item of list.items) {
    const location = idOf(valueAt(item, 'locationId'));
    const told = valueAt(item, 'available');
    const number = integerOf(told);
    if (location === undefined || told === undefined || Number.isNaN(number)) return undefined;
    available.set(location, number);
  }
  return { variantId, available };
}

/** What is available of each level, as far as its variant told. */
function knownAvailable(
  fields: readonly Field[],
  { found }: FoundIds,
  stock: VariantStock | undefined,
): readonly (number | undefined)[] {
  if (stock === undefined) return [];
  const valuesOf = (path: string | undefined): readonly unknown[] =>
    fields.find((field) => field.path === path)?.values ?? [];
  const locations = valuesOf(found.locationId?.path);
  return valuesOf(found.variantId?.path).map((value, index) =>
    idOf(value) === stock.variantId ? stock.available.get(idOf(locations[index]) ?? '') : undefined,
  );
}

function tellIds(
  { found, open, contradictions }: FoundIds,
  fields: readonly Field[],
  { notes, questions, problems, remarks }: Account,
): void {
  const words = { variantId: 'of the variant', locationId: 'of the warehouse' } as const;
  for (const name of ['variantId', 'locationId'] as const) {
    if (found[name] !== undefined) continue;
    const paths = open[name] ?? [];
    questions.push(
      paths.length === 0
        ? `No field holds the id ${words[name]}.`
        : `The id ${words[name]} may be ${either(paths)}. ${sayBy(name, paths)}`,
    );
  }
  problems.push(...contradictions);
  if (contradictions.length > 0) notes.contradict('E6', contradictions.join(' '));
  const path = found.locationId?.path;
  if (path === GENSTORE_202412.locationId) notes.confirm('E4', `\`${path}\``);
  else if (path !== undefined) notes.contradict('E4', `\`${path}\``);
  if (found.productId?.path === GENSTORE_202412.productId) notes.confirm('E5', '`productId`');
  else if (found.productId !== undefined) notes.contradict('E5', `\`${found.productId.path}\``);
  const values = fields.filter(
    (field) => field.path === found.variantId?.path || field.path === path,
  );
  const kinds = new Set(values.flatMap((field) => field.values.map((value) => typeof value)));
  if (kinds.size > 0)
    notes.confirm(
      'T6',
      `ids come as ${[...kinds].map((kind) => (kind === 'string' ? 'texts' : 'numbers')).join(' and ')}`,
    );
  const [first, second] = values;
  if (
    first !== undefined &&
    second !== undefined &&
    JSON.stringify(first.values) === JSON.stringify(second.values)
  ) {
    remarks.push(
      'The ids of variants and warehouses are the same in all levels, so their names alone tell them apart.',
    );
  }
}

const MEANINGS = {
  available: 'The units that can be bought',
  committed: 'The units in orders',
  unavailable: 'The units set aside',
  incoming: 'The units on their way',
  onHand: 'The units on hand',
} as const;

function tellQuantities(
  { found, open, contradictions, telling, alwaysZero }: FoundQuantities,
  { notes, questions, problems, remarks }: Account,
): void {
  for (const name of QUANTITIES) {
    const field = found[name];
    if (field === undefined) {
      const paths = open[name] ?? [];
      // On hand is derived where nobody tells it.
      if (paths.length === 0 && name === 'onHand') continue;
      questions.push(
        paths.length === 0
          ? `${MEANINGS[name]} were not found: no field is left for them. ${sayBy(name)}`
          : `${MEANINGS[name]} may be ${either(paths)}. ${sayBy(name, paths)}`,
      );
    } else if (field.basis === 'numbers') {
      remarks.push(`${MEANINGS[name]} are \`${field.path}\`: the numbers leave no other.`);
    }
  }
  if (contradictions.length > 0) {
    problems.push(...contradictions);
    for (const line of ['M7', 'C4']) notes.contradict(line, contradictions.join(' '));
  }
  if (telling > 0 && alwaysZero.length > 0) {
    remarks.push(
      `${either(
        alwaysZero.map((name) => found[name]?.path ?? name),
        'and',
      )}: always 0 in what was read, so only the names tell.`,
    );
  }
  const others = QUANTITIES.filter(
    (name) => found[name] !== undefined && found[name].path !== GENSTORE_202412[name],
  );
  if (others.length > 0) {
    notes.contradict(
      'E6',
      others.map((name) => `${name} is \`${found[name]?.path ?? ''}\``).join(', '),
    );
  } else if (QUANTITIES.every((name) => found[name] !== undefined)) {
    notes.confirm('E6', 'the five quantities');
    notes.confirm('T7', 'integers, or texts that hold one');
  }
  if (Object.keys(found).length > 0) notes.confirm('T7', 'integers, or texts that hold one');
}

function tellTime(
  { found, open, zoned, zoneless, impossible }: FoundTime,
  { notes, questions, remarks }: Account,
): void {
  if (found === undefined) {
    if (open.length > 1) {
      questions.push(
        `When a level last changed may be ${either(open)}. ${sayBy('updateTime', open)}`,
      );
    } else if (open.length === 1) {
      remarks.push(
        `\`${open[0]}\` holds times, but is not called a change: the client does without. ${sayBy('updateTime', open)} if it is one.`,
      );
    }
    return;
  }
  const kinds = [zoned > 0 ? 'with a zone' : '', zoneless > 0 ? 'without a zone' : ''];
  notes.confirm('T23', kinds.filter((kind) => kind !== '').join(' and '));
  if (impossible > 0)
    remarks.push('Some times are none that there are; the client leaves them out.');
  if (found.path === GENSTORE_202412.updateTime) notes.confirm('E7', `\`${found.path}\``);
  else notes.contradict('E7', `\`${found.path}\``);
}
