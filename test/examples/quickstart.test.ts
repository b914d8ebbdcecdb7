import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** The rows of the tables in the order in which they were printed, as numbers. */
function rowsOf(output: string, place: string): number[][] {
  return output
    .split('\n')
    .filter((line) => line.startsWith(`│ ${place}`))
    .map((line) => [...line.matchAll(/-?\d+/g)].map(Number));
}

test('the quickstart tells its story with the right numbers and ends well', () => {
  const output = execFileSync(process.execPath, ['examples/quickstart.ts'], { encoding: 'utf8' });

  // available, committed, unavailable, incoming, on hand
  expect(rowsOf(output, 'Berlin')).toEqual([
    [0, 0, 0, 0, 0],
    [0, 0, 0, 30, 0],
    [28, 0, 2, 0, 30],
    [24, 4, 2, 0, 30],
    [23, 4, 2, 0, 29],
    [23, 0, 2, 0, 25],
  ]);
  expect(rowsOf(output, 'Lyon').at(-1)).toEqual([5, 0, 0, 0, 5]);
  expect(output).toContain('Committed cannot be written');
});
