import { describe, expect, test } from 'vitest';
import { createColumn } from '../../src/base/column.ts';
import { createPairs } from '../../src/base/pairs.ts';

describe('a column', () => {
  test('keeps numbers of every size, also beside larger ones that come later', () => {
    const column = createColumn();
    const values = [0, -1, 127, 128, -32_768, 32_768, 2 ** 31, Number.MAX_SAFE_INTEGER, 0.5, 7];
    const places = values.map((_, index) => index * 1500);
    for (const [index, value] of values.entries()) column.set(places[index] ?? 0, value);
    expect(places.map((place) => column.get(place))).toEqual(values);
    column.set(1501, 2 ** 40);
    expect([column.get(1500), column.get(1501), column.get(1502)]).toEqual([-1, 2 ** 40, 0]);
  });

  test('has 0 where nothing was put', () => {
    expect(createColumn().get(1_000_000)).toBe(0);
  });
});

describe('a table of pairs', () => {
  test('knows each pair, at many sizes', () => {
    const table = createPairs();
    const ids = Array.from({ length: 5000 }, (_, index) =>
      String(4_294_967_296 * (index % 7) + index + 1),
    );
    const pairs = ids.flatMap((id) => ['a', 'b'].map((place) => [id, place] as const));
    expect(pairs.map(([id, place]) => table.add(id, place))).toEqual([...pairs.keys()]);
    expect(pairs.map(([id, place]) => table.find(id, place))).toEqual([...pairs.keys()]);
    expect(pairs.map(([id, place]) => table.add(id, place))).toEqual([...pairs.keys()]);
    expect(pairs.map((_, number) => [table.name(number), table.place(number)])).toEqual(pairs);
    expect(table.size).toBe(10_000);
  });

  test.each(['', '0', '007', 's:1', '-1', '1e3', '1234567890123456', '99999999999999999'])(
    'keeps the name %o as it is',
    (name) => {
      const table = createPairs();
      table.add('1', 'a');
      expect(table.find(name, 'a')).toBeUndefined();
      expect(table.add(name, 'a')).toBe(1);
      expect([table.find(name, 'a'), table.name(1), table.place(1)]).toEqual([1, name, 'a']);
    },
  );

  test('tells a name from a place of the same letters, and finds no pair that it has not', () => {
    const table = createPairs();
    table.add('x', 'y');
    expect([table.find('y', 'x'), table.find('x', 'x'), table.find('x', 'z')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('gives a number to no pair where it is told to', () => {
    const table = createPairs();
    table.add('1', 'a');
    for (let count = 0; count < 5000; count += 1) table.skip();
    expect([table.name(1), table.place(1), table.size]).toEqual(['', '', 5001]);
    expect([table.add('2', 'a'), table.find('1', 'a'), table.find('2', 'a')]).toEqual([
      5001, 0, 5001,
    ]);
  });
});
