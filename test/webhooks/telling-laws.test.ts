import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOrderProjector } from '../../src/webhooks/index.ts';
import { lossy, projectorOf, silentlyWrong, sparse, steps, tell } from './tellings.ts';
import type { Step } from './tellings.ts';

/** What no webhook tells in every detail, or what a body that lists what is there cannot tell. */
const UNTOLD = new Set<Step['kind']>(['elsewhere', 'refund', 'return', 'unfulfil', 'edit']);

// Telling a story takes so little that many are told.
const { numRuns = 100 } = fc.readConfigureGlobal();

// What fast-check makes of a seed is its own: these numbers may change with it, and with nothing else.
describe('how it is taken in is known: more doubts, or fewer, are to be looked at', () => {
  const countsOf = (stories: typeof steps, withUpdates: boolean): Record<string, number> => {
    const counts: Record<string, number> = {};
    const count = (what: string): void => void (counts[what] = (counts[what] ?? 0) + 1);
    for (const story of fc.sample(stories, { numRuns: 200, seed: 28 })) {
      const projector = createOrderProjector();
      for (const each of tell(story, withUpdates).given) {
        if (each.kind === 'event') count(projector.add(each.event));
        else projector.observe(each.levels, { at: each.at });
      }
      for (const { reason, query } of projector.gaps()) {
        count(`${reason}: ${query.variantIds?.length} at ${query.locationIds?.length}`);
      }
    }
    return counts;
  };

  test('in 200 shops', () => {
    expect(countsOf(steps, true)).toMatchInlineSnapshot(`
      {
        "applied": 529,
        "duplicate": 83,
        "level-unclear: 1 at 1": 5,
        "order-refused: 1 at 2": 3,
        "order-refused: 2 at 2": 1,
        "refused": 16,
        "return-unclear: 1 at undefined": 51,
      }
    `);
  });

  test('of 200 orders of which every webhook leaves something out', () => {
    expect(countsOf(sparse, false)).toMatchInlineSnapshot(`
      {
        "applied": 426,
        "duplicate": 274,
        "level-unclear: 1 at 1": 17,
        "order-unclear: 1 at 1": 15,
        "order-unclear: 1 at 2": 3,
        "order-unclear: 2 at 1": 4,
        "order-unclear: 2 at 2": 1,
        "refused": 45,
      }
    `);
  });
});

describe('however a shop is told of: what is projected is what it has, or a gap names it', () => {
  test.each([
    ['where inventory/update never comes', steps, false],
    ['where inventory/update comes', steps, true],
    ['where every webhook leaves something out', sparse, false],
    ['where webhooks are lost', lossy, false],
  ])('%s', (_, stories, withUpdates) => {
    fc.assert(
      fc.property(stories, (story) => {
        expect(silentlyWrong(tell(story, withUpdates))).toEqual([]);
      }),
      { numRuns: 10 * numRuns },
    );
  });
});

test('in whatever order it comes, and however often, it comes to the same', () => {
  const shuffled = fc
    .oneof(steps, sparse, lossy)
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
    { numRuns: 5 * numRuns },
  );
});

test('what is told whole leaves no doubt', () => {
  const told = steps.map((story) =>
    story
      .filter(({ kind }) => !UNTOLD.has(kind))
      .map((step) => ({ ...step, manner: { leaves: [], again: step.manner.again.map(() => []) } })),
  );
  fc.assert(
    fc.property(told, fc.boolean(), (story, withUpdates) => {
      expect(projectorOf(tell(story, withUpdates).given).gaps()).toEqual([]);
    }),
    { numRuns: 5 * numRuns },
  );
});
