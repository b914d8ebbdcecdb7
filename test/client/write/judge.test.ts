import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/client/write/judge.ts';
import type { Verdict } from '../../../src/client/write/judge.ts';
import { stockLevel } from '../../../src/model/index.ts';
import type { StockLevel, StockQuantities, WritableQuantities } from '../../../src/model/index.ts';
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
});

test('a write that changes nothing is not seen in any level', () => {
  const before = stockLevel({ ...PLACE, available: 10, committed: 5 });
  for (const target of [{ available: 10 }, { onHand: 15 }, { incoming: 0 }]) {
    expect(judge({ before, target }, before)).toBe('unknown');
  }
});

describe('an order that may have been overwritten leaves the outcome open, where it can be', () => {
  const before = stockLevel({ ...PLACE, available: 10, committed: 2, unavailable: 3, incoming: 4 });
  const keyOf = (level: StockQuantities): string =>
    JSON.stringify([level.available, level.committed, level.unavailable, level.incoming]);
  const writes: WritableQuantities[] = range(-3, 3).flatMap((units) => [
    { available: 10 + units },
    { available: 10 + units, unavailable: 3 },
    { available: 10 + units, unavailable: 4 },
    { available: 10 + units, incoming: 4 },
    { available: 10 + units, incoming: 6 },
  ]);
  /** The level after some units more were ordered, or fewer. */
  const ordered = (level: StockLevel, units: number): StockLevel => {
    const { available, committed } = level;
    return { ...level, available: available - units, committed: committed + units };
  };
  /** All levels that may be read after a write, by what happened to it and to orders before it. */
  const storiesOf = (
    target: WritableQuantities,
  ): Map<string, { level: StockLevel; truths: Set<string> }> => {
    const found = new Map<string, { level: StockLevel; truths: Set<string> }>();
    const tell = (level: StockLevel, how: string): void => {
      if (level.committed < 0) return;
      const { truths } = found.get(keyOf(level)) ?? { truths: new Set<string>() };
      found.set(keyOf(level), { level, truths: truths.add(how) });
    };
    for (const units of range(-2, 5)) tell(ordered(before, units), 'not-applied');
    for (const earlier of range(-2, 3)) {
      const written = stockLevel({ ...ordered(before, earlier), ...target });
      const how = earlier === 0 ? 'applied' : 'applied over an order';
      for (const later of range(-10, 10)) tell(ordered(written, later), how);
    }
    return found;
  };

  const isSent = (target: WritableQuantities): boolean =>
    keyOf(stockLevel({ ...before, ...target })) !== keyOf(before);

  test.each(writes.filter(isSent))('%o', (target) => {
    for (const { level, truths } of storiesOf(target).values()) {
      const isBoth = truths.has('not-applied') && truths.size > 1;
      // What was there before in every status: the same bytes are right in either story.
      const isAsBefore = keyOf(level) === keyOf(before);
      const [first = ''] = truths;
      const expected = isBoth ? (isAsBefore ? 'not-applied' : 'unknown') : first;
      // Overwritten units are not told from units that left unseen.
      const told = expected === 'applied over an order' ? 'unknown' : expected;
      expect([keyOf(level), judge({ before, target }, level)]).toEqual([keyOf(level), told]);
    }
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function isPhysicallySame(one: StockLevel, other: StockLevel): boolean {
  return (['onHand', 'unavailable', 'incoming'] as const).every(
    (name) => one[name] === other[name],
  );
}
