import { describe, expect, test } from 'vitest';
import { readCatalog } from '../../src/catalog/index.ts';
import type { CatalogOptions, CatalogProgress } from '../../src/catalog/index.ts';
import { PermissionError, ResponseError } from '../../src/index.ts';
import { generateSeed } from '../../src/testing/index.ts';
import { DIALECT } from '../wire/dialect.ts';
import { savedAndLoaded, scene } from './shop.ts';

async function read(options?: CatalogOptions, ...of: Parameters<typeof scene>) {
  const shop = scene(...of);
  const catalog = await shop.clock.run(readCatalog(shop.client, options));
  return { ...shop, catalog };
}

describe('SKUs', () => {
  test('are compared with upper and lower case, and name one variant or none', async () => {
    const { catalog } = await read();

    expect(catalog.variantOf('P001')).toEqual({
      variantId: '101',
      productId: '1',
      handle: 'shirt',
      title: 'shirt',
      sku: 'P001',
      barcode: '4006381333931',
      options: [],
    });
    expect(catalog.variantOf('p001')?.variantId).toBe('102');
    expect(catalog.variantOf('P0')).toBeUndefined();
    expect(catalog.variantOf(' P001')).toBeUndefined();
    expect(catalog.variantOf('__proto__')).toBeUndefined();
  });

  test('that several variants share are ambiguous, with all of them', async () => {
    const { catalog } = await read({ skus: ['SHARED', 'P001', 'nope', 'nope'] });

    expect(catalog.variantOf('SHARED')).toBeUndefined();
    expect(catalog.variantsOf('SHARED').map(({ variantId }) => variantId)).toEqual(['103', '201']);
    expect(catalog.ambiguous.skus).toEqual([
      { sku: 'SHARED', candidates: catalog.variantsOf('SHARED') },
    ]);
    expect(catalog.unknown.skus).toEqual(['nope']);
  });

  test('that are empty name nothing, and are ambiguous where they are asked for', async () => {
    const { catalog } = await read({ skus: [''] });

    expect(catalog.variantOf('')).toBeUndefined();
    expect(catalog.variantsOf('').map(({ variantId }) => variantId)).toEqual(['202', '301']);
    expect(catalog.ambiguous.skus.map(({ sku }) => sku)).toEqual(['']);
  });

  test('are all looked at for shared ones where none is asked for', async () => {
    const { catalog } = await read();

    expect(catalog.ambiguous.skus.map(({ sku }) => sku)).toEqual(['SHARED']);
    expect(catalog.ambiguous.locations.map(({ name }) => name)).toEqual(['Lyon']);
    expect(catalog.unknown).toEqual({ skus: [], variants: [], locations: [] });
  });
});

describe('handles and options', () => {
  test('name a variant as the merchants’ file does', async () => {
    const red = { handle: 'shirt', options: ['L', 'red', ''] };
    const plain = { handle: 'shirt', options: ['Default Title'] };
    const mugs = { handle: 'mug', options: [] };
    const missing = [
      { handle: 'hat', options: [] },
      { handle: 'shirt', options: ['L'] },
    ];
    const { catalog } = await read({ variants: [red, plain, mugs, ...missing] });

    expect(catalog.variantNamed(red)?.variantId).toBe('102');
    expect(catalog.variantNamed(plain)?.variantId).toBe('101');
    expect(catalog.ambiguous.variants).toEqual([
      { name: mugs, candidates: catalog.variantsNamed(mugs) },
    ]);
    expect(catalog.unknown.variants).toEqual(missing);
  });

  test('show three options: of a product with more, the first three can be ambiguous', async () => {
    const variant = (variantId: string, ...values: string[]) => ({
      variantId,
      productId: '1',
      handle: 'bike',
      options: values.map((value, index) => ({ name: `option ${index}`, value })),
    });
    const seed = {
      variants: [
        variant('1', 'L', 'red', 'steel', '28'),
        variant('2', 'L', 'red', 'steel', '29'),
        variant('3', 'L', 'red', 'wood', '28'),
      ],
    };
    const { catalog } = await read({}, { seed });
    const named = (...options: string[]) => catalog.variantsNamed({ handle: 'bike', options });

    expect(named('L', 'red', 'steel').map(({ variantId }) => variantId)).toEqual(['1', '2']);
    expect(named('L', 'red', 'wood').map(({ variantId }) => variantId)).toEqual(['3']);
    expect(named('L', 'red', 'steel', '29').map(({ variantId }) => variantId)).toEqual(['2']);
    expect(named('L', 'red')).toEqual([]);
  });
});

describe('names of warehouses', () => {
  test.each([
    ['Berlin', ['50003']],
    ['  Berlin\t', ['50003']],
    ['BERLIN', ['50003']],
    ['Hamburg', ['50004']],
    ['HAMBURG', ['50005']],
    ['hamburg', ['50004', '50005']],
    ['Lyon', ['50007', '50008']],
    ['K\u006F\u0308ln', ['50006']],
    ['50002', ['50002']],
    ['', []],
    ['Paris', []],
  ])('compare trimmed, and by case only where that is unique: %j', async (name, ids) => {
    const { catalog } = await read({ skus: [], locations: [name] });

    expect(catalog.locationsOf(name).map(({ locationId }) => locationId)).toEqual(ids);
    expect(catalog.locationOf(name)?.locationId).toBe(ids.length === 1 ? ids[0] : undefined);
    expect(catalog.unknown.locations).toEqual(ids.length === 0 ? [name] : []);
    expect(catalog.ambiguous.locations).toHaveLength(ids.length > 1 ? 1 : 0);
  });
});

