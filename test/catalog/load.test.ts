import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCatalog, readCatalog } from '../../src/catalog/index.ts';
import type { CatalogData } from '../../src/catalog/index.ts';
import { InvalidInputError } from '../../src/index.ts';
import { NAMED, savedAndLoaded, scene } from './shop.ts';

const PRODUCT = {
  productId: '1',
  handle: 'shirt',
  variants: [{ variantId: '11', sku: 'P001', barcode: '', options: [] }],
};
const DATA: CatalogData = {
  version: 1,
  products: [PRODUCT],
  locations: [{ locationId: '50002', name: 'Berlin' }],
  hasAllVariants: true,
  hasAllLocations: true,
};

test('a catalog comes back from JSON as it was', async () => {
  const { client, clock } = scene({ seed: NAMED });
  const catalog = await clock.run(readCatalog(client));
  const again = savedAndLoaded(catalog);

  expect(again.data).toEqual(catalog.data);
  for (const sku of ['P001', 'p001', 'SHARED', '', 'nope']) {
    expect(again.variantsOf(sku)).toEqual(catalog.variantsOf(sku));
  }
  expect(again.locationOf('berlin')).toEqual(catalog.locationOf('berlin'));
});

test('a catalog says of what is asked for what is unknown and ambiguous', () => {
  const catalog = loadCatalog(DATA, { skus: ['P001', 'p001'], locations: ['BERLIN', 'Paris'] });

  expect(catalog.unknown).toEqual({ skus: ['p001'], variants: [], locations: ['Paris'] });
  expect(catalog.ambiguous).toEqual({ skus: [], variants: [], locations: [] });
});

test('a catalog shares nothing with the data that it was made of', () => {
  const location = { locationId: '50002', name: 'Berlin' };
  const catalog = loadCatalog({ ...DATA, locations: [location] });
  location.name = 'Paris';

  expect(catalog.locationOf('Berlin')?.locationId).toBe('50002');
  expect(catalog.locationOf('Paris')).toBeUndefined();
});

describe('data is refused with its path:', () => {
  test.each<[unknown, string]>([
    [undefined, 'data'],
    [[], 'data'],
    [{ ...DATA, version: 2 }, 'data.version'],
    [{ ...DATA, more: 1 }, 'data.more'],
    [{ ...DATA, hasAllVariants: 1 }, 'data.hasAllVariants'],
    [{ ...DATA, products: {} }, 'data.products'],
    [{ ...DATA, products: [{ ...PRODUCT, productId: 1 }] }, 'data.products[0].productId'],
    [{ ...DATA, products: [PRODUCT, PRODUCT] }, 'data.products[1].variants[0].variantId'],
    [
      { ...DATA, products: [{ ...PRODUCT, variants: [{}] }] },
      'data.products[0].variants[0].variantId',
    ],
    [
      { ...DATA, products: [{ ...PRODUCT, variants: [{ ...PRODUCT.variants[0], sku: null }] }] },
      'data.products[0].variants[0].sku',
    ],
    [{ ...DATA, locations: [{ locationId: '1' }] }, 'data.locations[0].name'],
    [
      { ...DATA, locations: [...DATA.locations, ...DATA.locations] },
      'data.locations[1].locationId',
    ],
  ])('%j', (data, at) => {
    expect(() => loadCatalog(data as never)).toThrow(InvalidInputError);
    expect(() => loadCatalog(data as never)).toThrow(expect.objectContaining({ at }));
  });
});

const sku = fc.oneof(fc.constantFrom('', 'A', 'a', ' A', '__proto__', 'constructor'), fc.string());

test('a SKU is found where exactly one variant has it, and all that have it are told', () => {
  fc.assert(
    fc.property(fc.array(sku, { maxLength: 12 }), sku, (skus, asked) => {
      const variants = skus.map((each, index) => ({
        variantId: `v${index}`,
        sku: each,
        barcode: '',
        options: [],
      }));
      const data = { ...DATA, products: [{ productId: 'p', variants }] };
      const catalog = loadCatalog(data, { skus: [asked] });
      const having = skus.filter((each) => each === asked).length;

      expect(catalog.variantsOf(asked)).toHaveLength(having);
      expect(catalog.variantOf(asked) !== undefined).toBe(having === 1 && asked !== '');
      expect(catalog.unknown.skus).toEqual(having === 0 ? [asked] : []);
      const isAmbiguous = having > 1 || (having === 1 && asked === '');
      expect(catalog.ambiguous.skus.map((each) => each.sku)).toEqual(isAmbiguous ? [asked] : []);
    }),
  );
});
