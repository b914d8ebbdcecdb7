import { ID_EXPECTED, isId, isNothing, isObject } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { pathWithin, valueAt } from '../fields.ts';
import type { WireProfile } from '../profile.ts';

/** A warehouse. */
export interface WireLocation {
  readonly locationId: string;
  /** Empty where it has none. */
  readonly name: string;
}

/** A product, without its variants. */
export interface WireProduct {
  readonly productId: string;
  readonly handle: string | undefined;
  readonly title: string | undefined;
  /** As it is written: it is only compared with itself. */
  readonly updateTime: string | undefined;
}

/** A variant as the catalog needs it. */
export interface WireVariant {
  readonly variantId: string;
  /** Undefined where it is not told. */
  readonly productId: string | undefined;
  /** Empty where it has none. */
  readonly sku: string;
  readonly barcode: string;
  /** The values of its options, in their order. */
  readonly options: readonly string[];
}

/** [A] What the arrays stand under, the likeliest first; [D] for other lists it is the plural. */
const LOCATIONS = ['locations', 'location'];
const PRODUCTS = ['products', 'product'];
const VARIANTS = ['productVariants', 'variants', 'productVariant'];

type Fields = Readonly<Record<string, unknown>>;

/** Reads a page of warehouses. [A] The names of their fields. */
export function decodeLocations(
  body: unknown,
  profile: WireProfile,
): Decoded<readonly WireLocation[]> {
  return decodeList<WireLocation>(body, LOCATIONS, profile, (item, at) => {
    const locationId = readId(item, [profile.locationId, 'locationId', 'id']);
    if (locationId === undefined) return refuse(pathWithin(at, profile.locationId), ID_EXPECTED);
    const name = readText(item, ['name', 'locationName', 'title']);
    if (name === undefined) return refuse(pathWithin(at, 'name'), 'a text');
    return { ok: true, value: { locationId, name } };
  });
}

/** Reads a page of products. [A] The names of their fields. */
export function decodeProducts(
  body: unknown,
  profile: WireProfile,
): Decoded<readonly WireProduct[]> {
  return decodeList<WireProduct>(body, PRODUCTS, profile, (item, at) => {
    const productId = readId(item, [profile.productId, 'productId', 'id']);
    if (productId === undefined) return refuse(pathWithin(at, profile.productId), ID_EXPECTED);
    const handle = readText(item, ['handle']);
    const title = readText(item, ['title']);
    const updateTime = readText(item, [profile.updateTime, 'updateTime']);
    return { ok: true, value: { productId, handle, title, updateTime } };
  });
}

/** Reads a page of a product's variants. [D] The names of their fields. */
export function decodeProductVariants(
  body: unknown,
  profile: WireProfile,
): Decoded<readonly WireVariant[]> {
  return decodeList<WireVariant>(body, VARIANTS, profile, (item, at) => {
    const variantId = readId(item, [profile.variantId, 'variantId', 'id']);
    if (variantId === undefined) return refuse(pathWithin(at, profile.variantId), ID_EXPECTED);
    const productId = readId(item, [profile.productId, 'productId']);
    if (!isNothing(item['sku']) && !isWord(item['sku'])) {
      return refuse(pathWithin(at, 'sku'), 'a text');
    }
    const options = readOptions(item['options']);
    if (options === undefined) {
      const expected = 'a list of options, each with the name of its value';
      return refuse(pathWithin(at, 'options'), expected);
    }
    const sku = readText(item, ['sku']) ?? '';
    const barcode = readText(item, ['barcode']) ?? '';
    return { ok: true, value: { variantId, productId, sku, barcode, options } };
  });
}

/** [D] `[{"name": "size", "position": "1", "value": {"name": "L", …}}]`: the names of the values, by position. */
function readOptions(options: unknown): readonly string[] | undefined {
  if (isNothing(options)) return [];
  if (!Array.isArray(options)) return undefined;
  const values: { readonly value: string; readonly position: number }[] = [];
  for (const [index, option] of options.entries()) {
    const told: unknown = valueAt(option, 'value.name') ?? valueAt(option, 'value');
    if (!isWord(told)) return undefined;
    const position = Number(valueAt(option, 'position') ?? index + 1);
    values.push({
      value: String(told),
      position: Number.isFinite(position) ? position : index + 1,
    });
  }
  return values.toSorted((a, b) => a.position - b.position).map(({ value }) => value);
}

/** Reads a list where the profile has its lists, or at the top. */
function decodeList<Item>(
  body: unknown,
  names: readonly string[],
  profile: WireProfile,
  decode: (item: Fields, at: string) => Decoded<Item>,
): Decoded<readonly Item[]> {
  const paths = [...names.map((name) => pathWithin(aroundLists(profile), name)), ...names];
  if (profile.list === '') paths.push('');
  const path = paths.find((each) => Array.isArray(valueAt(body, each)));
  if (path === undefined) {
    const [first = '', ...others] = [...new Set(paths)];
    return refuse(first, `an array (also read as ${others.join(', ')})`);
  }
  const items: Item[] = [];
  for (const [index, item] of (valueAt(body, path) as readonly unknown[]).entries()) {
    const at = `${path}[${index}]`;
    if (!isObject(item)) return refuse(at, 'an object');
    const read = decode(item, at);
    if (!read.ok) return read;
    items.push(read.value);
  }
  return { ok: true, value: items };
}

/** What the profile has around its list: `data` where that is `data.inventories`. */
export function aroundLists({ list }: WireProfile): string {
  return list.includes('.') ? list.slice(0, list.lastIndexOf('.')) : '';
}

function readId(item: Fields, paths: readonly string[]): string | undefined {
  const id = paths.map((path) => valueAt(item, path)).find((value) => !isNothing(value));
  return isId(id) ? String(id) : undefined;
}

/** A text, or a number for one; undefined where there is neither. */
function readText(item: Fields, paths: readonly string[]): string | undefined {
  const text = paths.map((path) => valueAt(item, path)).find((value) => !isNothing(value));
  return isWord(text) ? String(text) : undefined;
}

function isWord(value: unknown): value is string | number {
  return typeof value === 'string' || Number.isSafeInteger(value);
}

function refuse(path: string, expected: string): Decoded<never> {
  return { ok: false, path, expected };
}
