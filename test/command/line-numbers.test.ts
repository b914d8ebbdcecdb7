import { expect, test } from 'vitest';
import { createLineNumbers } from '../../src/command/rows/line-numbers.ts';

test('lines are found by their place, whether they follow one another or not', () => {
  const lines = [2, 3, 4, 9, 10, 3, 40, 41, 42, 42, 50];
  const numbers = createLineNumbers();
  for (const line of lines) numbers.add(line);
  expect(lines.map((_, place) => numbers.at(place))).toEqual(lines);
  expect(numbers.at(lines.length)).toBeUndefined();
  expect(createLineNumbers().at(0)).toBeUndefined();
});
