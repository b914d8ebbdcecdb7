import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { partAtHand } from './parts.ts';

const { tests, slow = [] } = partAtHand();

/**
 * The first test that notices a mutant ends its run. What noticed the one before comes first, as that is
 * mostly next to this one, and then the fast files.
 */
class LikelyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const known = new Map(
      files.map((file) => [file, this.ctx.cache.getTestSpecificationResult(file)]),
    );
    const cost = (file: TestSpecification): number => {
      const { failed = false, duration = 0 } = known.get(file) ?? {};
      return failed ? -1 : duration;
    };
    return files.toSorted((a, b) => cost(a) - cost(b));
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
    sequence: { sequencer: LikelyFirst },
  },
});
