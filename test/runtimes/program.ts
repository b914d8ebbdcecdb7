import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What a program has written so far. */
interface Output {
  stdout: string;
  stderr: string;
}

/** A program that goes on until it is stopped. */
export interface Running {
  /** The first group of the pattern that was waited for. */
  readonly said: string;
  readonly stop: () => Promise<void>;
}

/** Longer than any of them takes on a busy machine. */
const MOST_MS = 300_000;

/** What Node was told for the tests themselves is no business of other programs. */
const { NODE_OPTIONS: _, ...ENV } = process.env;

/** Runs a program to its end. Rejects, with all that it wrote, unless it ends with 0. */
export async function run(
  command: string,
  words: readonly string[],
  cwd: string,
): Promise<Readonly<Output>> {
  const { child, output } = start(command, words, cwd);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw failure(command, words, `ended with ${code} in ${cwd}`, output);
  return output;
}

/** Starts a program and waits until it writes a line that matches the pattern. */
export async function startAndWait(
  command: string,
  words: readonly string[],
  cwd: string,
  pattern: RegExp,
): Promise<Running> {
  const { child, output } = start(command, words, cwd);
  const closed = once(child, 'close');
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const match = pattern.exec(output.stdout);
      if (match !== null) resolve(match[1] ?? '');
    });
    const early = (): void => reject(failure(command, words, 'ended before it was ready', output));
    closed.then(early, reject);
  });
  const stop = async (): Promise<void> => {
    child.kill();
    await closed;
  };
  return { said, stop };
}

function start(
  command: string,
  words: readonly string[],
  cwd: string,
): { readonly child: ChildProcess; readonly output: Output } {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const child = spawn(command, words, {
    cwd,
    env: { ...ENV, NO_COLOR: '1' },
    stdio: [...stdio],
    timeout: MOST_MS,
  });
  const output: Output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return { child, output };
}

function failure(
  command: string,
  words: readonly string[],
  problem: string,
  { stdout, stderr }: Output,
): Error {
  return new Error(`${[command, ...words].join(' ')} ${problem}:\n${stdout}${stderr}`);
}
