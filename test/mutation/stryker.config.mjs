// Changes one part of the sources in hundreds of small ways, and sees whether a test notices: see run.ts.

import { partAtHand } from './parts.ts';

const { name, bar, without = [] } = partAtHand();
const path = process.env['MUTATED_PATH'] ?? name;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [`src/${path}/**/*.ts`, ...without.map((each) => `!src/${name}/${each}`)],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Constants at the top of a file need a new start of all tests for each mutant.
  ignoreStatic: true,
  timeoutMS: 5_000,
  ignorePatterns: ['dist', 'docs/api', '.ci', '.github'],
  // Not below node_modules: what is there, Vitest loads only once for all files.
  tempDirName: '.stryker-tmp',
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  jsonReporter: { fileName: `test/mutation/reports/${name}.json` },
  incremental: true,
  incrementalFile: `test/mutation/reports/${name}-incremental.json`,
  // A folder alone need not reach what all of them do.
  thresholds: { high: 100, low: bar, break: path === name ? bar : null },
};
