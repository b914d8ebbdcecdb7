import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { partAtHand } from './parts.ts';

const { tests, slow = [] } = partAtHand();

/** The first test that notices a mutant ends its run, so that the fast ones come first. */
class FastFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- this is no array
    return (await super.sort(files)).toReversed();
  }
}

/** What has to notice a mutant of the part at hand. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: [...tests],
    exclude: [...slow],
    setupFiles: 'test/mutation/few-runs.ts',
    testTimeout: 5_000,
    // A mutant is tried in a new thread, and starting one takes longer than most tests: not one for each file.
    isolate: false,
    sequence: { sequencer: FastFirst },
  },
});
