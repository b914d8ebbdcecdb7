import { describe, expect, test } from 'vitest';
import {
  decodeAccessScopes,
  decodeLocations,
  decodeProducts,
  decodeProductVariants,
  encodeAccessScopes,
  encodeList,
  encodeVariant,
  GENSTORE_202412,
  readPageQuery,
} from '../../src/wire/index.ts';

const PROFILE = GENSTORE_202412;

describe('the query of a page', () => {
  const read = (text: string): unknown => readPageQuery(new URLSearchParams(text));

  test.each([
    ['', {}],
    ['limit=1', { limit: 1 }],
    ['limit=250&pageToken=abc', { limit: 250, pageToken: 'abc' }],
  ])('%j is read', (text, value) => {
    expect(read(text)).toEqual({ ok: true, value });
  });

  const limit = 'an integer from 1 to 250';
  test.each([
    ['page=2', 'page', 'left out: it is unknown'],
    ['limit=1&limit=1', 'limit', 'given once'],
    ['pageToken=a&pageToken=b', 'pageToken', 'given once'],
    ['pageToken=', 'pageToken', 'a cursor'],
    ['limit=0', 'limit', limit],
    ['limit=251', 'limit', limit],
    ['limit=x5', 'limit', limit],
    ['limit=5x', 'limit', limit],
    ['limit=0005', 'limit', limit],
    ['limit=', 'limit', limit],
  ])('%j is refused at %s', (text, path, expected) => {
    expect(read(text)).toEqual({ ok: false, path, expected });
  });
});

