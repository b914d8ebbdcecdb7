import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cowMap } from '../../src/testing/state/cow-map.ts';
import type { CowMap } from '../../src/testing/state/cow-map.ts';

/** A map under test, and one that surely does what a map does. */
interface Twin {
  readonly map: CowMap<number>;
  readonly plain: Map<string, number>;
}

/** What can be done to one of some twins, by its number. */
const step = fc.record({
  twin: fc.nat(),
  what: fc.constantFrom(...Array<string>(12).fill('set'), 'delete', 'delete', 'copy'),
  key: fc.nat(120).map((number) => `1073620307565${number}`),
});

function run({ map, plain }: Twin, what: string, key: string, value: number): Twin | undefined {
  if (what === 'copy') return { map: map.copy(), plain: new Map(plain) };
  if (what === 'delete') {
    map.delete(key);
    plain.delete(key);
  } else {
    map.set(key, value);
    plain.set(key, value);
  }
  return undefined;
}

test('a map and its copies hold what maps of their own would hold', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 200, maxLength: 300, size: 'max' }), (steps) => {
      const twins: Twin[] = [{ map: cowMap(), plain: new Map() }];
      const keys = new Set<string>();
      for (const [value, { twin, what, key }] of steps.entries()) {
        const chosen = twins[twin % twins.length] as Twin;
        keys.add(key);
        const copy = run(chosen, what, key, value);
        if (copy !== undefined) twins.push(copy);
      }
      const read = (map: Pick<Map<string, number>, 'get' | 'has'>): unknown[] =>
        [...keys].map((key) => (map.has(key) ? map.get(key) : 'not there'));
      expect(twins.map(({ map }) => read(map))).toEqual(twins.map(({ plain }) => read(plain)));
    }),
    { numRuns: 30 },
  );
});

test('ten thousand entries are found, and nothing else', () => {
  const map = cowMap<number>().copy();
  for (let i = 0; i < 10_000; i += 1) map.set(`${i}`, i);

  expect(Array.from({ length: 10_000 }, (_, i) => map.get(`${i}`))).toEqual(
    Array.from({ length: 10_000 }, (_, i) => i),
  );
  expect([map.get('10000'), map.get(''), map.get('00')]).toEqual([undefined, undefined, undefined]);
});

test('a key that is set again has the later value, and can be deleted once', () => {
  const map = cowMap<number>();
  map.set('a', 1);
  map.set('a', 2);
  expect(map.get('a')).toBe(2);
  map.delete('a');
  map.delete('a');
  expect(map.has('a')).toBe(false);
});

test('keys whose hashes are the same are kept apart', () => {
  // Found by search: each pair has one hash.
  const pairs = ['k4uzx kf2ad', 'k4uzy kf2ae', 'k4uzz kf2af', 'k4uzt kf2ah', 'k4uzu kf2ai'];
  const keys = pairs.flatMap((pair) => pair.split(' '));
  const map = cowMap<number>().copy();
  for (const [index, key] of keys.entries()) map.set(key, index);
  map.delete('k4uzx');

  expect(keys.map((key) => map.get(key))).toEqual([undefined, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
