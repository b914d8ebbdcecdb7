import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// Installing and compiling take their time on a busy machine; nothing here waits for a clock.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ROOT = resolve(import.meta.dirname, '../..');
const DEPENDENCIES = ['ky', 'zod'];

let folder = '';
let files: string[] = [];

/** Lays the packed package into an empty folder, as an installation would, with or without the rest. */
function install(name: string, dependencies: readonly string[]): string {
  const app = join(folder, name);
  const target = join(app, 'node_modules', 'genstore-inventory');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, 'package.tgz'), '-C', target, '--strip-components=1']);
  for (const dependency of dependencies) {
    symlinkSync(join(ROOT, 'node_modules', dependency), join(app, 'node_modules', dependency));
  }
  writeFileSync(join(app, 'package.json'), '{"type":"module"}');
  return app;
}

function run(app: string, file: string, code: string): string {
  writeFileSync(join(app, file), code);
  return execFileSync(process.execPath, [file], { cwd: app, encoding: 'utf8' });
}

/** The TypeScript of the README, block by block. */
function readmeBlocks(): string[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  return [...readme.matchAll(/^```ts.*\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'genstore-inventory-'));
  const options = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const output = execFileSync('npm', options, { cwd: ROOT, encoding: 'utf8' });
  const [pack] = JSON.parse(output) as [{ filename: string; files: { path: string }[] }];
  execFileSync('mv', [join(folder, pack.filename), join(folder, 'package.tgz')]);
  files = pack.files.map(({ path }) => path);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed package', () => {
  test('holds what users need and nothing else', () => {
    const others = files.filter((path) => !/^(?:dist|src)\//.test(path));
    expect(others.toSorted()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    expect(files).toContain('dist/index.d.ts');
    expect(
      files.filter((path) => /test|tsconfig|\.tsbuildinfo/.test(path.split('/').at(-1) ?? '')),
    ).toEqual([]);
  });

  test('offers its model where neither ky nor zod nor msw is installed', () => {
    const app = install('model-alone', []);
    const code = `import { emptyStock } from 'genstore-inventory/model'; console.log(emptyStock().levels.size);`;
    expect(run(app, 'model.js', code)).toBe('0\n');
  });

  test('can be required', () => {
    const app = install('required', DEPENDENCIES);
    const code = `
      const { InventoryClient } = require('genstore-inventory');
      const { createInventoryFake } = require('genstore-inventory/testing');
      console.log(typeof InventoryClient, typeof createInventoryFake);`;
    expect(run(app, 'main.cjs', code)).toBe('function function\n');
  });

  test('brings its command, ready to run', () => {
    const app = install('command', DEPENDENCIES);
    const command = join(app, 'node_modules/genstore-inventory/dist/server/command.js');
    expect(execFileSync(command, ['--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('runs the examples of its README as they are written', () => {
    const app = install('readme', DEPENDENCIES);
    const [use = '', tryOut = ''] = readmeBlocks();
    // The first one talks to a real shop: here the fake stands where the shop would be.
    const shop = `
      import { createInventoryFake } from 'genstore-inventory/testing';
      process.env.GENSTORE_TOKEN = 'test-token';
      const fake = createInventoryFake({
        shop: 'acme',
        accessToken: 'test-token',
        seed: { variants: ['107362030756584'], locations: ['50002'] },
      });
      globalThis.fetch = fake.fetch;`;
    writeFileSync(join(app, 'shop.js'), shop);
    const output = run(app, 'use.ts', `import './shop.js';\n${use}`);
    expect(output).toContain('available would fall from 38 to -62');
    expect(output).toContain('107362030756584 38 38');

    expect(run(app, 'try.ts', `${tryOut}\nconsole.log(levels[0]?.committed);`)).toBe('3\n');
  });

  test.each(['nodenext', 'preserve'])(
    'brings types that hold without skipLibCheck, module %s',
    (module) => {
      const app = install(`types-${module}`, [...DEPENDENCIES, 'msw']);
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
});
