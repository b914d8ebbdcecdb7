import { inject } from 'vitest';
import { join } from 'node:path';
import { pinOf } from './pins.ts';
import { run } from './program.ts';

/** A program that runs JavaScript files. */
export interface Program {
  readonly name: string;
  readonly version: string;
  /** From the folder that it is installed in. */
  readonly path: string;
  /** What it is told before the file: what the file may reach. */
  readonly words?: (may: Permissions) => readonly string[];
}

/** What a file may reach beside itself, for those programs that ask. */
export interface Permissions {
  /** Hosts with their ports. */
  readonly hosts: readonly string[];
  /** A folder in which it may read and write. */
  readonly folder?: string;
  /** Variables of the environment that it may read, and what else a driver asks of the machine. */
  readonly isDriver?: boolean;
}

export const PROGRAMS: readonly Program[] = [
  ...['node22', 'node24', 'node26'].map((node) => ({
    name: 'Node',
    version: pinOf('hosts', node),
    path: `node_modules/${node}/bin/node`,
  })),
  { name: 'Bun', version: pinOf('hosts', 'bun'), path: 'node_modules/.bin/bun' },
  {
    name: 'Deno',
    version: pinOf('hosts', 'deno'),
    path: 'node_modules/.bin/deno',
    words: ({ hosts, folder, isDriver = false }) => [
      'run',
      '--no-prompt',
      `--allow-net=${hosts.join(',')}`,
      ...(folder === undefined ? [] : [`--allow-read=${folder}`, `--allow-write=${folder}`]),
      ...(isDriver ? ['--allow-env', '--allow-sys'] : []),
    ],
  },
];

/** Runs a file of the installed folder to its end, and gives what it printed. */
export async function runFile(
  { path, words }: Program,
  file: string,
  args: readonly string[],
  may: Permissions,
): Promise<string> {
  const { folder } = inject('installed').hosts;
  const all = [...(words?.(may) ?? []), file, ...args];
  return (await run(join(folder, path), all, folder)).stdout;
}
