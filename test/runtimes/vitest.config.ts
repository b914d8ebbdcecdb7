import { defineConfig } from 'vitest/config';
import { ROOT } from './pins.ts';

export default defineConfig({
  root: ROOT,
  test: {
    include: ['test/runtimes/**/*.runtime.ts'],
    globalSetup: 'test/runtimes/install.ts',
    // One runtime after the other: each wants the machine for itself.
    fileParallelism: false,
    maxConcurrency: 2,
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/reporters/closing-line.ts'],
  },
});
