import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pack, readmeBlocks } from './packed.ts';

const { install, remove } = pack();
afterAll(remove);

test.each(['nodenext', 'preserve'])(
  'the packed package brings types that hold without skipLibCheck, module %s',
  (module) => {
    const app = install(`types-${module}`, ['ky', 'zod', 'msw']);
    const [, tryOut = ''] = readmeBlocks();
    const others = `
      import { sellable } from 'genstore-inventory/model';
      import { inventoryHandlers } from 'genstore-inventory/msw';
      export const handlers = inventoryHandlers(fake);
      export const units: number = fake.levels().map(sellable).length;`;
    writeFileSync(join(app, 'main.ts'), `${tryOut}\n${others}`);
    const options = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--lib',
      'es2023,dom',
      '--module',
      module,
    ];
    const output = execFileSync('tsc', [...options, '--skipLibCheck', 'false', 'main.ts'], {
      cwd: app,
      encoding: 'utf8',
    });
    expect(output).toBe('');
  },
);
