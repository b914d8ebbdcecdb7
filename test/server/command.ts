import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { processSurroundings } from '../../src/command/surroundings.ts';
import { run as runCommand } from '../../src/command/run.ts';

const COMMAND = join(import.meta.dirname, '../../src/command/main.ts');

/** A command that has ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that serves a fake. */
export interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly port: number;
  /** What it said when it was ready. */
  readonly stdout: string;
  readonly ended: Promise<Ended>;
}

/** Runs the command to its end, as a process of its own. */
export function run(...words: string[]): Promise<Ended> {
  return spawnCommand(words).ended;
}

/** Runs the command in this process; only where it ends at once. */
export async function runHere(...words: string[]): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  const code = await runCommand(words, {
    ...processSurroundings(() => '0.0.0'),
    isTerminal: false,
    hasColors: false,
    print: (text) => (stdout += text),
    complain: (text) => (stderr += text),
  });
  return { code, signal: null, stdout, stderr };
}

/** Starts the command with the fake, at a free port, and waits until it says that it is ready. */
export async function start(...words: string[]): Promise<Running> {
  const { child, ended, said } = spawnCommand(['fake', '--port', '0', ...words]);
  const stdout = await said('Ctrl-C closes it.\n');
  const url = /^Base URL: (http:\S+)$/m.exec(stdout)?.[1] ?? '';
  return { child, url, port: Number(new URL(url).port), stdout, ended };
}

/** Writes a file that is gone after the test, and returns its path. */
export function fileWith(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'genstore-inventory-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'seed.json');
  writeFileSync(path, content);
  return path;
}

/** Runs a line in a shell, as somebody does who pastes it. */
export async function paste(line: string): Promise<Ended> {
  const end = await collect(spawn('sh', ['-c', line])).ended;
  // Not a skipped test: without these programs nobody would know whether the line works.
  if (end.code === 127) throw new Error(`A program that this test needs is missing: ${end.stderr}`);
  return end;
}

function spawnCommand(words: readonly string[]): ReturnType<typeof collect> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, [COMMAND, ...words], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  return collect(child);
}

function collect(child: ChildProcess): {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits for a text on stdout, and returns all that came up to then. */
  readonly said: (text: string) => Promise<string>;
} {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as Ended['code'],
    signal: signal as Ended['signal'],
    stdout,
    stderr,
  }));
  const said = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      child.stdout?.on('data', () => {
        if (stdout.includes(text)) resolve(stdout);
      });
      void ended.then((end) => reject(new Error(`ended before it was ready: ${end.stderr}`)));
    });
  return { child, ended, said };
}
