import { expect, test } from 'vitest';
import {
  argumentsOf,
  checkBoolean,
  checkChoice,
  checkFunction,
  checkIterable,
  checkKey,
  checkMethods,
  checkNumber,
  checkObject,
  checkText,
  kindOf,
  within,
} from '../../src/base/check.ts';

const place = argumentsOf(
  'plan',
  (call, at, expected) => new RangeError(`${call}: ${at || 'the argument'} must be ${expected}`),
);

/** What a check throws, as its words; undefined where it lets pass. */
function words(run: () => unknown): string | undefined {
  try {
    run();
  } catch (thrown) {
    return thrown instanceof RangeError ? thrown.message : String(thrown);
  }
  return undefined;
}

const FIELDS = { quantity: true, variantId: true, locationId: true } as const;

test('makes the error of the part that asks', () => {
  expect(() => checkObject(place, null)).toThrow(RangeError);
});

test('spells the path to a value out', () => {
  const inner = within(within(within(place, 'levels'), 3), 'available');
  expect(words(() => checkNumber(inner, -1, { from: 0, isInteger: true }))).toBe(
    'plan: levels[3].available must be an integer, 0 or more, not -1',
  );
});

test.each([
  ['varientId', 'varientId must be left out: the field is unknown; did you mean variantId?'],
  ['quantiy', 'quantiy must be left out: the field is unknown; did you mean quantity?'],
  ['VARIANTID', 'VARIANTID must be left out: the field is unknown; did you mean variantId?'],
  [
    'colour',
    'colour must be left out: the field is unknown; known are quantity, variantId, locationId',
  ],
])('says what an unknown field %s could mean', (name, expected) => {
  expect(words(() => checkObject(place, { [name]: 1 }, FIELDS))).toBe(`plan: ${expected}`);
});

test.each([
  ['a promise', Promise.resolve({ quantity: 1 }), 'an object, not a promise: await it'],
  ['a Map', new Map([['quantity', 1]]), 'an object, not a Map or a Set'],
  ['a Set', new Set(['quantity']), 'an object, not a Map or a Set'],
])('takes %s for no object of fields, all of which are left out', (_, given, expected) => {
  expect(words(() => checkObject(place, given, FIELDS))).toBe(
    `plan: the argument must be ${expected}`,
  );
});

test.each([
  ['', 'a text of 1 to 9 whole characters'],
  ['0123456789', 'a text of 1 to 9 whole characters'],
  [5, 'a text of 1 to 9 whole characters'],
  ['a\0b', 'a text of 1 to 9 whole characters'],
  ['a\ud83d', 'a text of 1 to 9 whole characters'],
  ['\ude00b', 'a text of 1 to 9 whole characters'],
])('refuses %j as a key', (key, expected) => {
  expect(words(() => checkKey(place, key, 9))).toBe(`plan: the argument must be ${expected}`);
});

test('takes any other text as a key', () => {
  for (const key of ['a', ' ', '😀', 'é', '\u0001', '012345678']) {
    expect(words(() => checkKey(place, key, 9))).toBe(undefined);
  }
});

test('takes a field that is undefined as left out, known or not', () => {
  expect(words(() => checkObject(place, { quantity: undefined, colour: undefined }, FIELDS))).toBe(
    undefined,
  );
});

test('knows no field that every object inherits', () => {
  expect(words(() => checkObject(place, { toString: 1 }, FIELDS))).toContain('toString must be');
});

test.each([
  [null, 'null'],
  [undefined, 'left out'],
  [[1], 'an array'],
  [7, '7'],
  ['a secret', 'a text'],
  ['', 'an empty text'],
  [{}, 'an object'],
  [() => 1, 'a function'],
  [Symbol('s'), 'a symbol'],
  [2n, '2'],
])('says of %s that it is %s', (value, kind) => {
  expect(kindOf(value)).toBe(kind);
});

test('lists the choices, and the one that was meant', () => {
  const choices = ['ignore', 'zero'] as const;
  expect(words(() => checkChoice(place, 'nothing', choices))).toBe(
    "plan: the argument must be 'ignore' or 'zero'",
  );
  expect(words(() => checkChoice(place, 'zeros', choices))).toBe(
    "plan: the argument must be 'ignore' or 'zero'; did you mean 'zero'?",
  );
  expect(checkChoice(place, 'zero', choices)).toBe('zero');
});

test.each([
  [Number.NaN, { from: 0 }, 'a number, 0 or more, not NaN'],
  [
    Infinity,
    { from: 0, unit: 'milliseconds' },
    'a number of milliseconds, 0 or more, not Infinity',
  ],
  ['7', { from: 0 }, 'a number, 0 or more, not a text'],
  [1.5, { from: 1, to: 9, isInteger: true }, 'an integer from 1 to 9, not 1.5'],
  [10, { from: 1, to: 9, isInteger: true }, 'an integer from 1 to 9, not 10'],
])('refuses %s where a number of a range is wanted', (value, range, expected) => {
  expect(words(() => checkNumber(place, value, range))).toBe(
    `plan: the argument must be ${expected}`,
  );
});

test('makes 0 of minus 0', () => {
  expect(Object.is(checkNumber(place, -0, { from: 0 }), 0)).toBe(true);
});

test('never repeats a text, which may be a secret', () => {
  const secret = 'shpat_0123456789';
  const refusals = [
    words(() => checkBoolean(place, secret)),
    words(() => checkFunction(place, secret)),
    words(() => checkIterable(place, secret)),
    words(() => checkMethods(place, secret, ['now'])),
    words(() => checkNumber(place, secret, { from: 0 })),
    words(() => checkObject(place, secret)),
    words(() => checkText(place, '')),
    words(() => checkChoice(place, secret, ['a'])),
  ];
  expect(refusals.filter((text) => text === undefined || text.includes(secret))).toEqual([]);
});
