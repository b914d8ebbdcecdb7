import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const output = execFileSync(process.execPath, ['examples/quickstart.ts'], { encoding: 'utf8' });

test('the quickstart tells the life of a level with the right numbers', () => {
  const rows = output
    .split('\n')
    .filter((line) => /^│ (?!\(index\))/.test(line))
    .map((line) => line.split('│').slice(2, -1).map(Number));

  // available, committed, unavailable, incoming, on hand
  expect(rows).toEqual([
    [0, 0, 0, 0, 0],
    [0, 0, 0, 30, 0],
    [28, 0, 2, 0, 30],
    [24, 4, 2, 0, 30],
    [23, 4, 2, 0, 29],
    [23, 0, 2, 0, 25],
  ]);
});

test.each([
  ['an oversell refused', 'available would fall from 23 to -77'],
  ['committed refused', 'Committed cannot be written'],
  ['a lost answer that was not doubled', 'requests: GET, PUT, GET; on hand is 24, one less'],
  ['a dead worker whose work was ended', '3 broke: on hand is 21'],
  ['a key that is known', 'the same key once more: 21'],
  [
    'webhooks in the wrong order',
    'told: orders/partiallyFulfilled, orders/partiallyFulfilled, orders/cancelled, orders/create',
  ],
  ['levels that are projected right', 'projected 17 available, 19 on hand'],
  ['levels of the shop', 'the shop  17 available, 19 on hand'],
  ['what to do next', 'npx genstore-inventory fake --control'],
])('the quickstart shows %s', (_, text) => {
  expect(output).toContain(text);
});
