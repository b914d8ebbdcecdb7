import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the example of alerts tells everything once, what happened while it was down included', () => {
  const file = 'examples/low-stock-alerts.ts';
  const output = execFileSync(process.execPath, [file], { encoding: 'utf8' });
  expect(output.trimEnd().split('\n')).toEqual([
    '08:00  shirt: ok (30 available, ok)',
    '08:00  mug: low (4 available, low)',
    '08:12  mug: out (0 available, out)',
    '08:42  shirt: low (8 available, low)',
    'The app is down for an hour. Meanwhile 6 mugs arrive.',
    '09:42  mug: back-in-stock (6 available, low)',
  ]);
});
