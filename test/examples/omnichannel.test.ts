import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the example of channels never shows more than there is', () => {
  const output = execFileSync(process.execPath, ['examples/omnichannel.ts'], { encoding: 'utf8' });
  const rows = output
    .split('\n')
    .filter((line) => /^│ \d/.test(line))
    .map((line) => line.split('│').slice(3, -1).map(Number));
  // available, web shop, marketplace, store, held back
  expect(rows).toEqual([
    [100, 61, 26, 8, 5],
    [88, 53, 22, 8, 5],
    [28, 17, 3, 3, 5],
    [24, 15, 2, 2, 5],
    [2, 2, 0, 0, 0],
  ]);
  for (const [available = 0, ...parts] of rows) {
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(available);
  }
});
