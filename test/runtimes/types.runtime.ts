import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { pinOf, ROOT } from './pins.ts';
import { run } from './program.ts';

const COMPILERS = ['typescript5', 'typescript6', 'typescript7'] as const;

/** Every option with every other one, in as few runs as that takes. */
const PROJECTS = [
  { module: 'nodenext', host: 'a browser', exact: true },
  { module: 'nodenext', host: 'Node', exact: false },
  { module: 'preserve', host: 'a browser', exact: false },
  { module: 'preserve', host: 'Node', exact: true },
] as const;

type Project = (typeof PROJECTS)[number];

const HOSTS = {
  'a browser': { lib: ['es2023', 'dom'], types: [] },
  Node: { lib: ['es2023'], types: ['node'] },
};

const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, unknown>>;
};

/** Every type of every entry that needs no msw, which is not installed here. */
const ENTRIES = Object.keys(exports)
  .filter((entry) => !entry.endsWith('.json') && entry !== './msw')
  .map(
    (entry, index) => `export type * as entry${index} from 'genstore-inventory${entry.slice(1)}';`,
  )
  .join('\n');

function optionsOf({ module, host, exact }: Project): Readonly<Record<string, unknown>> {
  return {
    noEmit: true,
    strict: true,
    skipLibCheck: false,
    exactOptionalPropertyTypes: exact,
    target: 'es2022',
    module,
    // With `preserve` this is what bundlers do; it is the default, and named for the reader.
    moduleResolution: module === 'preserve' ? 'bundler' : module,
    allowImportingTsExtensions: true,
    ...HOSTS[host],
  };
}

describe.each(COMPILERS)('%s', (compiler) => {
  const version = pinOf('hosts', compiler);

  test(`TypeScript ${version} is what was run`, async () => {
    const { folder } = inject('installed').hosts;
    const tsc = join(folder, 'node_modules', compiler, 'bin/tsc');
    expect((await run(tsc, ['--version'], folder)).stdout).toBe(`Version ${version}\n`);
  });

  test.concurrent.each(PROJECTS)(
    'compiles for $host, module $module, exactOptionalPropertyTypes $exact',
    async (project) => {
      const { folder } = inject('installed').hosts;
      const { module, host } = project;
      const own = join(folder, `types-${module}-${host === 'Node' ? 'node' : 'dom'}`);
      mkdirSync(own, { recursive: true });
      writeFileSync(join(own, 'entries.ts'), ENTRIES);
      const files = ['entries.ts', '../smoke/index.ts'];
      const config = { compilerOptions: optionsOf(project), files };
      writeFileSync(join(own, 'tsconfig.json'), JSON.stringify(config));
      const tsc = join(folder, 'node_modules', compiler, 'bin/tsc');
      expect((await run(tsc, ['--project', own], folder)).stdout).toBe('');
    },
  );
});
