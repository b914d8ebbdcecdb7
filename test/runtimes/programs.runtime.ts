import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { describeSmoke } from './describe-smoke.ts';
import { pinOf } from './pins.ts';
import { run } from './program.ts';
import type { SmokeResult } from './smoke/index.ts';

const PROGRAM = `
import * as copy from 'genstore-inventory-copy';
import { runSmoke } from './smoke/index.ts';

console.log(JSON.stringify(await runSmoke({ address: process.argv[2], copy })));
`;

interface Program {
  readonly name: string;
  readonly version: string;
  /** From the folder that it is installed in. */
  readonly path: string;
  readonly words?: (address: string) => readonly string[];
}

const PROGRAMS: readonly Program[] = [
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
    // Nothing but the shop: no file, no variable of the environment.
    words: (address) => ['run', '--no-prompt', `--allow-net=${new URL(address).host}`],
  },
];

describe.each(PROGRAMS)('$name $version', ({ version, path }) => {
  test('is what was run', async () => {
    const { folder } = inject('installed').hosts;
    const { stdout } = await run(join(folder, path), ['--version'], folder);
    expect(/\d+\.\d+\.\d+/.exec(stdout)?.[0]).toBe(version);
  });
});

for (const { name, version, path, words } of PROGRAMS) {
  describeSmoke({
    name: `${name} ${version}`,
    run: async (folder, address) => {
      writeFileSync(join(folder, 'program.js'), PROGRAM);
      const all = [...(words?.(address) ?? []), 'program.js', address];
      const { stdout } = await run(join(folder, path), all, folder);
      return JSON.parse(stdout) as SmokeResult[];
    },
  });
}