describe('scopes', () => {
  test('are written as the platform writes them', () => {
    const body = JSON.parse(encodeAccessScopes(['read_orders', 'write_orders'])) as unknown;
    expect(body).toEqual({ accessScopes: '[read_orders,write_orders]' });
    expect(decodeAccessScopes(body)).toEqual({ ok: true, value: ['read_orders', 'write_orders'] });
  });

  test.each<[told: unknown, scopes: string[]]>([
    ['', []],
    ['[]', []],
    [' \n[ "a" , \'b\' ]\n ', ['a', 'b']],
    ['a,b,a', ['a', 'b']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
  ])('%j are %j', (accessScopes, value) => {
    expect(decodeAccessScopes({ accessScopes })).toEqual({ ok: true, value });
  });

  const list = 'a list of scopes, written as text';
  const scope = 'a scope, such as read_orders';
  test.each<[body: unknown, path: string, expected: string]>([
    [undefined, 'accessScopes', list],
    [{ accessScopes: 5 }, 'accessScopes', list],
    [{ accessScopes: ['a', 5] }, 'accessScopes[1]', scope],
    [{ accessScopes: 'x[a]' }, 'accessScopes[0]', scope],
    [{ accessScopes: '[a]x' }, 'accessScopes[0]', scope],
    [{ accessScopes: 'a"b' }, 'accessScopes[0]', scope],
    [{ accessScopes: 'a, b c' }, 'accessScopes[1]', scope],
  ])('%j is refused at %s', (body, path, expected) => {
    expect(decodeAccessScopes(body)).toEqual({ ok: false, path, expected });
  });
});

describe('lists of the catalog', () => {
  test('may stand where the profile has its lists, or at the top, under any of their names', () => {
    const found = { ok: true, value: [{ locationId: '5', name: 'Depot' }] };
    const list = [{ locationId: '5', name: 'Depot' }];
    const nested = { ...PROFILE, list: 'data.inventories' };
    expect(decodeLocations({ locations: list }, PROFILE)).toEqual(found);
    expect(decodeLocations({ location: list }, PROFILE)).toEqual(found);
    expect(decodeLocations({ data: { locations: list } }, nested)).toEqual(found);
    expect(decodeLocations({ locations: list }, nested)).toEqual(found);
    expect(decodeLocations(list, { ...PROFILE, list: '' })).toEqual(found);
    expect(decodeLocations(list, PROFILE).ok).toBe(false);
  });

  test('are written where the profile has its lists', () => {
    expect(encodeList('products', ['{}', '{}'], PROFILE)).toBe('{"products":[{},{}]}');
    const nested = { ...PROFILE, list: 'data.inventories' };
    expect(encodeList('products', ['{}'], nested)).toBe('{"data":{"products":[{}]}}');
    expect(encodeList('products', ['{}'], { ...PROFILE, list: '' })).toBe('[{}]');
  });

  test.each([{ name: 'Depot' }, { locationName: 'Depot' }, { title: 'Depot' }])(
    'of warehouses read %j',
    (named) => {
      const read = decodeLocations({ locations: [{ id: 5, ...named }] }, PROFILE);
      expect(read).toEqual({ ok: true, value: [{ locationId: '5', name: 'Depot' }] });
    },
  );

  test('of products read the time under its own name, too', () => {
    const product = { productId: 7, handle: 'chair', title: 'Chair', updateTime: 'now' };
    const profile = { ...PROFILE, updateTime: 'changed' };
    expect(decodeProducts({ products: [product] }, profile)).toEqual({
      ok: true,
      value: [{ ...product, productId: '7' }],
    });
  });

  const array = 'an array (also read as location)';
  const arrays = 'an array (also read as variants, productVariant)';
  const options = 'a list of options, each with the name of its value';
  test.each<[body: unknown, path: string, expected: string]>([
    [{}, 'locations', array],
    [{ locations: [5] }, 'locations[0]', 'an object'],
    [{ locations: [{ id: 5 }] }, 'locations[0].name', 'a text'],
  ])('of warehouses are refused: %j, at %s', (body, path, expected) => {
    expect(decodeLocations(body, PROFILE)).toEqual({ ok: false, path, expected });
  });

  test.each<[body: unknown, path: string, expected: string]>([
    [undefined, 'productVariants', arrays],
    [{ variants: [{ id: 5, sku: {} }] }, 'variants[0].sku', 'a text'],
    [{ variants: [{ id: 5, options: [{}] }] }, 'variants[0].options', options],
    [{ variants: [{ id: 5, options: 'L' }] }, 'variants[0].options', options],
  ])('of variants are refused: %j, at %s', (body, path, expected) => {
    expect(decodeProductVariants(body, PROFILE)).toEqual({ ok: false, path, expected });
  });
});

describe('a variant', () => {
  const variant = {
    variantId: '9',
    productId: '7',
    sku: 'CHAIR-L',
    barcode: '4006381333931',
    options: [
      { name: 'size', value: 'L' },
      { name: 'colour', value: 'red' },
    ],
    stock: [{ locationId: '5', available: 3 }],
  };

  test('is written with numbers and booleans as texts', () => {
    expect(JSON.parse(encodeVariant(variant, PROFILE))).toMatchObject({
      sku: 'CHAIR-L',
      inventoryManagement: 'true',
      inventoryQuantities: [{ locationId: '5', available: '3' }],
      options: [
        { name: 'size', position: '1', value: { name: 'L', position: '1' } },
        { name: 'colour', position: '2', value: { name: 'red', position: '1' } },
      ],
      isDisabled: 'false',
    });
  });

  test('is read with the values of its options in the order of their positions', () => {
    const read = (list: unknown): unknown =>
      decodeProductVariants({ variants: [{ id: 9, productId: 7, options: list }] }, PROFILE);
    const found = (options: string[]): object => {
      return {
        ok: true,
        value: [{ variantId: '9', productId: '7', sku: '', barcode: '', options }],
      };
    };
    expect(read(undefined)).toEqual(found([]));
    expect(read([{ value: 'L' }, { value: 'red' }])).toEqual(found(['L', 'red']));
    expect(
      read([
        { value: { name: 'red' }, position: '2' },
        { value: { name: 'L' }, position: '1' },
      ]),
    ).toEqual(found(['L', 'red']));
    expect(
      read([
        { value: 'b', position: 'x' },
        { value: 'a', position: 'y' },
      ]),
    ).toEqual(found(['b', 'a']));
    expect(
      read([{ value: 'b', position: 1 }, { value: 'a' }, { value: 'c', position: 0 }]),
    ).toEqual(found(['c', 'b', 'a']));
  });
});
