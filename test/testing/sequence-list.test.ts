import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { log } from '../../src/testing/state/log.ts';
import { sequenceList } from '../../src/testing/state/sequence-list.ts';
import type { SequenceList } from '../../src/testing/state/sequence-list.ts';

interface Item {
  readonly number: number;
  readonly value: number;
}

/** A list under test, and a map that surely holds what it should hold. */
interface Twin {
  readonly list: SequenceList<Item>;
  readonly plain: Map<number, Item>;
}

const emptyList = (): SequenceList<Item> => sequenceList(({ number }) => number);

/** What can be done to one of some twins. Numbers mostly go up, as they do in a shop. */
const step = fc.record({
  twin: fc.nat(),
  what: fc.constantFrom('append', 'append', 'append', 'put', 'remove', 'copy'),
  number: fc.nat(3000),
});

function expectSame({ list, plain }: Twin): void {
  const items = [...plain.values()].toSorted((a, b) => a.number - b.number);
  expect([...list.walk(0, 'from')]).toEqual(items);
  for (const middle of [-1, 0, 7, 511, 512, 513, 1200, 5000]) {
    expect(list.find(middle)).toEqual(plain.get(middle));
    expect([...list.walk(middle, 'from')]).toEqual(items.filter(({ number }) => number >= middle));
    expect([...list.walk(middle, 'before')]).toEqual(
      items.filter(({ number }) => number < middle).toReversed(),
    );
  }
}

describe('a list in the order of numbers', () => {
  test('and its copies hold what lists of their own would hold', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const twins: Twin[] = [{ list: emptyList(), plain: new Map() }];
        for (const [value, { twin, what, number }] of steps.entries()) {
          const { list, plain } = twins[twin % twins.length] as Twin;
          const highest = Math.max(-1, ...plain.keys());
          // Enough for chunks to fill up, be copied, and go.
          const count = what === 'append' ? number % 400 : 1;
          for (let i = 0; i < count; i += 1) {
            const item = { number: what === 'append' ? highest + 1 + i : number, value };
            if (what === 'copy') twins.push({ list: list.copy(), plain: new Map(plain) });
            else if (what === 'remove') {
              list.remove(number);
              plain.delete(number);
            } else {
              list.put(item);
              plain.set(item.number, item);
            }
          }
        }
        for (const twin of twins) expectSame(twin);
      }),
      { numRuns: 60 },
    );
  });

  test('of which everything was removed is empty, and takes new items', () => {
    const list = emptyList();
    for (let number = 0; number < 1500; number += 1) list.put({ number, value: 0 });
    const copy = list.copy();
    for (let number = 0; number < 1500; number += 1) list.remove(number);
    expect([...list.walk(0, 'from')]).toEqual([]);
    expect([...list.walk(9999, 'before')]).toEqual([]);
    list.put({ number: 3, value: 1 });

    expect([...list.walk(0, 'from')]).toEqual([{ number: 3, value: 1 }]);
    expect([...copy.walk(0, 'from')]).toHaveLength(1500);
  });
});

describe('a log', () => {
  test('and its copies each go on in their own way', () => {
    const one = log<string>();
    one.push('a');
    const two = one.copy();
    one.push('b');
    two.push('c');
    two.push('d');
    one.push('e');
    const three = two.copy();
    three.push('f');

    expect([one.all(), two.all(), three.all()]).toEqual([
      ['a', 'b', 'e'],
      ['a', 'c', 'd'],
      ['a', 'c', 'd', 'f'],
    ]);
    expect([...three.backwards()]).toEqual(['f', 'd', 'c', 'a']);
  });

  test('gives out what later items do not change', () => {
    const one = log<string>();
    one.push('a');
    const read = one.all();
    one.push('b');

    expect(read).toEqual(['a']);
  });
});
