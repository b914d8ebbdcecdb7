import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration } from 'vitest/config';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What has to work with both majors of msw. */
const MSW_TESTS = ['test/msw/**/*.test.ts', 'test/contract/msw*.test.ts', 'examples/*msw*.test.ts'];

/** A busy machine is slow, not wrong. */
const PATIENCE = { testTimeout: 30_000, hookTimeout: 60_000 };

/** Tests in a live shop are made where one is named, and never by a machine on its own. */
const { CI, GENSTORE_SHOP, GENSTORE_TOKEN } = process.env;
const LIVE_SHOP: TestProjectInlineConfiguration[] =
  CI || !GENSTORE_SHOP || !GENSTORE_TOKEN
    ? []
    : [{ root: ROOT, test: { name: 'live shop', include: ['test/contract/live.test.ts'] } }];

export default defineConfig({
  root: ROOT,
  test: {
    allowOnly: false,
    passWithNoTests: false,
    reporters: ['default', './test/reporters/closing-line.ts'],
    projects: [
      {
        root: ROOT,
        test: {
          ...PATIENCE,
          name: 'node',
          provide: { mswMajor: 3 },
          include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/runtimes/**', 'test/contract/live.test.ts'],
          typecheck: {
            enabled: true,
            include: ['test/**/*.test-d.ts'],
            tsconfig: './tsconfig.json',
            // Errors elsewhere belong to `npm run check:types`, which names them better.
            ignoreSourceErrors: true,
          },
        },
      },
      {
        root: ROOT,
        resolve: { alias: { 'msw/node': 'msw2/node', msw: 'msw2' } },
        test: { ...PATIENCE, name: 'msw 2', provide: { mswMajor: 2 }, include: MSW_TESTS },
      },
      ...LIVE_SHOP,
    ],
  },
});
