import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { describeSmoke } from './describe-smoke.ts';
import { PROGRAMS, runFile } from './hosts.ts';
import { run } from './program.ts';
import type { SmokeResult } from './smoke/index.ts';

const PROGRAM = `
import * as copy from 'genstore-inventory-copy';
import { runSmoke } from './smoke/index.ts';

console.log(JSON.stringify(await runSmoke({ address: process.argv[2], copy })));
`;

describe.each(PROGRAMS)('$name $version', ({ version, path }) => {
  test('is what was run', async () => {
    const { folder } = inject('installed').hosts;
    const { stdout } = await run(join(folder, path), ['--version'], folder);
    expect(/\d+\.\d+\.\d+/.exec(stdout)?.[0]).toBe(version);
  });
});

for (const program of PROGRAMS) {
  describeSmoke({
    name: `${program.name} ${program.version}`,
    run: async (folder, address) => {
      writeFileSync(join(folder, 'program.js'), PROGRAM);
      // Nothing but the shop: no file, no variable of the environment.
      const may = { hosts: [new URL(address).host] };
      return JSON.parse(await runFile(program, 'program.js', [address], may)) as SmokeResult[];
    },
  });
}
