import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parseJson } from '../../src/wire/index.ts';

const LONG = '123456789012345678901234567890';

describe('parsing JSON', () => {
  test.each(Array.from({ length: 16 }, (_, index) => LONG.slice(0, index + 15)))(
    'keeps every digit of the integer %s',
    (digits) => {
      const parsed = parseJson(`{"id": ${digits}, "ids": [-${digits}]}`) as {
        readonly id: unknown;
        readonly ids: readonly unknown[];
      };
      expect(String(parsed.id)).toBe(digits);
      expect(parsed.ids.map(String)).toEqual([`-${digits}`]);
    },
  );

  test('turns an integer into text only where a number cannot hold it exactly', () => {
    const edges = '[9007199254740991, 9007199254740992, -9007199254740991, -9007199254740992]';
    expect(parseJson(edges)).toEqual([
      9007199254740991,
      '9007199254740992',
      -9007199254740991,
      '-9007199254740992',
    ]);
  });

  test.each([
    ['alone', LONG, LONG],
    ['alone after blanks', ` \n${LONG}`, LONG],
    ['first in an array', `[${LONG}, 1]`, [LONG, 1]],
    ['later in an array', `[1,\n\t${LONG}]`, [1, LONG]],
    ['in nested arrays', `[[[${LONG}], [-${LONG}]]]`, [[[LONG], [`-${LONG}`]]]],
    ['in nested objects', `{"a": {"b" :\r\n${LONG}}}`, { a: { b: LONG } }],
    ['longer than any number', '9'.repeat(400), '9'.repeat(400)],
  ])('keeps the digits of an integer that stands %s', (_place, text, expected) => {
    expect(parseJson(text)).toEqual(expected);
  });

  test('leaves texts with long digits as they are', () => {
    const value = { note: `order [${LONG}, :${LONG}] "quoted: ${LONG}"`, [`:${LONG}`]: `,${LONG}` };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });

  test.each(['1.5', '-0.25', '1e400', '-1e400', '1e20', '12345678901234567.5', '1E-7', '1e3'])(
    'leaves %s, which is no plain integer, a number, next to a long integer too',
    (text) => {
      expect(parseJson(text)).toBe(Number(text));
      expect(parseJson(`[${text}, ${LONG}]`)).toEqual([Number(text), LONG]);
    },
  );

  test('leaves long digits before a negative exponent a number', () => {
    expect(parseJson('[12345678901234567e-5]')).toEqual([123456789012.34567]);
  });

  test.each([
    [`{"a": 1, "a": ${LONG}}`, LONG],
    [`{"a": ${LONG}, "a": 1}`, 1],
    [`{"a": {"b": 1}, "a": ${LONG}}`, LONG],
    [`{"a": [${LONG}], "a": -${LONG}}`, `-${LONG}`],
  ])('takes the last of two equal keys in %s', (text, expected) => {
    expect(parseJson(text)).toEqual({ a: expected });
  });

  test('leaves prototypes alone where a key is __proto__', () => {
    const parsed = parseJson(`{"__proto__": {"polluted": ${LONG}}, "constructor": ${LONG}}`);
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(parsed).not.toHaveProperty('polluted');
    expect(Object.keys(parsed as object)).toEqual(['__proto__', 'constructor']);
  });

  test.each(['', '{', `{"id": ${LONG}`, `{"id": ${LONG},}`, `{id: ${LONG}}`, '012', '1.', 'NaN'])(
    'throws a SyntaxError for %j',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );

  test("throws the runtime's RangeError where it is nested deeper than that can walk", () => {
    const depth = 200_000;
    expect(() => parseJson('['.repeat(depth) + LONG + ']'.repeat(depth))).toThrow(RangeError);
  });

  test('refuses to lose digits where the runtime does not show the text of a number', () => {
    const { parse } = JSON;
    const older = vi
      .spyOn(JSON, 'parse')
      .mockImplementation((text, reviver): unknown =>
        parse(text, (key, value): unknown => reviver?.(key, value)),
      );
    expect(() => parseJson(`[${LONG}]`)).toThrow(
      new SyntaxError('More digits than this runtime can read'),
    );
    expect(parseJson(`["${LONG}, ${LONG}", 1.5]`)).toEqual([`${LONG}, ${LONG}`, 1.5]);
    older.mockRestore();
  });

  test('reads any JSON without unsafe integers as JSON.parse does', () => {
    const safe = fc
      .jsonValue()
      .map((value) => JSON.stringify(value))
      .filter((text) => !/\d{16}|e\+/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')));
    fc.assert(
      fc.property(safe, fc.boolean(), (text, nextToLong) => {
        const wrapped = nextToLong ? `[${text}, ${LONG}]` : `[${text}]`;
        const expected: unknown[] = [JSON.parse(text), ...(nextToLong ? [LONG] : [])];
        expect(parseJson(wrapped)).toStrictEqual(expected);
      }),
    );
  });

  test('keeps the digits of any integer, wherever it stands', () => {
    const integer = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String);
    fc.assert(
      fc.property(integer, fc.constantFrom('', ' ', '\n\t', '\r\n  '), (digits, blank) => {
        const parsed = parseJson(`{"a":${blank}${digits},"b":[0,${blank}${digits}${blank}]}`) as {
          readonly a: unknown;
          readonly b: readonly unknown[];
        };
        expect([String(parsed.a), String(parsed.b[1])]).toEqual([digits, digits]);
      }),
    );
  });
});
