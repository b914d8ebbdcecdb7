import { describe, expect, test } from 'vitest';
import { decodeFields, decodeText, expectLevel, expectMismatch } from './levels.ts';

const NAMES = ['available', 'committed', 'unavailable', 'incoming'] as const;

describe('quantities in answers', () => {
  test.each([
    ['666', 666],
    [666, 666],
    ['0', 0],
    [0, 0],
    ['-4', -4],
    [-4, -4],
    ['007', 7],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['-9007199254740991', Number.MIN_SAFE_INTEGER],
  ])('come out of %j as the number %j', (quantity, expected) => {
    for (const name of NAMES) {
      expect(expectLevel(decodeFields({ [name]: quantity }))[name]).toBe(expected);
    }
  });

  test.each([-0, '-0', '00'])('come out of %j as a plain 0', (quantity) => {
    expect(expectLevel(decodeFields({ available: quantity, onHand: quantity })).available).toBe(0);
  });

  test.each([
    '1.0',
    ' 1',
    '1 ',
    '1\n',
    '\n1',
    '',
    ' ',
    '1e3',
    '0x10',
    '0b1',
    '--1',
    '-',
    '+1',
    '- 1',
    '1,000',
    '1_000',
    '١',
    'NaN',
    'Infinity',
    'null',
    'true',
    '9007199254740992',
    '-9007199254740993',
    '12345678901234567890',
    1.5,
    -0.5,
    NaN,
    Infinity,
    -Infinity,
    2 ** 53,
    -(2 ** 53),
    1e20,
    true,
    false,
    [],
    [1],
    ['1'],
    {},
    1n,
    Symbol.iterator,
    (): number => 1,
    new Number(1),
    new String('1'),
  ])('are refused where the value is %o', (quantity) => {
    for (const name of [...NAMES, 'onHand']) {
      expect(expectMismatch(decodeFields({ [name]: quantity }))).toBe(`inventory.${name}`);
    }
  });

  test.each(['9007199254740992', '-9007199254740993', '123456789012345678901', '1e400', '0.5'])(
    'are refused where the number in the JSON is %s',
    (number) => {
      const text = `{"inventory": {"variantId": "1", "locationId": "2", "incoming": ${number}}}`;
      expect(expectMismatch(decodeText(text))).toBe('inventory.incoming');
    },
  );

  test('say what they should have been', () => {
    expect(decodeFields({ available: '1.0' })).toEqual({
      ok: false,
      path: 'inventory.available',
      expected: 'an integer, or a text that holds one',
    });
  });
});
