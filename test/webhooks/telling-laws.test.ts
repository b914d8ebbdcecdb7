import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectorOf, silentlyWrong, steps, tell } from './tellings.ts';

describe('however a shop is told of: what is projected is what it has, or a gap names it', () => {
  test.each([
    ['where inventory/update never comes', false],
    ['where inventory/update comes', true],
  ])('%s', (_, withUpdates) => {
    fc.assert(
      fc.property(steps, (story) => {
        expect(silentlyWrong(tell(story, withUpdates))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

test('in whatever order it comes, and however often, it comes to the same', () => {
  const shuffled = steps
    .map((story) => tell(story, false).given)
    .chain((given) =>
      fc
        .shuffledSubarray([...given, ...given], { minLength: 2 * given.length })
        .map((other) => ({ given, other })),
    );
  fc.assert(
    fc.property(shuffled, ({ given, other }) => {
      const [one, two] = [projectorOf(given), projectorOf(other)];
      expect(two.gaps()).toEqual(one.gaps());
      expect(new Set(two.levels())).toEqual(new Set(one.levels()));
    }),
    { numRuns: 500 },
  );
});
