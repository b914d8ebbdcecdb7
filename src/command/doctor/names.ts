import type { WireEntries } from '../../index.ts';
import type { Asker } from './ask.ts';
import { findIds } from './find/ids.ts';
import type { FoundIds } from './find/ids.ts';
import { fieldsOf, idOf, integerOf, isObject, listsIn, valueAt, wordOf } from './find/leaves.ts';
import type { Field } from './find/leaves.ts';
import { findQuantities } from './find/quantities.ts';
import { either, sayBy } from './say.ts';
import type { Account } from './say.ts';
import { tellIds, tellQuantities, tellTime } from './tell.ts';
import { findTime } from './find/times.ts';
import type { FoundTime } from './find/times.ts';

/** The names of a level's fields, as far as they are known. */
export interface LevelNames {
  readonly entries: WireEntries;
  /** Whether all are known that the client needs, and numbers confirm them. */
  readonly isComplete: boolean;
  readonly time: FoundTime | undefined;
}

/** The things that are looked at. */
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
  if (!fields.some(({ values }) => values.some((value) => /^-?\d+$/.test(String(value))))) {
    problems.push('What stands in the list holds no numbers, so it is no list of levels.');
  } else if (!isTelling) {
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

/** The available units of each level, as far as its variant told. */
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
