import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const READER = join(import.meta.dirname, '../../dist/files/index.js');

/**
 * A program of its own with Node's own settings, which tells its rows, its largest resident size, and
 * what it was refused for. It catches that itself: an error that nobody catches, like process.exit, can
 * leave Node standing still for ever while it compiles (nodejs/node#54918), one time in five here.
 */
const PROGRAM = `
  const { readStockFile } = await import(${JSON.stringify(READER)});
  let rows = 0;
  let refusal;
  try {
    for await (const { value } of readStockFile(process.argv[1])) rows += value >= 0 ? 1 : 0;
  } catch (error) {
    refusal = error.message;
  }
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ rows, megabytes, refusal }));
`;

function read(file: string): unknown {
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM, file], {
      encoding: 'utf8',
      timeout: 120_000,
      killSignal: 'SIGKILL',
    }),
  );
}

test('a file of a million lines streams within 150 MB, and doubles are found in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'genstore-inventory-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'counts.csv');
  const lines = Array.from({ length: 1_000_000 }, (_, index) => {
    return `${107_362_030_000_000 + index * 7},${50_002 + (index % 3)},${index % 100}\n`;
  });
  writeFileSync(file, `variantId,locationId,onHand\n${lines.join('')}`);
  const { rows, megabytes, refusal } = read(file) as Record<string, unknown>;
  expect({ rows, refusal }).toEqual({ rows: 1_000_000, refusal: undefined });
  expect(megabytes).toBeLessThan(150);

  writeFileSync(file, `variantId,locationId,onHand\n${lines.join('')}${lines[41]}`);
  expect(read(file)).toHaveProperty(
    'refusal',
    expect.stringContaining('line 1000002: names variant 107362030000287'),
  );
});
