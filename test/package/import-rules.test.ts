import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lint } from './lint.ts';
import type { Finding } from './lint.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What must be refused, written by hand: the table is what is under test. */
const FORBIDDEN = [
  ['src/base/file.ts', "import '../errors/file.ts';"],
  ['src/base/file.ts', "import 'zod/mini';"],
  ['src/model/file.ts', "import type { A } from '../wire/file.ts';"],
  ['src/model/file.ts', "import 'node:fs';"],
  ['src/wire/file.ts', "import { a } from '../model/file.ts';"],
  ['src/wire/file.ts', "export * from '../model/file.ts';"],
  ['src/wire/file.ts', "import 'zod';"],
  ['src/errors/file.ts', "import { a } from '../model/file.ts';"],
  ['src/errors/file.ts', "import '../client/file.ts';"],
  ['src/client/file.ts', "import type { A } from '../testing/file.ts';"],
  ['src/client/deeper/file.ts', "import 'ky';"],
  ['src/client/file.ts', "await import('node:fs');"],
  ['src/client/send/transport.ts', "import '../../testing/file.ts';"],
  ['src/testing/file.ts', "import type { A } from '../client/file.ts';"],
  ['src/testing/deeper/file.ts', "await import('../../errors/file.ts');"],
  ['src/testing/file.ts', "import 'msw';"],
  ['src/msw/file.ts', "import { a } from '../testing/file.ts';"],
  ['src/server/file.ts', "import '../client/file.ts';"],
  ['src/sync/file.ts', "import { a } from '../client/file.ts';"],
  ['src/alerts/deeper/file.ts', "import '../../testing/file.ts';"],
  ['src/auth/file.ts', "import { a } from '../client/file.ts';"],
  ['src/webhooks/file.ts', "import 'node:crypto';"],
  ['src/webhooks/file.ts', "import { a } from '../client/file.ts';"],
  ['src/alerts/file.ts', "import '../client/door.ts';"],
  ['src/webhooks/file.ts', "import '../../test/file.ts';"],
  ['src/index.ts', "export * from './wire/file.ts';"],
  ['examples/file.ts', "import '../src/model/file.ts';"],
] as const;

const ALLOWED = [
  ['src/model/file.ts', "import '../base/file.ts';"],
  ['src/wire/file.ts', "import type { A } from '../model/file.ts';"],
  ['src/wire/file.ts', "import * as z from 'zod/mini';"],
  ['src/errors/file.ts', "import '../base/file.ts';"],
  ['src/errors/file.ts', "import type { A } from '../model/file.ts';"],
  ['src/client/file.ts', "import { a } from '../model/file.ts';"],
  ['src/client/file.ts', "import './send/transport.ts';"],
  ['src/client/send/transport.ts', "import ky from 'ky';"],
  ['src/client/send/transport.ts', "import './file.ts';"],
  ['src/testing/webhooks/file.ts', "import '../file.ts';"],
  ['src/testing/file.ts', "import './webhooks/file.ts';"],
  ['src/msw/file.ts', "import { http } from 'msw';"],
  ['src/server/file.ts', "import 'node:http';"],
  ['src/sync/file.ts', "import type { A } from '../client/file.ts';"],
  ['src/auth/file.ts', "import '../client/tokenless.ts';"],
  ['src/webhooks/file.ts', "import '../client/door.ts';"],
  ['src/webhooks/file.ts', "import type { A } from '../client/file.ts';"],
  ['src/index.ts', "export * from './client/file.ts';"],
  ['examples/file.ts', "import 'genstore-inventory';"],
] as const;

const PARTS =
  'base model wire errors client testing msw server sync alerts auth webhooks testing/webhooks client/send'.split(
    ' ',
  );

const TARGETS = PARTS.map((part) => `src/${part}/file.ts`).concat(
  'src/client/send/transport.ts',
  'src/client/door.ts',
  'src/client/tokenless.ts',
  'src/index.ts',
  'test/file.ts',
  'examples/file.ts',
);

interface Violation {
  readonly from: string;
  readonly to: string;
}

