import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the example of holds sets units aside, and gives each back once', () => {
  const output = execFileSync(process.execPath, ['examples/reservations.ts'], { encoding: 'utf8' });
  const rows = output
    .split('\n')
    .filter((line) => /^│ \d/.test(line))
    .map((line) => line.split('│').slice(3, -1).map(Number));
  expect(output).toContain('Cleo wants one: StockRejectedError');
  // available, committed, unavailable
  expect(rows).toEqual([
    [6, 0, 0],
    [2, 0, 4],
    [0, 0, 6],
    [0, 0, 6],
    [0, 0, 6],
    [0, 4, 2],
    [2, 4, 0],
  ]);
});
