import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Laws that `npm test` tries on fewer random cases. */
const LAWS = [
  'test/model/laws*.test.ts',
  'test/reliability/interleavings.test.ts',
  'test/sync/sync-property.test.ts',
];

/** They measure how fast processes are, so that nothing else may run beside them. */
const ALONE = ['test/processes/bucket.long.ts'];

const COMMON = {
  setupFiles: 'test/long/many-runs.ts',
  isolate: false,
  testTimeout: 400_000,
  hookTimeout: 120_000,
};

/** What takes longer than a change should wait for: `.ci/run` waits for it. */
export default defineConfig({
  root: ROOT,
  test: {
    maxWorkers: '100%',
    allowOnly: false,
    passWithNoTests: false,
    reporters: ['default', './test/reporters/closing-line.ts'],
    projects: [
      {
        root: ROOT,
        test: {
          ...COMMON,
          name: 'long',
          include: ['test/**/*.long.ts', ...LAWS],
          exclude: ALONE,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root: ROOT,
        test: { ...COMMON, name: 'alone', include: ALONE, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
