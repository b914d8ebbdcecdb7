import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const output = execFileSync(process.execPath, ['examples/omnichannel.ts'], { encoding: 'utf8' });

test('the example of channels never shows more than there is', () => {
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

test('a till that was offline sends its sales twice, and each counts once', () => {
  const [, till = ''] = output.split('└');
  expect(till.split('\n').slice(1, -1)).toEqual([
    'The till sold 3, and 2 were free: 0 free after both times.',
    expect.stringContaining(
      'For a person: till-7/3 was sold, and available would fall from 0 to -1',
    ),
  ]);
});
