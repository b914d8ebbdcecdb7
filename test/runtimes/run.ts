import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';
import { ROOT } from './pins.ts';
import { versionsHere, writeTable } from './table.ts';

const { write } = parseArgs({ options: { write: { type: 'boolean', default: false } } }).values;

// Before the table is written, what checks it can only fail.
const options = write ? { exclude: ['test/runtimes/table.runtime.ts'] } : {};
const config = join(import.meta.dirname, 'vitest.config.ts');
const vitest = await startVitest([], { config, run: true, ...options });
await vitest.close();
if (write && process.exitCode === undefined) {
  const readme = join(ROOT, 'README.md');
  writeFileSync(readme, writeTable(readFileSync(readme, 'utf8'), versionsHere()));
  console.log('The table in README.md is written.');
}
