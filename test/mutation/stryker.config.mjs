// Changes the model, the wire and the client in thousands of small ways, and sees whether a test notices.
// `npm run mutate -- --mutate 'src/wire/**'` does a part of it.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['src/model/**/*.ts', 'src/wire/**/*.ts', 'src/client/**/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Constants at the top of a file need a new start of all tests for each mutant.
  ignoreStatic: true,
  timeoutMS: 10_000,
  ignorePatterns: ['dist', 'docs/api', '.ci', '.github'],
  tempDirName: 'node_modules/.cache/stryker',
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  jsonReporter: { fileName: 'test/mutation/reports/mutation.json' },
  thresholds: { high: 90, low: 80, break: 80 },
};
