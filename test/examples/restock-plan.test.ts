import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** The cells of a table's rows, without quotes. */
function rowsOf(output: string): string[][] {
  return output
    .split('\n')
    .filter((line) => /^│ \d/.test(line))
    .map((line) => [...line.matchAll(/│ '?(.*?)'? +(?=│)/g)].map(([, cell = '']) => cell.trim()));
}

test('the example of a restock plan moves shirts and orders mugs, with its numbers', () => {
  const file = 'examples/restock-plan.ts';
  const output = execFileSync(process.execPath, [file], { encoding: 'utf8' });
  expect(rowsOf(output)).toEqual([
    ['0', 'shirt', 'Berlin', 'Lyon', '80', '80', '82'],
    ['0', 'mug', 'Lyon', '24', '-3', '6', '11', '14', '17', '12'],
  ]);
});
