import { describe, expect, test } from 'vitest';
import { allocateChannels } from '../../src/alerts/index.ts';
import type { SalesChannel, SellableLevel } from '../../src/alerts/index.ts';
import { stockLevel } from '../../src/model/index.ts';

/** What each channel may show. */
function shown(
  level: number | SellableLevel,
  channels: readonly Omit<SalesChannel, 'id'>[],
): number[] {
  const named = channels.map((channel, index) => ({ id: `channel ${index}`, ...channel }));
  return allocateChannels(level, named).map(({ quantity }) => quantity);
}

describe('weights', () => {
  test('share units out in proportion', () => {
    expect(shown(100, [{ weight: 5 }, { weight: 3 }, { weight: 2 }])).toEqual([50, 30, 20]);
  });

  test('are relative', () => {
    expect(shown(100, [{ weight: 0.05 }, { weight: 0.03 }, { weight: 0.02 }])).toEqual([
      50, 30, 20,
    ]);
  });

  test('round to the nearest unit where two channels share, as the largest remainder does', () => {
    expect(shown(10, [{ weight: 2 }, { weight: 1 }])).toEqual([7, 3]);
    expect(shown(11, [{ weight: 2 }, { weight: 1 }])).toEqual([7, 4]);
  });

  test('of 0 give nothing but a minimum', () => {
    expect(shown(10, [{ weight: 0 }, { weight: 1 }])).toEqual([0, 10]);
    expect(shown(10, [{ weight: 0, minimum: 3 }, { weight: 1 }])).toEqual([3, 7]);
    expect(shown(10, [{ weight: 0 }, { weight: 0 }])).toEqual([0, 0]);
  });

  test('that are equal let the earlier channel have the odd unit', () => {
    expect(shown(5, [{ weight: 1 }, { weight: 1 }, { weight: 1 }])).toEqual([2, 2, 1]);
  });

  test('do not take a unit away when there is one more, where the largest remainder does', () => {
    // The example of https://electowiki.org/wiki/Alabama_paradox
    const weights = [56.7, 38.5, 4.2, 0.6];
    const channels = weights.map((weight) => ({ weight }));
    expect(largestRemainder(323, weights)).toEqual([183, 124, 14, 2]);
    expect(largestRemainder(324, weights)).toEqual([184, 125, 13, 2]);
    expect(shown(323, channels)).toEqual([183, 124, 14, 2]);
    expect(shown(324, channels)).toEqual([183, 125, 14, 2]);
  });
});

/** Everyone's whole part, and what is then left to those with the largest remainders. */
function largestRemainder(units: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = weights.map((weight, index) => {
    const part = (units * weight) / total;
    return { index, whole: Math.floor(part), rest: part % 1 };
  });
  const left = units - parts.reduce((sum, { whole }) => sum + whole, 0);
  const lucky = parts.toSorted((a, b) => b.rest - a.rest).slice(0, left);
  return parts.map((part) => part.whole + (lucky.includes(part) ? 1 : 0));
}

describe('minimums', () => {
  test('are shown before weights count', () => {
    expect(shown(10, [{ weight: 8 }, { weight: 1, minimum: 4 }, { weight: 1 }])).toEqual([5, 4, 1]);
  });

  test('do not come on top of a share that is larger anyway', () => {
    expect(shown(100, [{ weight: 1, minimum: 10 }, { weight: 1 }])).toEqual([50, 50]);
  });

  test.each([
    [0, [0, 0, 0]],
    [3, [3, 0, 0]],
    [5, [4, 1, 0]],
    [9, [4, 4, 1]],
  ])('of 4 each come in the order of the list where there are %i units', (units, shares) => {
    const channels = [1, 5, 9].map((weight) => ({ weight, minimum: 4 }));
    expect(shown(units, channels)).toEqual(shares);
  });
});

