import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration } from 'vitest/config';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What has to work with both majors of msw. */
const MSW_TESTS = ['test/msw/**/*.test.ts', 'test/contract/msw*.test.ts', 'examples/*msw*.test.ts'];

/** Many small files, which leave nothing behind; and a busy machine is slow, not wrong. */
const COMMON = { isolate: false, testTimeout: 30_000, hookTimeout: 60_000 };

/** What takes seconds: random cases, large ones, processes. */
const SLOW = [
  'laws*',
  '*-{laws,property}',
  'command-*',
  'many-lines',
  'never-throws',
  'sync-{age,crash}',
];

/** What `npm run dev` runs after a change in a part of src, so that the answer comes at once. */
function nextTo(part: string): string[] {
  const exclude = SLOW.map((name) => `**/${name}.test.ts`);
  return globSync(`test/${part}/**/*.test.ts`, { cwd: ROOT, exclude });
}

/** Tests in a live shop are made where one is named, and never by a machine on its own. */
const { CI, GENSTORE_SHOP, GENSTORE_TOKEN } = process.env;
const LIVE_SHOP: TestProjectInlineConfiguration[] =
  CI || !GENSTORE_SHOP || !GENSTORE_TOKEN
    ? []
    : [{ root: ROOT, test: { name: 'live shop', include: ['test/contract/*.live.ts'] } }];

export default defineConfig({
  root: ROOT,
  test: {
    allowOnly: false,
    passWithNoTests: false,
    // By default a core is left idle: half of a small machine.
    maxWorkers: '100%',
    reporters: ['default', './test/reporters/closing-line.ts'],
    projects: [
      {
        root: ROOT,
        test: { ...COMMON, name: 'node', include: ['{test,examples}/**/*.test.ts'] },
      },
      {
        root: ROOT,
        resolve: { alias: { 'msw/node': 'msw2/node', msw: 'msw2' } },
        test: { ...COMMON, name: 'msw 2', provide: { mswMajor: 2 }, include: MSW_TESTS },
      },
      {
        root: ROOT,
        test: {
          ...COMMON,
          name: 'types',
          include: [],
          typecheck: {
            enabled: true,
            include: ['test/**/*.test-d.ts'],
            tsconfig: './test/types/tsconfig.json',
            // Errors elsewhere belong to `npm run check:types`, which names them better.
            ignoreSourceErrors: true,
          },
        },
      },
      ...LIVE_SHOP,
    ],
    watchTriggerPatterns: [
      { pattern: /\/src\/([\w-]+)\//, testsToRun: (_, [, part = '']) => nextTo(part) },
    ],
  },
});