/** What the checker refuses of files that hold one import each. */
async function cruise(
  directory: string,
  imports: readonly (readonly [file: string, line: string])[],
): Promise<Violation[]> {
  const files = new Map<string, string>(TARGETS.map((file) => [file, '']));
  for (const [index, [file, line]] of imports.entries()) {
    const name = nameOf(file, index);
    files.set(name, `${files.get(name) ?? ''}${line}\n`);
  }
  for (const [file, text] of files) {
    await mkdir(join(directory, dirname(file)), { recursive: true });
    await writeFile(join(directory, file), `export const a = 1;\nexport type A = 1;\n${text}`);
  }
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }');
  const config = join(ROOT, 'test/package/cruiser.config.mjs');
  const args = ['--output-type', 'json', '--config', config, 'src', 'examples'];
  const output = await new Promise<string>((resolve) => {
    const command = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const options = { cwd: directory, maxBuffer: 2 ** 26 };
    execFile(process.execPath, [command, ...args], options, (_, stdout) => resolve(stdout));
  });
  return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
}

/** One file an import, but for files that have a row of their own. */
function nameOf(file: string, index: number): string {
  return file.endsWith('/file.ts') ? file.replace('file.ts', `import-${index}.ts`) : file;
}

describe('the import rules', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'import-rules-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  test('refuse each import that leaves the table, and nothing beside it', async () => {
    const violations = await cruise(join(directory, 'forbidden'), FORBIDDEN);
    const refused = new Set(violations.map(({ from }) => from));
    expect([...refused].toSorted()).toEqual(
      FORBIDDEN.map(([file], index) => nameOf(file, index)).toSorted(),
    );
  });

  test('let pass what the table names', async () => {
    expect(await cruise(join(directory, 'allowed'), ALLOWED)).toEqual([]);
  });
});

/** A folder is one subject that a newcomer can overlook, in files of its own. */
const MOST_FILES = 16;

test('no folder of src holds more than 16 files of its own', async () => {
  const entries = await readdir(join(ROOT, 'src'), { recursive: true, withFileTypes: true });
  const counts = new Map<string, number>();
  for (const entry of entries.filter((each) => each.isFile())) {
    const folder = relative(ROOT, entry.parentPath);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const full = [...counts].filter(([, count]) => count > MOST_FILES);
  expect(Object.fromEntries(full)).toEqual({});
});

const HOST = [
  'new Date();',
  'Date.now();',
  'globalThis.Date.now();',
  'Math.random();',
  "Math['random']();",
  'performance.now();',
  'setTimeout(() => {}, 1);',
  'setInterval(() => {}, 1);',
  'queueMicrotask(() => {});',
  "console.log('');",
  'process.cwd();',
  'crypto.randomUUID();',
  "fetch('');",
  "new URL('');",
  'structuredClone({});',
  'new TextEncoder();',
  'new AbortController();',
  'new Intl.NumberFormat();',
];

describe('the linter', () => {
  const files = new Map([
    ['src/model/host.ts', HOST],
    ['src/testing/host.ts', HOST],
    [
      'src/client/habits.ts',
      ['export default 1;', "await import(String('ky'));", "console.log('');"],
    ],
    ['src/wire/circle.ts', ["import type { A } from './back.ts';", 'export type B = A;']],
    ['src/wire/back.ts', ["import type { B } from './circle.ts';", 'export type A = B;']],
  ]);
  let directory: string;
  let findings: Finding[];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'habits-'));
    findings = await lint(directory, files);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const refusals = (file: string): Finding[] =>
    findings.filter((finding) => finding.file === file && finding.rule.includes('no-restricted-'));

  test('refuses clocks, randomness and everything of the host in the model', () => {
    const lines = new Set(refusals('src/model/host.ts').map(({ line }) => line));
    expect(HOST.filter((_, index) => lines.has(index + 1))).toEqual(HOST);
    expect(refusals('src/model/host.ts').filter(({ says }) => !says.includes('src/model'))).toEqual(
      [],
    );
  });

  test('refuses default exports, computed imports and console anywhere in src', () => {
    const rules = findings.filter(({ file }) => file === 'src/client/habits.ts');
    expect(rules.map(({ line, rule }) => `${line} ${rule}`).toSorted()).toEqual([
      '1 import(no-default-export)',
      '2 import(no-dynamic-require)',
      '3 eslint(no-console)',
    ]);
  });

  test('refuses circles of imports, types included', () => {
    const rules = findings.filter(({ file }) => file === 'src/wire/circle.ts');
    expect(rules.map(({ rule }) => rule)).toContain('import(no-cycle)');
  });

  test('leaves the host to the parts that may use it', () => {
    expect(refusals('src/testing/host.ts')).toEqual([]);
  });
});
