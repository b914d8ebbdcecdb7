import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const READER = join(import.meta.dirname, '../../dist/files/index.js');

/** A program of its own with Node's own settings, whose largest resident size tells. */
const PROGRAM = `
  const { readStockFile } = await import(${JSON.stringify(READER)});
  let rows = 0;
  for await (const { value } of readStockFile(process.argv[1])) rows += value >= 0 ? 1 : 0;
  console.log(rows, Math.round(process.resourceUsage().maxRSS / 1024));
`;

test('a file of a million lines streams within 150 MB, and doubles are found in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'genstore-inventory-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'counts.csv');
  const lines = Array.from({ length: 1_000_000 }, (_, index) => {
    return `${107_362_030_000_000 + index * 7},${50_002 + (index % 3)},${index % 100}\n`;
  });
  writeFileSync(file, `variantId,locationId,onHand\n${lines.join('')}`);
  const words = ['--input-type=module', '-e', PROGRAM];
  const [rows, megabytes] = execFileSync(process.execPath, [...words, file], {
    encoding: 'utf8',
    timeout: 120_000,
  })
    .trim()
    .split(' ')
    .map(Number);
  expect(rows).toBe(1_000_000);
  expect(megabytes).toBeLessThan(150);

  writeFileSync(file, `variantId,locationId,onHand\n${lines.join('')}${lines[41]}`);
  const refused = (): string =>
    execFileSync(process.execPath, [...words, file], { encoding: 'utf8', stdio: 'pipe' });
  expect(refused).toThrow('line 1000002: names variant 107362030000287');
});
