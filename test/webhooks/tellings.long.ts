import fc from 'fast-check';
import { expect, test } from 'vitest';
import { silentlyWrong, steps, tell } from './tellings.ts';

test.each([
  ['where inventory/update never comes', false],
  ['where inventory/update comes', true],
])('in 100,000 random shops nothing is wrong without a gap, %s', (_, withUpdates) => {
  const seed = Date.now() % 2 ** 31;
  console.log(`seed ${seed}`);
  fc.assert(
    fc.property(steps, (story) => {
      expect(silentlyWrong(tell(story, withUpdates))).toEqual([]);
    }),
    { numRuns: 100_000, seed },
  );
});
