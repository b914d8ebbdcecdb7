import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, judgeMoved } from '../../../src/client/write/judge.ts';
import type { KnownMoves, Verdict } from '../../../src/client/write/judge.ts';
import { stockLevel } from '../../../src/model/index.ts';
import type { StockLevel, WritableQuantities } from '../../../src/model/index.ts';
import { deltas, difference, everything, isEqual, orders, play } from './stories.ts';

const PLACE = { variantId: '107', locationId: '50002' };
// A judgement takes so little that many are made.
const { numRuns = 100 } = fc.readConfigureGlobal();
const RUNS = { numRuns: 30 * numRuns };

function truth(isApplied: boolean): Verdict {
  return isApplied ? 'applied' : 'not-applied';
}

/** Whether what is sent overwrites orders that came before it. */
function isOverwriting(target: WritableQuantities): boolean {
  return target.available !== undefined && target.onHand === undefined;
}

describe('whatever orders and cancellations come between a reading and the next', () => {
  test('a write that does not overwrite them is always judged, and rightly', () => {
    fc.assert(
      fc.property(deltas, fc.boolean(), orders, orders, (by, isApplied, earlier, later) => {
        const story = play(by, isApplied, earlier, later);
        if (story === undefined || isOverwriting(story.target)) return;

        expect(judge(story, story.observed)).toBe(truth(isApplied));
      }),
      RUNS,
    );
  });

  test('a write that overwrites them is judged rightly, or the outcome is unknown', () => {
    fc.assert(
      fc.property(deltas, fc.boolean(), orders, orders, (by, isApplied, earlier, later) => {
        const story = play(by, isApplied, earlier, later);
        // What was there before in every status: the same bytes again are right in either story.
        if (story === undefined || isEqual(story.before, story.observed)) return;

        expect([truth(isApplied), 'unknown']).toContain(judge(story, story.observed));
      }),
      RUNS,
    );
  });

  test('one that was applied before them is always known to be', () => {
    fc.assert(
      fc.property(deltas, orders, (by, later) => {
        const story = play(by, true, [], later);

        if (story === undefined) return;
        expect(judge(story, story.observed)).toBe('applied');
      }),
      RUNS,
    );
  });
});

describe('where units leave or come back as well', () => {
  test('a write is judged rightly or not at all, unless as many move unseen as it takes', () => {
    fc.assert(
      fc.property(deltas, fc.boolean(), everything, everything, (by, isApplied, earlier, later) => {
        const story = play(by, isApplied, isApplied ? [] : earlier, later);
        if (story === undefined) return;
        const { before, after, observed, moved } = story;
        const taken = difference(after, before);
        const asMany = isApplied ? difference(before, after) : taken;
        if (isPhysicallySame(moved, asMany)) return;

        expect([truth(isApplied), 'unknown']).toContain(judge(story, observed));
      }),
      RUNS,
    );
  });

  test('and that many pass for it, which nothing can tell', () => {
    const before = stockLevel({ ...PLACE, available: 10, committed: 5 });
    const shipped = stockLevel({ ...PLACE, available: 10, committed: 3 });

    expect(judge({ before, target: { onHand: 13 } }, shipped)).toBe('applied');
  });

  test('known moves shift both families, and only what all ways agree on is decided', () => {
    const before = stockLevel({ ...PLACE, available: 10, committed: 5 });
    const write = { before, target: { onHand: 13 } };
    const after: KnownMoves = { earlier: {}, later: { committed: -2 } };
    const first: KnownMoves = { earlier: { committed: -2 }, later: {} };
    const taken = stockLevel({ ...PLACE, available: 8, committed: 3 });
    const left = stockLevel({ ...PLACE, available: 10, committed: 3 });

    expect(judgeMoved(write, taken, [after])).toBe('applied');
    expect(judgeMoved(write, left, [after])).toBe('not-applied');
    expect(judgeMoved(write, left, [{ earlier: {}, later: {} }])).toBe('applied');
    expect(judgeMoved(write, left, [after, first])).toBe('unknown');
    expect(judgeMoved(write, left, [])).toBe('unknown');
  });
});

test('an order that may have been overwritten leaves the outcome open, where it can be', () => {
  const before = stockLevel({ ...PLACE, available: 10 });
  const observed = stockLevel({ ...PLACE, available: 6, committed: 4 });

  expect(judge({ before, target: { available: 9 } }, observed)).toBe('unknown');
  expect(judge({ before, target: { onHand: 9 } }, observed)).toBe('not-applied');
  expect(judge({ before, target: { available: 12 } }, observed)).toBe('not-applied');
});

function isPhysicallySame(one: StockLevel, other: StockLevel): boolean {
  return (['onHand', 'unavailable', 'incoming'] as const).every(
    (name) => one[name] === other[name],
  );
}
