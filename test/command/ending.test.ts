import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';

// Starts processes, which can take seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const COMMAND = join(import.meta.dirname, '../../src/command/main.ts');

/** Starts the fake as the child of another program, and tells where it is when it is open. */
async function openUnder(
  program: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly url: string; readonly kill: (signal: NodeJS.Signals) => void }> {
  const [name = '', ...words] = program;
  const parent = spawn(name, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void parent.kill('SIGKILL'));
  let said = '';
  for await (const chunk of parent.stdout as AsyncIterable<Buffer>) {
    said += String(chunk);
    if (said.includes('Ctrl-C')) break;
  }
  const url = /^Base URL: (\S+)$/m.exec(said)?.[1] ?? '';
  return { url, kill: (signal) => void parent.kill(signal) };
}

async function isGone(url: string): Promise<boolean> {
  return fetch(url).then(
    () => false,
    () => true,
  );
}

const LINE = `'${process.execPath}' '${COMMAND}' fake --port 0`;

test.each<NodeJS.Signals>(['SIGTERM', 'SIGKILL'])(
  'the fake ends with the shell that started it, which got %s',
  async (signal) => {
    const { url, kill } = await openUnder(['sh', '-c', `${LINE}; true`]);
    expect(await isGone(url)).toBe(false);
    kill(signal);
    await expect.poll(() => isGone(url), { timeout: 10_000 }).toBe(true);
  },
);

test('the fake ends with an npx that started it by a shell', async () => {
  // As npm does it: a program that starts a shell that starts the command.
  const npm = `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(`${LINE}; true`)}], { stdio: 'inherit' })`;
  const env = { ...process.env, npm_execpath: '/usr/lib/npm.js' };
  const { url, kill } = await openUnder([process.execPath, '-e', npm], env);
  expect(await isGone(url)).toBe(false);
  kill('SIGTERM');
  await expect.poll(() => isGone(url), { timeout: 10_000 }).toBe(true);
});
