import { describe, expect, test } from 'vitest';
import { decodeFields, decodeText, expectLevel, expectMismatch } from './levels.ts';

const LONG = '123456789012345678901234567890';
const LENGTHS = Array.from({ length: 16 }, (_, index) => index + 15);

describe('ids in answers', () => {
  test.each(LENGTHS)('of %i digits come out whole, written as numbers or as texts', (length) => {
    const id = LONG.slice(0, length);
    const text = `{"inventory": {"productId": ${id}, "variantId": ${id}, "locationId": "${id}"}}`;
    expect(expectLevel(decodeText(text))).toMatchObject({
      productId: id,
      variantId: id,
      locationId: id,
    });
  });

  test.each([
    ['107362030756584', '107362030756584'],
    [8589934859, '8589934859'],
    [0, '0'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['007', '007'],
    ['variant-1', 'variant-1'],
  ])('come out of %j as the text %j', (id, expected) => {
    expect(expectLevel(decodeFields({ variantId: id, productId: id }))).toMatchObject({
      variantId: expected,
      productId: expected,
    });
  });

  test.each(['variantId', 'locationId', 'productId'])(
    'are refused in %s where they are none',
    (name) => {
      const nonsense = ['', true, {}, [], ['1'], 1.5, NaN, Infinity, 2 ** 53, 1n, Symbol.iterator];
      for (const id of name === 'productId' ? nonsense : [...nonsense, null]) {
        expect(expectMismatch(decodeFields({ [name]: id }))).toBe(`inventory.${name}`);
      }
    },
  );

  test.each(['12345678901234567.5', '1e20', '1e400', '1.5', '12345678901234567e-5'])(
    'are refused where the number is %s, next to a long integer too',
    (number) => {
      for (const locationId of ['1', LONG]) {
        const text = `{"inventory": {"locationId": ${locationId}, "variantId": ${number}}}`;
        expect(expectMismatch(decodeText(text))).toBe('inventory.variantId');
      }
    },
  );

  test.each(['variantId', 'locationId'])('are refused where %s is missing', (name) => {
    expect(expectMismatch(decodeFields({ [name]: undefined }))).toBe(`inventory.${name}`);
  });

  test('leave no productId behind where the answer has none', () => {
    expect(expectLevel(decodeFields({}))).not.toHaveProperty('productId');
  });
});
