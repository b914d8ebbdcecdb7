import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { partAtHand } from './parts.ts';

const { tests, slow = [], slowTests = [] } = partAtHand();

/** What has to notice a mutant of the part at hand. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: [...tests],
    exclude: [...slow],
    setupFiles: 'test/mutation/few-runs.ts',
    // The tester runs tests in a thread, and a thread cannot move to another time zone.
    testNamePattern: new RegExp(`^(?!.*(?:${['not in UTC', ...slowTests].join('|')}))`),
    testTimeout: 60_000,
  },
});
