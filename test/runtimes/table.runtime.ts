import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './pins.ts';
import { differencesOf, versionsHere, writeTable } from './table.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const HERE = versionsHere();

test('the README names the versions that are run; --write writes them into it', () => {
  expect(differencesOf(README, HERE)).toEqual([]);
});

test('a version that is not the one in the README is told, and so is a row that is missing', () => {
  const versions = { ...HERE, Bun: '0.0.1', Opera: '1.0.0' };
  expect(differencesOf(writeTable(README, HERE), versions)).toEqual([
    `Bun: ${HERE['Bun']} in the README, and 0.0.1 here`,
    'Opera: nothing in the README, and 1.0.0 here',
  ]);
});

test('what is written is what is read', () => {
  const versions = { ...HERE, Bun: '0.0.1' };
  expect(differencesOf(writeTable(README, versions), versions)).toEqual([]);
  expect(writeTable(README, { ...HERE, Chromium: '' })).not.toContain(HERE['Chromium']);
});
