import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the example of an order prints its ledger, and the ledger adds up', () => {
  const file = 'examples/order-lifecycle.ts';
  const output = execFileSync(process.execPath, [file], { encoding: 'utf8' });
  const rows = output
    .split('\n')
    .filter((line) => /^│ (?:order|return)\./.test(line))
    .map((line) => line.split('│').map((cell) => cell.trim().replaceAll("'", '')));

  // available, committed, unavailable, on hand: what is left, and by how much it changed
  expect(rows.map((cells) => cells.slice(1, -1))).toEqual([
    ['order.placed', '5 -5', '5 +5', '0', '10'],
    ['order.fulfilled', '5', '2 -3', '0', '7 -3'],
    ['order.cancelled', '7 +2', '0 -2', '0', '7'],
    ['return.received', '7', '0', '1 +1', '8 +1'],
    ['return.restocked', '8 +1', '0', '0 -1', '8'],
  ]);
  expect(output).toContain(
    'Of 5 ordered: 2 with the customer, 1 returned, 2 cancelled, 0 open.\n' +
      'The ledger adds up to the levels.',
  );
});
