import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IMPORT_TABLE, PACKAGES, PARTS } from './import-table.ts';
import type { ImportRow } from './import-table.ts';
import { lint } from './lint.ts';
import type { Finding } from './lint.ts';

const ENTRY = 'src/index.ts';
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

const HABITS = ['export default 1;', "await import(String('ky'));", "console.log('');"];

/** Every way to reach every module, each on a line of its own. */
function importsOf(file: string, row: ImportRow): { line: string; allowed: boolean }[] {
  const others = [ENTRY, ...PARTS].filter((module) => !`${file}.ts`.startsWith(module));
  return [...others, ...PACKAGES].flatMap((module, index) => {
    const target = PACKAGES.includes(module) ? module : pathTo(file, module);
    const asValue = row.values.includes(module);
    const asType = asValue || row.types.includes(module);
    return [
      { line: `import * as a${index} from '${target}';`, allowed: asValue },
      { line: `import { b${index}, type c${index} } from '${target}';`, allowed: asValue },
      { line: `export { d${index} } from '${target}';`, allowed: asValue },
      { line: `export * from '${target}';`, allowed: asValue },
      { line: `await import('${target}');`, allowed: asValue },
      { line: `import type { e${index} } from '${target}';`, allowed: asType },
      { line: `export type { f${index} } from '${target}';`, allowed: asType },
    ];
  });
}

function pathTo(file: string, module: string): string {
  const target = module === ENTRY ? module : `${module}/file.ts`;
  const path = posix.relative(posix.dirname(file), target);
  return path.startsWith('.') ? path : `./${path}`;
}

describe('the linter', () => {
  const cases = IMPORT_TABLE.flatMap((row) => row.files.map((file) => ({ file, row })));
  const files = new Map([
    ['src/model/host.ts', HOST],
    ['src/testing/host.ts', HOST],
    ['src/client/habits.ts', HABITS],
    ...cases.map(
      ({ file, row }) => [`${file}.ts`, importsOf(file, row).map(({ line }) => line)] as const,
    ),
  ]);
  let directory: string;
  let findings: Finding[];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'import-rules-'));
    findings = await lint(directory, files);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const refusals = (file: string): Finding[] =>
    findings.filter((finding) => finding.file === file && finding.rule.includes('no-restricted-'));
  const refusedLines = (file: string): string[] => {
    const numbers = new Set(refusals(file).map(({ line }) => line));
    return (files.get(file) ?? []).filter((_, index) => numbers.has(index + 1));
  };

  test.each(cases)('lets $file import what its row names and nothing else', ({ file, row }) => {
    const forbidden = importsOf(file, row).filter(({ allowed }) => !allowed);
    expect(refusedLines(`${file}.ts`)).toEqual(forbidden.map(({ line }) => line));
    expect(refusals(`${file}.ts`).filter(({ says }) => !says.includes(row.message))).toEqual([]);
  });

  test('refuses clocks, randomness and everything of the host in the model', () => {
    expect(refusedLines('src/model/host.ts')).toEqual(HOST);
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

  test('leaves the host to the parts that may use it', () => {
    expect(refusals('src/testing/host.ts')).toEqual([]);
  });
});
