import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { serveInventoryFake } from '../../src/server/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';

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

test.each(['a pipe that nobody writes to', 'standard input that does not end'])(
  'a run ends by SIGTERM while it reads %s',
  async (what) => {
    const folder = mkdtempSync(join(tmpdir(), 'genstore-inventory-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const pipe = join(folder, 'counts.csv');
    execFileSync('sh', ['-c', `mkfifo '${pipe}'`]);
    const file = what.startsWith('a pipe') ? pipe : '-';
    const words = ['sync', file, '--base-url', 'http://127.0.0.1:9', '--json'];
    const env = { ...process.env, GENSTORE_TOKEN: 'test-token', XDG_STATE_HOME: folder };
    const run = spawn(process.execPath, [COMMAND, ...words], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    onTestFinished(() => void run.kill('SIGKILL'));
    let said = '';
    run.stderr.on('data', (chunk: Buffer) => (said += String(chunk)));
    const ended = new Promise((resolve) => run.on('exit', resolve));
    // It listens for signals when it has made the folder of the state.
    const state = join(folder, 'genstore-inventory');
    await expect.poll(() => existsSync(state), { timeout: 20_000 }).toBe(true);
    run.kill('SIGTERM');
    expect(await ended).toBe(1);
    expect(said).toContain('Ended (SIGTERM) before anything was written');
  },
);

test('a run whose reader stops reading ends, and says no more', async () => {
  const levels = Array.from({ length: 20_000 }, (_, index) => {
    return { variantId: String(100_000 + index), locationId: '50002', available: 1 };
  });
  const rateLimit = { capacity: 1_000, refillPerSecond: 1_000 };
  const accessToken = 'test-token';
  const fake = createInventoryFake({ shop: 'acme', accessToken, rateLimit, seed: { levels } });
  const served = await serveInventoryFake(fake, { port: 0 });
  onTestFinished(() => served.close());
  const words = ['levels', '--base-url', served.url, '--format', 'csv'];
  const env = { ...process.env, GENSTORE_TOKEN: 'test-token' };
  const run = spawn(process.execPath, [COMMAND, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void run.kill('SIGKILL'));
  let said = '';
  run.stderr.on('data', (chunk: Buffer) => (said += String(chunk)));
  const ended = new Promise((resolve) => run.on('close', resolve));
  run.stdout.once('data', () => run.stdout.destroy());
  expect({ code: await ended, said }).toEqual({ code: 1, said: '' });
  expect(fake.requests.length).toBeLessThan(levels.length / 250);
});
