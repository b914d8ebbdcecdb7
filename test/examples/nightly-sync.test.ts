import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const CSV = readFileSync('examples/nightly-sync.csv', 'utf8');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightly-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the example, with a file of its own where a text is given. */
function run(csv?: string): { status: number | null; stdout: string; stderr: string } {
  const file = join(folder, 'count.csv');
  if (csv !== undefined) writeFileSync(file, csv);
  const args = ['examples/nightly-sync.ts', ...(csv === undefined ? [] : [file])];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

describe('the nightly sync', () => {
  test('shows what differs, writes it, sums up and ends well', () => {
    const { status, stdout, stderr } = run();
    expect(stdout).toContain('2 of 8 levels differ');
    expect(stdout).toMatch(/107362030756584.*50002.* 42 .* 40 /);
    expect(stdout).toMatch(/unchanged\W+6\b/);
    expect(stdout).toMatch(/applied\W+2\b/);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('draws no progress bar where nobody looks', () => {
    expect(run().stdout).not.toContain('\u001B');
  });

  test.each([
    ['in the middle of a row', CSV.slice(0, CSV.lastIndexOf(',')), 'line 9'],
    [
      'and closed again',
      `${CSV.slice(0, CSV.indexOf(',50003'))}\n${CSV.split('\n')[3]}\n`,
      'line 3',
    ],
  ])('refuses a file that is cut off %s, with its line', (_, csv, line) => {
    const { status, stderr, stdout } = run(csv);
    expect(stderr).toContain(line);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  test('refuses counts that cannot be, with their lines', () => {
    const { status, stderr } = run(CSV.replace(',40', ',-40').replace(',12', ','));
    expect(stderr).toContain('count.csv, line 2, column onHand: "-40" is below 0');
    expect(stderr).toContain('count.csv, line 3, column onHand: "" is empty');
    expect(status).toBe(1);
  });

  test('refuses a count that would empty a fifth of the shop', () => {
    const { status, stderr } = run(CSV.replace(',64', ',0'));
    expect(stderr).toContain('maxDrop allows 20 %');
    expect(status).toBe(1);
  });
});
