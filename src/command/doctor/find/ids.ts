import type { WireEntries } from '../../../index.ts';
import { idOf, wordOf } from './leaves.ts';
import type { Field } from './leaves.ts';
import type { Basis } from './quantities.ts';

const IDS = ['variantId', 'locationId', 'productId'] as const;
type IdName = (typeof IDS)[number];

/** The fields of the ids, as far as they were found. */
export interface FoundIds {
  readonly found: Readonly<
    Partial<Record<IdName, { readonly path: string; readonly basis: Basis }>>
  >;
  /** Fields that may be an id which was not found. */
  readonly open: Readonly<Partial<Record<IdName, readonly string[]>>>;
  readonly contradictions: readonly string[];
}

/** Words by which the platform speaks of a thing: [its own, and its word for a location]. */
const WORDS: Readonly<Record<IdName, RegExp>> = {
  variantId: /variant/,
  locationId: /location|warehouse/,
  productId: /product(?!variant|_variant)/,
};

/**
 * Finds which fields hold the ids: by their names, by what other lists say exists, and by what repeats:
 * a variant and a location together are there once.
 */
export function findIds(
  fields: readonly Field[],
  told: WireEntries,
  /** The ids of the warehouses; undefined where they could not be read. */
  locations: ReadonlySet<string> | undefined,
  /** Ids that are variants, as far as that was asked. */
  variants: ReadonlyMap<string, boolean>,
  /** Fields that hold quantities. */
  counted: ReadonlySet<string>,
): FoundIds {
  const columns = fields.filter((field) => isIdLike(field) && !counted.has(field.path));
  const found: Partial<Record<IdName, { path: string; basis: Basis }>> = {};
  const open: Partial<Record<IdName, readonly string[]>> = {};
  const contradictions: string[] = [];
  const areLocations = ({ values }: Field): boolean =>
    locations !== undefined && values.every((value) => locations.has(idOf(value) ?? ''));

  for (const id of IDS) {
    const path = told[id];
    if (path === undefined) continue;
    if (columns.some((column) => column.path === path)) found[id] = { path, basis: 'told' };
    else contradictions.push(`There is no field ${path} with an id in every level.`);
  }
  for (const id of IDS) {
    if (told[id] !== undefined) continue;
    const [first, ...others] = columns.filter(({ path }) => isCalled(path, id));
    if (first !== undefined && others.length === 0) found[id] = { path: first.path, basis: 'name' };
    else if (first !== undefined) {
      // An embedded object may repeat the id: the usual name is as good.
      const called = [first, ...others];
      const same = JSON.stringify(first.values);
      const isCopied = called.every(({ values }) => JSON.stringify(values) === same);
      if (isCopied && called.some(({ path }) => path === id))
        found[id] = { path: id, basis: 'name' };
      else open[id] = called.map(({ path }) => path);
    }
  }
  const taken = (): ReadonlySet<string> => new Set(Object.values(found).map(({ path }) => path));
  const free = (): readonly Field[] => columns.filter(({ path }) => !taken().has(path));
  if (found.locationId === undefined && open.locationId === undefined) {
    const fitting = free().filter(areLocations);
    const [only] = fitting;
    if (fitting.length === 1 && only !== undefined) {
      found.locationId = { path: only.path, basis: 'numbers' };
    } else open.locationId = (fitting.length > 1 ? fitting : free()).map(({ path }) => path);
  } else if (found.locationId !== undefined && locations !== undefined && locations.size > 0) {
    const path = found.locationId.path;
    const column = columns.find((each) => each.path === path);
    // Some may be closed, and listed no more.
    if (column?.values.every((value) => !locations.has(idOf(value) ?? '')) === true) {
      contradictions.push(`${path} holds no id that the list of warehouses knows.`);
    }
  }
  if (found.variantId === undefined && open.variantId === undefined) {
    const candidates = free().filter((column) => areOncePerLocation(column, columns, found));
    const asked = candidates.filter(({ values }) => variants.get(idOf(values[0]) ?? '') === true);
    const [only] = asked;
    if (asked.length === 1 && only !== undefined) {
      found.variantId = { path: only.path, basis: 'numbers' };
    } else open.variantId = (asked.length > 1 ? asked : candidates).map(({ path }) => path);
  }
  const { variantId, locationId } = found;
  if (variantId !== undefined && locationId !== undefined && columns.length > 0) {
    const variant = columns.find(({ path }) => path === variantId.path);
    if (variant !== undefined && !areOncePerLocation(variant, columns, found)) {
      contradictions.push(
        `${variantId.path} and ${locationId.path} together are there more than once: a level is none of both alone.`,
      );
    }
  }
  return { found, open, contradictions };
}

/** Whether a field and the location together tell all levels apart. */
function areOncePerLocation(
  column: Field,
  columns: readonly Field[],
  { locationId }: FoundIds['found'],
): boolean {
  const locations = columns.find(({ path }) => path === locationId?.path)?.values;
  if (locations === undefined) return true;
  const places = column.values.map((value, index) =>
    JSON.stringify([idOf(value), idOf(locations[index])]),
  );
  return new Set(places).size === places.length;
}

/** Whether every level has an id there, or what looks like one: no words, no time. */
function isIdLike({ values }: Field): boolean {
  return values.length > 0 && values.every((value) => /^[\w-]{1,64}$/.test(idOf(value) ?? ''));
}

/** Whether a field is called by the platform's word for the thing, and is its id. */
function isCalled(path: string, id: IdName): boolean {
  const steps = path.split('.');
  const last = wordOf(steps.at(-1) ?? '');
  const before = wordOf(steps.at(-2) ?? '');
  const word = WORDS[id];
  if (last === 'id') return word.test(before);
  // `variant` and `warehouse` alone may hold the id; `locationName` does not.
  return word.test(last) && (last.endsWith('id') || last.replace(word, '') === '');
}