describe('buffers', () => {
  test('keep back units of the share', () => {
    const shares = allocateChannels(10, [
      { id: 'web shop', weight: 1 },
      { id: 'marketplace', weight: 1, buffer: 2 },
    ]);
    expect(shares).toEqual([
      { id: 'web shop', quantity: 5, held: 0 },
      { id: 'marketplace', quantity: 3, held: 2 },
    ]);
  });

  test('show nothing rather than less than nothing', () => {
    const [share] = allocateChannels(3, [{ id: 'marketplace', weight: 1, buffer: 5 }]);
    expect(share).toEqual({ id: 'marketplace', quantity: 0, held: 3 });
  });

  test('come on top of a minimum', () => {
    expect(shown(10, [{ weight: 9 }, { weight: 1, minimum: 3, buffer: 2 }])).toEqual([5, 3]);
    expect(shown(4, [{ weight: 9 }, { weight: 1, minimum: 3, buffer: 2 }])).toEqual([0, 2]);
  });

  test('come on top of a cap', () => {
    expect(shown(100, [{ weight: 1, cap: 10, buffer: 5 }])).toEqual([10]);
  });
});

describe('caps', () => {
  test('leave what they cut off to the others', () => {
    expect(shown(100, [{ weight: 8, cap: 20 }, { weight: 1 }, { weight: 1 }])).toEqual([
      20, 40, 40,
    ]);
  });

  test('leave units to nobody where all are reached', () => {
    expect(
      shown(100, [
        { weight: 8, cap: 20 },
        { weight: 1, cap: 0 },
      ]),
    ).toEqual([20, 0]);
  });
});

describe('what can be sold', () => {
  const channels = [{ weight: 1 }];

  test('is what the oversell policy of a level of the model leaves', () => {
    const init = { variantId: '107', locationId: '50002', available: 10, incoming: 4 };
    expect(shown(stockLevel(init), channels)).toEqual([10]);
    expect(shown(stockLevel({ ...init, oversell: { floor: 3 } }), channels)).toEqual([7]);
    expect(shown(stockLevel({ ...init, oversell: 'preorder' }), channels)).toEqual([14]);
  });

  test('is what is available of a level that tells no policy', () => {
    expect(shown({ available: 10 }, channels)).toEqual([10]);
  });

  test('is nothing below 0', () => {
    expect(shown(-3, channels)).toEqual([0]);
    expect(shown({ available: -3 }, channels)).toEqual([0]);
  });

  test('without end is every cap, and the minimum of who has no weight', () => {
    const level = stockLevel({ variantId: '107', locationId: '50002', oversell: 'continue' });
    const capped = [
      { weight: 1, cap: 99, buffer: 3 },
      { weight: 0, minimum: 2 },
    ];
    expect(shown(level, capped)).toEqual([99, 2]);
    expect(shown(Infinity, capped)).toEqual([99, 2]);
  });

  test('may be more than anyone could count one by one', () => {
    const units = Number.MAX_SAFE_INTEGER;
    const [first = 0, second = 0, third = 0] = shown(units, [
      { weight: 1_000_000 },
      { weight: 0.000_001 },
      { weight: 1_000_000, cap: 7 },
    ]);
    expect(third).toBe(7);
    expect(first + second).toBe(units - 7);
    expect(Math.abs(second - units / 1e12)).toBeLessThan(2);
  });

  test('is shared among nobody where there are no channels', () => {
    expect(allocateChannels(10, [])).toEqual([]);
  });
});

test.each([
  [
    [0.6, 0.3, 0.1],
    [6, 3, 1],
  ],
  [
    [0.7, 0.2, 0.1],
    [7, 2, 1],
  ],
  [
    [0.07, 0.21, 0.35],
    [1, 3, 5],
  ],
  [
    [0.000_003, 0.000_001],
    [3, 1],
  ],
  [
    [1.1, 3.3],
    [1, 3],
  ],
])('weights of %j share as %j do, to the last tie', (fractions, wholes) => {
  const sharesOf = (units: number, weights: readonly number[]): number[] =>
    allocateChannels(
      units,
      weights.map((weight, index) => ({ id: String(index), weight })),
    ).map(({ quantity }) => quantity);
  for (let units = 0; units <= 200; units += 1) {
    expect(sharesOf(units, fractions)).toEqual(sharesOf(units, wholes));
  }
});
