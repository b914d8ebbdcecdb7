import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MUTANTS } from './mutants.ts';

const LOADER = new URL('load-mutant.ts', import.meta.url).href;
const RUN = fileURLToPath(new URL('../run.ts', import.meta.url));

test.each(MUTANTS)('the simulator finds it when $name', ({ name, story }) => {
  const bounds = '--seed 1 --steps 20000 --stories 40'.split(' ');
  const told = [...bounds, ...(story?.split(' ') ?? [])];
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', LOADER, RUN, ...told], {
    env: { ...process.env, MUTANT: name },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^Violated: /m);
  expect(stdout).toMatch(/^Again: npm run simulate -- --seed \d+ --steps 20000/m);
});
