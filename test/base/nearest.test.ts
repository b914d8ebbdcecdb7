import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../../src/base/nearest.ts';

test.each([
  ['onEror', 'onError'],
  ['locationID', 'locationId'],
  ['capcity', 'capacity'],
  ['expect', 'expected'],
  ['singal', 'signal'],
])('takes %s for %s', (name, meant) => {
  const known = ['onError', 'locationId', 'capacity', 'expected', 'signal', 'limit'];
  expect(nearest(name, known)).toBe(meant);
});

test('finds nothing near where nothing is', () => {
  expect(nearest('colour', ['quantity', 'limit'])).toBe(undefined);
  expect(nearest('a'.repeat(50), ['a'.repeat(50)])).toBe(undefined);
});

test('finds a name with one letter missing, too many, other, or swapped', () => {
  const slips = fc.record({
    name: fc.stringMatching(/^[a-z]{5,20}$/),
    at: fc.nat(3),
    slip: fc.constantFrom('missing', 'extra', 'other', 'swapped'),
  });
  fc.assert(
    fc.property(slips, ({ name, at, slip }) => {
      const head = name.slice(0, at);
      const tails = {
        missing: name.slice(at + 1),
        extra: `q${name.slice(at)}`,
        other: `q${name.slice(at + 1)}`,
        swapped: `${name[at + 1]}${name[at]}${name.slice(at + 2)}`,
      };
      expect(nearest(head + tails[slip], ['1234567', name])).toBe(name);
    }),
  );
});
