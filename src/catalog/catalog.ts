import { freeze } from '../base/freeze.ts';
import type { CatalogData, CatalogLocation, CatalogVariant, VariantName } from './data.ts';
import type { Wanted } from './wanted.ts';

/** The names of variants and warehouses in a shop, and the ids that they stand for. Nothing of it changes. */
export interface Catalog {
  /**
   * The one variant with a SKU; undefined where there is none, and where there are several. SKUs are
   * compared as they are, upper and lower case included. The empty SKU names no variant.
   */
  readonly variantOf: (sku: string) => CatalogVariant | undefined;
  /** All variants with a SKU, for the empty one those that have none. */
  readonly variantsOf: (sku: string) => readonly CatalogVariant[];
  /** The one variant with a handle and values of options; undefined where there is none, or several. */
  readonly variantNamed: (name: VariantName) => CatalogVariant | undefined;
  /** All variants that a handle and values of options may stand for. */
  readonly variantsNamed: (name: VariantName) => readonly CatalogVariant[];
  /**
   * The one warehouse with a name; undefined where there is none, and where there are several. Blanks
   * around names do not count. Where no name is the same, upper and lower case do not count either.
   */
  readonly locationOf: (name: string) => CatalogLocation | undefined;
  /** All warehouses that a name may stand for. */
  readonly locationsOf: (name: string) => readonly CatalogLocation[];
  /** What was asked for, and is not in the shop. */
  readonly unknown: UnknownNames;
  /** What was asked for, and is in the shop more than once. */
  readonly ambiguous: AmbiguousNames;
  /** All of it as plain data, to be saved as JSON and loaded by `loadCatalog`. */
  readonly data: CatalogData;
}

/** Names that stand for nothing, in the order in which they were asked for. */
export interface UnknownNames {
  readonly skus: readonly string[];
  readonly variants: readonly VariantName[];
  readonly locations: readonly string[];
}

/** Names that stand for several things each. Where nothing was asked for by name: all that there are. */
export interface AmbiguousNames {
  /** The empty SKU, asked for, is here with all that have none, even where it is one. */
  readonly skus: readonly {
    readonly sku: string;
    readonly candidates: readonly CatalogVariant[];
  }[];
  readonly variants: readonly {
    readonly name: VariantName;
    readonly candidates: readonly CatalogVariant[];
  }[];
  readonly locations: readonly {
    readonly name: string;
    readonly candidates: readonly CatalogLocation[];
  }[];
}

/** Makes a catalog of data that was checked. */
export function catalogOf(data: CatalogData, wanted: Wanted): Catalog {
  const bySku = new Map<string, CatalogVariant[]>();
  const byHandle = new Map<string, CatalogVariant[]>();
  for (const { variants, ...product } of data.products) {
    const { productId, handle, title } = product;
    for (const { variantId, sku, barcode, options } of variants) {
      const variant: CatalogVariant = freeze({
        variantId,
        productId,
        ...(handle !== undefined && { handle }),
        ...(title !== undefined && { title }),
        sku,
        barcode,
        options,
      });
      add(bySku, sku, variant);
      if (handle !== undefined) add(byHandle, handle, variant);
    }
  }
  const byName = new Map<string, CatalogLocation[]>();
  const byFoldedName = new Map<string, CatalogLocation[]>();
  for (const location of data.locations) {
    const name = plain(location.name);
    if (name === '') continue;
    add(byName, name, location);
    add(byFoldedName, name.toLowerCase(), location);
  }

  const variantsOf = (sku: string): readonly CatalogVariant[] => bySku.get(sku) ?? [];
  const variantsNamed = ({ handle, options }: VariantName): readonly CatalogVariant[] =>
    pick(byHandle.get(handle) ?? [], options);
  const locationsOf = (name: string): readonly CatalogLocation[] =>
    byName.get(plain(name)) ?? byFoldedName.get(plain(name).toLowerCase()) ?? [];

  const skus = wanted.skus ?? shared(bySku);
  const locations = wanted.locations ?? shared(byName);
  return Object.freeze<Catalog>({
    variantOf: (sku) => (sku === '' ? undefined : only(variantsOf(sku))),
    variantsOf,
    variantNamed: (name) => only(variantsNamed(name)),
    variantsNamed,
    locationOf: (name) => only(locationsOf(name)),
    locationsOf,
    unknown: {
      skus: skus.filter((sku) => variantsOf(sku).length === 0),
      variants: wanted.variants.filter((name) => variantsNamed(name).length === 0),
      locations: locations.filter((name) => locationsOf(name).length === 0),
    },
    ambiguous: {
      skus: skus
        .map((sku) => ({ sku, candidates: variantsOf(sku) }))
        .filter(({ sku, candidates: { length } }) => length > 1 || (sku === '' && length > 0)),
      variants: wanted.variants
        .map((name) => ({ name, candidates: variantsNamed(name) }))
        .filter(({ candidates }) => candidates.length > 1),
      locations: locations
        .map((name) => ({ name, candidates: locationsOf(name) }))
        .filter(({ candidates }) => candidates.length > 1),
    },
    data,
  });
}

/** What the file of the merchants writes for a product without options. */
const NO_OPTION = 'Default Title';

/** How many options the file of the merchants shows of those that a product may have. */
const SHOWN = 3;

/** The variants with the values given, or where the file shows no more, with those before others. */
function pick(
  variants: readonly CatalogVariant[],
  given: readonly string[],
): readonly CatalogVariant[] {
  const values = valuesOf(given);
  return variants.filter(({ options }) => {
    const own = valuesOf(options);
    const shown = values.length === SHOWN ? own.slice(0, SHOWN) : own;
    return shown.length === values.length && shown.every((value, index) => value === values[index]);
  });
}

/** The values that count: not the empty ones at the end, nor the one of a product without options. */
function valuesOf(options: readonly string[]): readonly string[] {
  const values = options.map(plain);
  while (values.at(-1) === '') values.pop();
  return values.length === 1 && values[0] === NO_OPTION ? [] : values;
}

/** A name as it is compared: blanks around it do not count, nor how its accents are encoded. */
function plain(name: string): string {
  return name.trim().normalize('NFC');
}

function add<Item>(map: Map<string, Item[]>, name: string, item: Item): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [item]);
  else list.push(item);
}

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

/** The names that several have. The empty SKU is no name. */
function shared(map: ReadonlyMap<string, readonly unknown[]>): readonly string[] {
  return [...map].filter(([name, { length }]) => name !== '' && length > 1).map(([name]) => name);
}
