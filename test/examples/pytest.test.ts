import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';

// Starts processes, which can take seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const ROOT = join(import.meta.dirname, '../..');
const WORKERS = 4;
const execute = promisify(execFile);

test('four workers of pytest at once have a shop each, and leave none behind', async () => {
  const FAKE_COMMAND = `'${process.execPath}' '${join(ROOT, 'src/command/main.ts')}'`;
  const env = { ...process.env, FAKE_COMMAND, PYTHONDONTWRITEBYTECODE: '1' };
  const script = join(ROOT, 'test/examples/run_pytest.py');
  const outcomes = await Promise.all(
    Array.from({ length: WORKERS }, () => execute('python3', [script], { cwd: ROOT, env })),
  );

  expect(outcomes.map(({ stdout }) => /\d+ passed/.exec(stdout)?.[0])).toEqual(
    Array.from({ length: WORKERS }, () => '22 passed'),
  );
});
