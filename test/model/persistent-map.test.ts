import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DraftMap, PersistentMap } from '../../src/model/persistent/persistent-map.ts';
import { collidingKeys } from './colliding-keys.ts';

const RUNS = { numRuns: 500 } as const;

/** A few keys that meet often, some of which the first hash cannot tell apart, and some odd ones. */
const key = fc.oneof(
  fc.constantFrom(...collidingKeys(4)),
  fc.nat(300).map((number) => `k${number}`),
  fc.constantFrom('', '__proto__', 'constructor', 'toString'),
);

type Step =
  | { readonly act: 'set'; readonly key: string; readonly value: number }
  | { readonly act: 'delete'; readonly key: string }
  | { readonly act: 'snapshot' }
  | { readonly act: 'fork' }
  | { readonly act: 'walk' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('set'), key, value: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('delete'), key }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('snapshot', 'fork', 'walk') }) },
);

/** A draft of the same entries; the one that it was made of is changed afterwards. */
function changedAfterFork(old: DraftMap<number>): DraftMap<number> {
  const draft = new DraftMap(old.live);
  old.set('k1', -1);
  old.delete('k2');
  old.set('only here', -1);
  return draft;
}

/** Fails where a map still has a key. */
function expectGone(map: ReadonlyMap<string, number>, gone: string): void {
  expect(map.has(gone)).toBe(false);
  expect(map.get(gone)).toBeUndefined();
}

/** Fails where two maps differ in anything that a reader can see, the order of entries included. */
function expectSame(map: ReadonlyMap<string, number>, plain: ReadonlyMap<string, number>): void {
  expect(map.size).toBe(plain.size);
  expect([...map]).toEqual([...plain]);
  for (const [each, value] of plain) {
    expect(map.get(each)).toBe(value);
    expect(map.has(each)).toBe(true);
  }
}

test('a map that is changed and shared in any way is what a plain Map would be', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
      let draft = new DraftMap<number>(new Map());
      const plain = new Map<string, number>();
      const kept: [ReadonlyMap<string, number>, ReadonlyMap<string, number>][] = [];
      for (const each of steps) {
        switch (each.act) {
          case 'set':
            draft.set(each.key, each.value);
            plain.set(each.key, each.value);
            break;
          case 'delete':
            draft.delete(each.key);
            plain.delete(each.key);
            expectGone(draft.live, each.key);
            break;
          case 'snapshot':
            kept.push([draft.snapshot(), new Map(plain)]);
            break;
          case 'fork':
            // The old one goes on as well, with changes that nobody else may see.
            draft = changedAfterFork(draft);
            break;
          case 'walk':
            expectSame(draft.live, plain);
        }
        expect(draft.live.size).toBe(plain.size);
      }
      expectSame(draft.live, plain);
      for (const [map, was] of kept) expectSame(map, was);
    }),
    RUNS,
  );
});

describe('a persistent map', () => {
  const draft = new DraftMap<number>(new Map());
  for (let index = 0; index < 5000; index += 1) draft.set(`k${index}`, index);
  const map = draft.snapshot();

  test('is read as a Map is', () => {
    const plain = new Map(map);
    const seen: unknown[] = [];
    const self = {};
    map.forEach(function see(this: unknown, value, each, whole) {
      seen.push([this === self, value, each, whole === map]);
    }, self);

    expect(seen).toEqual(Array.from(plain, ([each, value]) => [true, value, each, true]));
    expect([...map.keys()]).toEqual([...plain.keys()]);
    expect([...map.values()]).toEqual([...plain.values()]);
    expect([...map.entries()]).toEqual([...plain.entries()]);
    expect(Object.prototype.toString.call(map)).toBe('[object Map]');
  });

  test('has its entries in the order in which their keys came, and a key that comes back at the end', () => {
    const changed = new DraftMap(map);
    changed.set('k2', -2);
    changed.delete('k0');
    changed.set('k0', -0.5);

    const entries = [...changed.live];
    expect(entries.slice(0, 2)).toEqual([
      ['k1', 1],
      ['k2', -2],
    ]);
    expect(entries.at(-1)).toEqual(['k0', -0.5]);
    expect(entries).toHaveLength(5000);
  });

  test('is itself as long as nothing is changed', () => {
    const same = new DraftMap(map);
    same.delete('not there');

    expect(same.snapshot()).toBe(map);
    same.set('k1', 1);
    expect(same.snapshot()).not.toBe(map);
  });

  test('is walked on as it was when the walk began, whatever changes meanwhile', () => {
    const changing = new DraftMap(map);
    changing.set('k4999', 0);
    const walk = changing.live.values();
    changing.set('k4999', -1);
    changing.set('new', -1);

    expect([...walk].slice(-2)).toEqual([4998, 0]);
    expect([...changing.live.values()].slice(-2)).toEqual([-1, -1]);
  });

  test('can be emptied and filled again', () => {
    const emptied = new DraftMap(map);
    for (const each of map.keys()) emptied.delete(each);

    expect([...emptied.live]).toEqual([]);
    emptied.set('k7', 7);
    expect([...emptied.snapshot()]).toEqual([['k7', 7]]);
    expect(map.size).toBe(5000);
  });

  test('takes a plain Map over as it is at that moment', () => {
    const plain = new Map([['a', 1]]);
    const copy = new DraftMap(plain).snapshot();
    plain.set('a', 2);

    expect([...copy]).toEqual([['a', 1]]);
    expect([...new PersistentMap()]).toEqual([]);
  });
});

test('keys that one hash cannot tell apart are told apart by the next', () => {
  const keys = collidingKeys(4096);
  const start = new DraftMap<number>(new Map([['first', 0]])).snapshot();
  // A copy keeps new keys in the index over hashes, where keys that are alike could pile up.
  const draft = new DraftMap(start);
  for (const [index, each] of keys.entries()) draft.set(each, index);

  expect(keys.every((each, index) => draft.live.get(each) === index)).toBe(true);
  expect(draft.live.size).toBe(keys.length + 1);
});
