import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  connectPath,
  DEFAULT_API_VERSION,
  inventoryPath,
  isApiVersion,
  isShop,
  isWireId,
  shopOrigin,
  variantPath,
} from '../../src/wire/index.ts';

const NO_TEXTS = [undefined, null, 0, 202412, true, {}, ['1'], 1n, new String('202412')];
const BREAKOUTS = ['/', '..', '.', '../..', 'a/b', 'a\\b', 'a.b', 'a,b', 'a b', ' a', 'a ', 'a\n'];
const MORE_BREAKOUTS = [
  '',
  ' ',
  '\n',
  'a\r\nb',
  '\0',
  'a?b',
  'a#b',
  'a%2f',
  'a@b',
  'a:1',
  'é',
  '１',
];

describe('an id', () => {
  test.each(['1', '107362030756584', '9'.repeat(64), 'variant-1', 'A_b', '__proto__'])(
    'may be %s',
    (id) => {
      expect(isWireId(id)).toBe(true);
    },
  );

  test.each([...NO_TEXTS, ...BREAKOUTS, ...MORE_BREAKOUTS, '1\n', '9'.repeat(65), '1.0'])(
    'is never %o',
    (id) => {
      expect(isWireId(id)).toBe(false);
    },
  );

  test('leaves a path and a list of ids in one piece, whatever passes for one', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3 }).filter(isWireId), (id) => {
        const { pathname, search, hash } = new URL(variantPath('202412', id), 'https://a');
        expect([pathname, search, hash]).toEqual([`/api/202412/inventory/${id}`, '', '']);
        expect(id.split(',')).toEqual([id]);
      }),
    );
  });
});

describe('a shop', () => {
  test.each(['acme', 'a', '7', 'a-b', 'ACME', 'x'.repeat(63)])('may be called %s', (shop) => {
    expect(isShop(shop)).toBe(true);
  });

  test.each([
    ...NO_TEXTS,
    ...BREAKOUTS,
    ...MORE_BREAKOUTS,
    '-acme',
    'acme-',
    'ac_me',
    'acme.genmystore.com',
    'https://acme.genmystore.com',
    'evil.example#',
    'user@evil',
    'acme\n',
    'x'.repeat(64),
  ])('is never called %o', (shop) => {
    expect(isShop(shop)).toBe(false);
  });

  test('has an origin of its own, in lower case', () => {
    expect(shopOrigin('acme')).toBe('https://acme.genmystore.com');
    expect(shopOrigin('ACME-2')).toBe('https://acme-2.genmystore.com');
  });

  test('never leads to the host of somebody else, whatever passes for one', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3 }).filter(isShop), (shop) => {
        const url = new URL(shopOrigin(shop));
        expect(url.host).toBe(`${shop.toLowerCase()}.genmystore.com`);
        expect(url.origin).toBe(shopOrigin(shop));
      }),
    );
  });
});

describe('an API version', () => {
  test('is six digits, the documented one among them', () => {
    expect(isApiVersion('202501')).toBe(true);
    expect(DEFAULT_API_VERSION).toBe('202412');
    expect(isApiVersion(DEFAULT_API_VERSION)).toBe(true);
  });

  test.each([
    ...NO_TEXTS,
    ...BREAKOUTS,
    ...MORE_BREAKOUTS,
    '20241',
    '2024123',
    '202412\n',
    '\n202412',
    '2024-12',
    '٢٠٢٤١٢',
  ])('is never %o', (version) => {
    expect(isApiVersion(version)).toBe(false);
  });
});

describe('the paths', () => {
  test('are the documented ones', () => {
    expect(inventoryPath('202412')).toBe('/api/202412/inventory');
    expect(connectPath('202412')).toBe('/api/202412/inventory/connect');
    expect(variantPath('202412', '107362030756584')).toBe('/api/202412/inventory/107362030756584');
  });

  test('keep even a bad id inside its segment', () => {
    expect(variantPath('202412', '../a?b#c')).toBe('/api/202412/inventory/..%2Fa%3Fb%23c');
  });
});
