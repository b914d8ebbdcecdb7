import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { pack, readmeBlocks, ROOT, run } from './packed.ts';

// Installing and compiling take their time on a busy machine; nothing here waits for a clock.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const DEPENDENCIES = ['ky', 'zod'];
const { files, install, remove } = pack();
afterAll(remove);

describe('the packed package', () => {
  test('holds what users need and nothing else', () => {
    // The bundler names what entries share by a digest of its content.
    const tops = files.map((path) =>
      path
        .split('/')
        .slice(0, 2)
        .join('/')
        .replace(/^dist\/[^/]+-[\w-]{8}\.(js|js\.map|d\.ts)$/, 'dist/shared.$1'),
    );
    expect([...new Set(tops)].toSorted()).toMatchInlineSnapshot(`
      [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "dist/THIRD-PARTY.md",
        "dist/alerts",
        "dist/auth",
        "dist/catalog",
        "dist/command",
        "dist/files",
        "dist/holds",
        "dist/index.d.ts",
        "dist/index.js",
        "dist/index.js.map",
        "dist/model",
        "dist/msw",
        "dist/postgres",
        "dist/server",
        "dist/shared.d.ts",
        "dist/shared.js",
        "dist/shared.js.map",
        "dist/sqlite",
        "dist/store",
        "dist/sync",
        "dist/testing",
        "dist/webhooks",
        "package.json",
        "src/alerts",
        "src/auth",
        "src/base",
        "src/catalog",
        "src/client",
        "src/command",
        "src/errors",
        "src/files",
        "src/holds",
        "src/index.ts",
        "src/model",
        "src/msw",
        "src/server",
        "src/store",
        "src/sync",
        "src/testing",
        "src/webhooks",
        "src/wire",
      ]
    `);
    const ours =
      /(?:\.test|\.test-d|\.spec|\.bench)\.|tsconfig|\.tsbuildinfo|(?:^|\/)(?:test|bench)\//;
    expect(files.filter((path) => ours.test(path))).toEqual([]);
  });

  test('has in it every source that its source maps name', () => {
    const maps = files.filter((path) => path.endsWith('.js.map'));
    const sources = maps.flatMap((path) => {
      const map = JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as { sources: string[] };
      return map.sources.map((source) => posix.join(posix.dirname(path), source));
    });
    expect(sources.length).toBeGreaterThan(100);
    // What is bundled of other packages stands in the maps themselves.
    const own = sources.filter((path) => !path.startsWith('node_modules/'));
    expect(own.filter((path) => !files.includes(path))).toEqual([]);
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
    const command = join(app, 'node_modules/genstore-inventory/dist/command/main.js');
    expect(execFileSync(command, ['--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    // Help comes at once, as no parser is loaded for it.
    const parts = join(command, '..');
    for (const part of readdirSync(parts)) {
      if (/^(?:run|program)-.*\.js$/.test(part)) rmSync(join(parts, part));
    }
    for (const verb of ['sync', 'adjust', 'levels', 'doctor', 'fake']) {
      const page = execFileSync(command, [verb, '--help'], { encoding: 'utf8' });
      expect(page).toContain(`Usage: genstore-inventory ${verb} `);
    }
    expect(execFileSync(command, ['-h'], { encoding: 'utf8' })).toContain('Exit codes');
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
});
