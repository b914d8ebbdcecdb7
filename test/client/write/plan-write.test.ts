import { describe, expect, test } from 'vitest';
import { planLines, planSet } from '../../../src/client/write/plan-write.ts';
import type { Adjustment } from '../../../src/client/write/plan-write.ts';
import { stockLevel } from '../../../src/model/index.ts';
import type { WritableQuantities } from '../../../src/model/index.ts';
import { GENSTORE_202412 } from '../../../src/index.ts';

const PLACE = { variantId: '107', locationId: '50002' };
const SPELLING = { apiVersion: '202412', wire: GENSTORE_202412 };

/** A level with so many units, of which orders have taken some. */
const level = (available: number, committed = 0) => stockLevel({ ...PLACE, available, committed });

function lines(...all: WritableQuantities[]): [Adjustment, ...Adjustment[]] {
  const adjustments = all.map((deltas): Adjustment => {
    const head = { type: 'stock.adjusted', id: 'line', at: '', ...PLACE } as const;
    return { event: { ...head, deltas }, oversell: undefined };
  });
  return adjustments as [Adjustment, ...Adjustment[]];
}

/** What a level that is read back says of lines that were planned on another. */
function verdictOf(
  before: ReturnType<typeof level>,
  all: [Adjustment, ...Adjustment[]],
  observed: ReturnType<typeof level> | undefined,
): string {
  const { planned } = planLines(SPELLING, PLACE, before, all);
  if (!('request' in planned)) throw new Error('There is nothing to write');
  return planned.judge(observed);
}

describe('lines that may have been applied', () => {
  const three = lines({ onHand: -2 }, { onHand: 1 }, { onHand: -2 });

  test.each([
    ['not-applied', 'where nothing has changed, a refusal included', level(2), three, level(2)],
    ['not-applied', 'where the same bytes are right', level(9), three, level(8, 1)],
    ['unknown', 'where the same bytes pass another line', level(2), three, level(1, 1)],
    ['unknown', 'where they refuse the only line', level(2), lines({ onHand: -2 }), level(1, 1)],
    [
      'unknown',
      'where one of the values would be another',
      level(9),
      lines({ available: -1, unavailable: 1 }),
      level(8, 1),
    ],
    ['unknown', 'where there is no level any more', level(9), three, undefined],
    ['applied', 'where the level shows them', level(9), three, level(6)],
  ])('are %s %s', (verdict, _, before, all, observed) => {
    expect(verdictOf(before, all, observed)).toBe(verdict);
  });
});

test('values that were set and are not there, nor is the level: nobody knows', () => {
  const { judge } = planSet(SPELLING, PLACE, { available: 3 });
  expect([judge(undefined), judge(level(4)), judge(level(3))]).toEqual([
    'unknown',
    'unknown',
    'applied',
  ]);
});
