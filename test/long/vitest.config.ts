import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Laws that `npm test` tries on fewer random cases. */
const LAWS = [
  'test/model/laws*.test.ts',
  'test/reliability/interleavings.test.ts',
  'test/sync/sync-property.test.ts',
];

/** What takes longer than a change should wait for: `.ci/run` waits for it. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/**/*.long.ts', ...LAWS],
    setupFiles: 'test/long/many-runs.ts',
    isolate: false,
    maxWorkers: '100%',
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/reporters/closing-line.ts'],
  },
});
