import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'tour-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { status, stdout, stderr } = spawnSync(process.execPath, ['examples/tour.ts'], {
  encoding: 'utf8',
  env: { ...process.env, TMPDIR: folder, TEMP: folder },
});

test('the tour ends well, and leaves no file behind', () => {
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('the tour fits into 80 columns', () => {
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test.each([
  ['an oversell refused', /available would fall from 17 to -1[^]*Writes that were sent: 0/],
  ['a lost answer that was not doubled', /but reads: GET, PUT, GET\.\s+On hand: 18/],
  ['a worker that was killed', /the first +4 +14$/m],
  ['another one that did the rest, once', /both +6 +12$/m],
  ['webhooks in the wrong order', /orders\/cancelled\s+orders\/create/],
  ['numbers that end right', /the app has +7 +3 +10\n +the shop has +7 +3 +10\n/],
  ['where to go next', /npx genstore-inventory fake --control/],
])('the tour shows %s', (_, text) => {
  expect(stdout).toMatch(text);
});
