import { check, checkBoolean, checkObject, kindOf, within } from '../base/check.ts';
import type { FieldsOf, Place } from '../base/check.ts';
import { argumentsTo } from '../errors/index.ts';
import { catalogOf } from './catalog.ts';
import type { Catalog } from './catalog.ts';
import type { CatalogData, CatalogLocation, CatalogProduct } from './data.ts';
import { readWanted } from './wanted.ts';
import type { Wanted, WantedNames } from './wanted.ts';

const DATA: FieldsOf<CatalogData> = {
  version: true,
  products: true,
  locations: true,
  hasAllVariants: true,
  hasAllLocations: true,
};
const PRODUCT: FieldsOf<CatalogProduct> = {
  productId: true,
  handle: true,
  title: true,
  updateTime: true,
  variants: true,
};
type Variant = CatalogProduct['variants'][number];
const VARIANT: FieldsOf<Variant> = { variantId: true, sku: true, barcode: true, options: true };
const LOCATION: FieldsOf<CatalogLocation> = { locationId: true, name: true };
const WANTED: FieldsOf<WantedNames> = { skus: true, variants: true, locations: true };

/**
 * Makes a catalog of what `catalog.data` was, wherever it has been in the meantime. Nothing is sent.
 * It does not know of changes since: `readCatalog` with `known` and `recheck` does.
 *
 * @throws InvalidInputError with the place of the first thing that is wrong.
 *
 * @example
 * ```ts run
 * import { loadCatalog } from 'genstore-inventory/catalog';
 *
 * const saved = `{
 *   "version": 1, "hasAllVariants": true, "hasAllLocations": true,
 *   "locations": [{ "locationId": "50003", "name": "Berlin" }],
 *   "products": [{ "productId": "8589934859", "handle": "shirt", "variants": [
 *     { "variantId": "107362030756584", "sku": "P001", "barcode": "", "options": ["L"] }
 *   ] }]
 * }`;
 * const catalog = loadCatalog(JSON.parse(saved));
 * catalog.variantNamed({ handle: 'shirt', options: ['L'] })?.sku; // → 'P001'
 * ```
 */
export function loadCatalog(data: CatalogData, wanted: WantedNames = {}): Catalog {
  const place = argumentsTo('loadCatalog');
  const read = readData(within(place, 'data'), data);
  const at = within(place, 'wanted');
  const given: unknown = wanted;
  checkObject(at, given, WANTED);
  return catalogOf(read, readWanted(at, wanted));
}

/** Checks and copies data; an id that is there twice would make its names ambiguous. */
export function readData(place: Place, data: CatalogData): CatalogData {
  const given: unknown = data;
  checkObject(place, given, undefined, 'a catalog, or its data');
  check(within(place, 'version'), data.version === 1, '1, as this package knows no other');
  checkObject(place, given, DATA);
  checkBoolean(within(place, 'hasAllVariants'), data.hasAllVariants);
  checkBoolean(within(place, 'hasAllLocations'), data.hasAllLocations);
  const productIds = new Set<string>();
  const variantIds = new Set<string>();
  const locationIds = new Set<string>();
  return {
    version: 1,
    products: listOf(within(place, 'products'), data.products, PRODUCT, (product, at) => {
      const variants = listOf(within(at, 'variants'), product.variants, VARIANT, (variant, to) => ({
        variantId: idOf(within(to, 'variantId'), variant.variantId, variantIds),
        sku: textOf(within(to, 'sku'), variant.sku),
        barcode: textOf(within(to, 'barcode'), variant.barcode),
        options: textsOf(within(to, 'options'), variant.options),
      }));
      const { handle, title, updateTime } = product;
      return {
        productId: idOf(within(at, 'productId'), product.productId, productIds),
        ...(handle !== undefined && { handle: textOf(within(at, 'handle'), handle) }),
        ...(title !== undefined && { title: textOf(within(at, 'title'), title) }),
        ...(updateTime !== undefined && {
          updateTime: textOf(within(at, 'updateTime'), updateTime),
        }),
        variants,
      };
    }),
    locations: listOf(within(place, 'locations'), data.locations, LOCATION, (location, at) => ({
      locationId: idOf(within(at, 'locationId'), location.locationId, locationIds),
      name: textOf(within(at, 'name'), location.name),
    })),
    hasAllVariants: data.hasAllVariants,
    hasAllLocations: data.hasAllLocations,
  };
}

/** Whether a catalog answers all that is asked for, so that nothing need be read. */
export function isAnswered(
  { unknown, data }: Catalog,
  wanted: Wanted,
  recheck: boolean,
): { readonly variants: boolean; readonly locations: boolean } {
  const asksNone = wanted.skus?.length === 0 && wanted.variants.length === 0;
  const knowsAll = unknown.skus.length === 0 && unknown.variants.length === 0;
  return {
    variants: asksNone || (!recheck && data.hasAllVariants && knowsAll),
    locations:
      wanted.locations?.length === 0 ||
      (!recheck && data.hasAllLocations && unknown.locations.length === 0),
  };
}

function listOf<Item extends object>(
  place: Place,
  list: readonly Item[],
  fields: FieldsOf<Item>,
  read: (item: Item, place: Place) => Item,
): readonly Item[] {
  const given: unknown = list;
  check(place, Array.isArray(given), `an array, not ${kindOf(given)}`);
  return list.map((item, index) => {
    const at = within(place, index);
    const one: unknown = item;
    checkObject(at, one, fields);
    return read(item, at);
  });
}

function idOf(place: Place, id: unknown, known: Set<string>): string {
  check(place, typeof id === 'string' && id !== '', 'an id');
  check(place, !known.has(id), 'another id: it is there twice');
  known.add(id);
  return id;
}

function textsOf(place: Place, texts: readonly string[]): readonly string[] {
  const given: unknown = texts;
  check(place, Array.isArray(given), `an array, not ${kindOf(given)}`);
  return texts.map((text, index) => textOf(within(place, index), text));
}

function textOf(place: Place, text: unknown): string {
  check(place, typeof text === 'string', `a text, not ${kindOf(text)}`);
  return text;
}
