import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { pinOf } from './pins.ts';
import { run } from './program.ts';

const COMPILER = 'typescript7';
const PROGRAM = join(import.meta.dirname, 'msw/handlers.ts');

describe('an installation without msw', () => {
  test('hears nothing of a peer', () => {
    expect(inject('installed').hosts.log).not.toMatch(/peer|ERESOLVE/i);
  });
});

describe.each(['msw2', 'msw3'] as const)('an installation with %s', (name) => {
  const version = pinOf(name, 'msw');
  const { folder, log } = inject('installed')[name];
  beforeAll(() => cpSync(PROGRAM, join(folder, 'handlers.ts')));

  test(`has msw ${version} and hears nothing of a peer`, async () => {
    const path = join(folder, 'node_modules/msw/package.json');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version });
    expect(log).not.toMatch(/peer|ERESOLVE/i);
    // Ends with 1 where a peer is missing or of a version that is not asked for.
    await run('npm', ['ls', '--all'], folder);
  });

  test('catches the requests of a program and answers them', async () => {
    const { stdout } = await run(process.execPath, ['handlers.ts'], folder);
    expect(stdout).toBe('7 7 GET PUT\n');
  });

  test(`compiles by TypeScript ${pinOf('hosts', COMPILER)}`, async () => {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      // The types of what msw 2.12.0 depends on hold for TypeScript 5.9 and not for later ones.
      skipLibCheck: name === 'msw2',
      exactOptionalPropertyTypes: true,
      target: 'es2022',
      module: 'nodenext',
      lib: ['es2023', 'dom'],
      types: [],
    };
    const config = { compilerOptions, files: ['handlers.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(inject('installed').hosts.folder, 'node_modules', COMPILER, 'bin/tsc');
    expect((await run(tsc, [], folder)).stdout).toBe('');
  });
});
