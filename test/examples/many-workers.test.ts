import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('four processes take each unit once, though one of them is killed', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['examples/many-workers.ts'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('till-1 was killed in the middle');
  expect(stdout).toContain('100 lines, 100 units taken, 0 in doubt');
  expect(stdout).toContain('0 answers 429');
  expect(status).toBe(0);
});
