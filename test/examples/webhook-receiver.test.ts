import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the example of a receiver counts every webhook once, in whatever order they come', () => {
  const file = 'examples/webhook-receiver.ts';
  const output = execFileSync(process.execPath, [file], { encoding: 'utf8' });
  expect(output.trimEnd().split('\n')).toEqual([
    'orders/create is applied: 7 available, 3 committed',
    '  orders/create, attempt 1: answered 200',
    '  orders/create, attempt 1: answered 200',
    'orders/cancelled is held: 7 available, 3 committed',
    'orders/create is applied: 7 available, 3 committed',
    '  orders/cancelled, attempt 1: answered 200',
    '  orders/create, attempt 1: answered 200',
    '  orders/fulfilled, attempt 1: answered 401',
    'orders/fulfilled is applied: 7 available, 0 committed',
    '  orders/fulfilled, attempt 2: answered 200',
    'inventory/update is applied: 12 available, 0 committed',
    '  inventory/update, attempt 1: answered 200',
  ]);
});
