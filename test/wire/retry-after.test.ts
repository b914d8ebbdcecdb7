import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRetryAfter } from '../../src/wire/index.ts';

const NOW = Date.UTC(2025, 0, 31, 8, 0, 0);

describe('a Retry-After header', () => {
  test.each([
    ['2', 2000],
    ['2.0', 2000],
    ['0', 0],
    ['0.5', 500],
    ['0.0001', 1],
    [' 3\t', 3000],
    ['86400', 86_400_000],
    ['007', 7000],
  ])('of %j is so many milliseconds: %i', (value, expected) => {
    expect(readRetryAfter(value, NOW)).toBe(expected);
  });

  test.each([
    ['Fri, 31 Jan 2025 08:00:05 GMT', 5000],
    ['Friday, 31-Jan-25 08:01:00 GMT', 60_000],
    ['Fri, 31 Jan 2025 08:00:00 GMT', 0],
    ['Fri, 31 Jan 2025 07:00:00 GMT', 0],
  ])('of %j is the time until then, never a negative one: %i', (value, expected) => {
    expect(readRetryAfter(value, NOW)).toBe(expected);
  });

  test.each([
    null,
    '',
    ' ',
    '-5',
    '+5',
    '1e3',
    '0x10',
    '.5',
    '5.',
    '1,5',
    '5s',
    '5 5',
    'Infinity',
    'NaN',
    'soon',
    '1234567890',
    '2025-01-31T08:00:05Z',
    '31 Jan 2025 08:00:05 GMT',
    'Fri, 5',
    'Fri, 31 Jan 2025 08:00:05',
    'Fri, 31 Foo 2025 08:00:05 GMT',
  ])('of %j says nothing', (value) => {
    expect(readRetryAfter(value, NOW)).toBeUndefined();
  });

  test('is either nothing or a whole, finite time that is not negative', () => {
    const value = fc.oneof(fc.string(), fc.stringMatching(/^[0-9.e+-]{1,12}$/));
    fc.assert(
      fc.property(value, (text) => {
        const wait = readRetryAfter(text, NOW) ?? 0;
        expect(Number.isSafeInteger(wait) && wait >= 0).toBe(true);
      }),
    );
  });
});