describe('a reading', () => {
  test('asks for a page of 250 and then for each product, in the background, and tells how far it is', async () => {
    const told: CatalogProgress[] = [];
    const seed = generateSeed({ variants: 900, locations: 3 });
    const products = new Set(seed.variants.map(({ productId }) => productId)).size;
    const onProgress = (progress: CatalogProgress): void => void told.push(progress);
    const { fake, catalog } = await read({ onProgress }, { seed });

    expect(catalog.variantOf(seed.variants[899]?.sku ?? '')?.variantId).toBe(
      seed.variants[899]?.variantId,
    );
    expect(catalog.locationOf('lyon')?.locationId).toBe('50004');
    expect(fake.requests).toHaveLength(1 + Math.ceil(products / 250) + products);
    expect(fake.requests.filter(({ status }) => status !== 200)).toEqual([]);
    expect(told[0]).toEqual({ phase: 'locations', done: 3, total: undefined });
    expect(told.at(-1)).toEqual({ phase: 'variants', done: products, total: products });
  });

  test('asks for nothing that was not wanted', async () => {
    const { fake } = await read({ skus: [], locations: [] });
    expect(fake.requests).toEqual([]);

    const { fake: other } = await read({ skus: [] });
    expect(other.requests.map(({ path }) => path)).toEqual(['/api/202412/shops/locations']);
  });

  test('goes on from what is known: only what is new is asked for', async () => {
    const { fake, client, clock, catalog } = await read();
    const known = savedAndLoaded(catalog);
    const before = fake.requests.length;
    const again = await clock.run(
      readCatalog(client, { skus: ['P001', 'SHARED'], locations: ['Berlin'], known }),
    );
    expect(fake.requests).toHaveLength(before);
    expect(again.variantOf('P001')).toEqual(catalog.variantOf('P001'));

    fake.variants.add({ variantId: '401', productId: '4', sku: 'NEW' });
    fake.locations.add({ locationId: '60001', name: 'Paris' });
    const options = { skus: ['P001', 'NEW'], locations: ['Paris'], known: again.data };
    const later = await clock.run(readCatalog(client, options));

    expect(later.variantOf('NEW')?.variantId).toBe('401');
    expect(later.locationOf('paris')?.locationId).toBe('60001');
    expect(fake.requests.slice(before).map(({ path }) => path.replace('/api/202412', ''))).toEqual([
      '/shops/locations',
      '/products',
      '/products/4/variants',
    ]);
  });

  test('ends by its signal, with the signal’s own reason', async () => {
    const { client, clock, fake } = scene({ seed: generateSeed({ variants: 900 }) });
    const controller = new AbortController();
    const { signal } = controller;
    const reading = clock.run(
      readCatalog(client, {
        signal,
        onProgress: ({ phase, done }) => {
          if (phase === 'variants' && done === 20) controller.abort(new Error('enough'));
        },
      }),
    );
    await expect(reading).rejects.toThrow('enough');
    const sent = fake.requests.length;
    await clock.advance(60_000);
    expect(fake.requests).toHaveLength(sent);
  });

  test('is not disturbed by a listener that throws', async () => {
    const { catalog } = await read({
      onProgress: () => {
        throw new Error('not here');
      },
    });
    expect(catalog.variantOf('P001')?.variantId).toBe('101');
  });

  test('works in a dialect, by the same profile', async () => {
    const { catalog } = await read({}, { wire: DIALECT });

    expect(catalog.variantOf('P001')?.variantId).toBe('101');
    expect(catalog.locationOf('berlin')?.locationId).toBe('50003');
  });

  test.each([
    [['read_inventory', 'read_shops'], 'read_products'],
    [['read_inventory', 'read_products'], 'read_shops'],
  ] as const)('says which scope is missing: %j', async (scopes, missing) => {
    const reading = read({}, { scopes });
    await expect(reading).rejects.toThrow(PermissionError);
    await expect(reading).rejects.toThrow(missing);
  });

  test('repeats what was answered 503, and ends with an error that stays', async () => {
    const { client, clock, fake } = scene();
    fake.faults.add({ operation: 'catalog', fault: { kind: 'status', status: 503 }, times: 2 });
    expect((await clock.run(readCatalog(client))).variantOf('P001')?.variantId).toBe('101');

    fake.faults.add({ operation: 'catalog', fault: { kind: 'wrong-content-type' }, times: 50 });
    await expect(clock.run(readCatalog(client))).rejects.toThrow(ResponseError);
  });

  test('leaves out a product that is gone when its variants are asked for', async () => {
    const { client, clock, fake } = scene();
    const fault = { kind: 'status', status: 404 } as const;
    fake.faults.add({ operation: 'catalog', fault, after: 2 });
    const catalog = await clock.run(readCatalog(client));

    expect(catalog.data.products.map(({ productId }) => productId)).toEqual(['2', '301']);
  });
});
