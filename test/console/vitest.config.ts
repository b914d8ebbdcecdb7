import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The console in a real browser, driven from Node, against a fake that is served. */
export default defineConfig({
  root: ROOT,
  test: {
    name: 'console',
    include: ['test/console/**/*.console.ts'],
    globalSetup: ['test/console/build-first.ts'],
    allowOnly: false,
    passWithNoTests: false,
    // A browser takes what processors there are.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/reporters/closing-line.ts'],
  },
});
