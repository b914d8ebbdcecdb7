import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateChannels } from '../../src/alerts/index.ts';
import type { SalesChannel } from '../../src/alerts/index.ts';

const RUNS = { numRuns: 1000 } as const;

const weight = fc.oneof(
  fc.constantFrom(0, 1, 1, 2, 3, 0.1, 0.000_001, 1_000_000),
  fc.integer({ min: 1, max: 1_000_000_000_000 }).map((millionths) => millionths / 1_000_000),
);

/** A weight as a whole number, in another way than the library's. */
function inMillionths(heavy: number): bigint {
  return BigInt(Math.round(heavy * 1_000_000));
}

const channel = fc
  .record({
    weight,
    minimum: fc.oneof(fc.constant(0), fc.nat(8)),
    buffer: fc.oneof(fc.constant(0), fc.nat(4)),
    room: fc.oneof(fc.constant(Infinity), fc.nat(30)),
  })
  .map(({ room, ...rest }) => (room === Infinity ? rest : { ...rest, cap: rest.minimum + room }));

const channels = fc
  .array(channel, { minLength: 1, maxLength: 6 })
  .map((each) => each.map((one, index): SalesChannel => ({ id: String(index), ...one })));

const units = fc.oneof(fc.nat(60), fc.nat(100_000), fc.maxSafeNat());

function shares(level: number, each: readonly SalesChannel[]): number[] {
  return allocateChannels(level, each).map(({ quantity, held }) => quantity + held);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** The queue, unit by unit, as the documentation tells it. */
function unitByUnit(level: number, each: readonly SalesChannel[]): number[] {
  const given = each.map(() => 0);
  const give = (index: number): void => {
    given[index] = (given[index] ?? 0) + 1;
  };
  for (let unit = 0; unit < level; unit += 1) {
    const needy = each.findIndex(({ minimum = 0, buffer = 0 }, index) => {
      const needed = minimum === 0 ? 0 : minimum + buffer;
      return (given[index] ?? 0) < needed;
    });
    if (needy >= 0) {
      give(needy);
      continue;
    }
    let next = -1;
    let [claim, steps] = [0n, 1n];
    for (const [index, { weight: heavy, buffer = 0, cap = Infinity }] of each.entries()) {
      const has = given[index] ?? 0;
      const now = 2n * BigInt(has) + 1n;
      if (has >= cap + buffer || inMillionths(heavy) * steps <= claim * now) continue;
      [next, claim, steps] = [index, inMillionths(heavy), now];
    }
    if (next >= 0) give(next);
  }
  return given;
}

describe('for all channels and numbers of units', () => {
  test('the units are shared out as one by one', () => {
    fc.assert(
      fc.property(fc.nat(300), channels, (level, each) => {
        expect(shares(level, each)).toEqual(unitByUnit(level, each));
      }),
      RUNS,
    );
  });

  test('no unit is passed over: none that is given stands behind one that is not', () => {
    /** Below 0 where the first channel's unit stands in front of the other's; exact. */
    const order = (
      each: readonly SalesChannel[],
      one: readonly [channelAt: number, unit: number],
      other: readonly [channelAt: number, unit: number],
    ): number => {
      const claim = ([at]: readonly [number, number]): bigint =>
        inMillionths(each[at]?.weight ?? 0);
      const steps = ([, unit]: readonly [number, number]): bigint => 2n * BigInt(unit) + 1n;
      const difference = claim(other) * steps(one) - claim(one) * steps(other);
      return difference === 0n ? one[0] - other[0] : Number(difference);
    };
    fc.assert(
      fc.property(units, channels, (level, each) => {
        const given = shares(level, each);
        const needs = each.map(({ minimum = 0, buffer = 0 }) => minimum && minimum + buffer);
        const isFull = given.map(
          (share, index) => share >= (each[index]?.cap ?? Infinity) + (each[index]?.buffer ?? 0),
        );
        for (const [one, share] of given.entries()) {
          if (share <= (needs[one] ?? 0)) continue;
          const passedOver = given.findIndex(
            (other, index) =>
              index !== one &&
              isFull[index] !== true &&
              each[index]?.weight !== 0 &&
              order(each, [index, other], [one, share - 1]) < 0,
          );
          expect(passedOver).toBe(-1);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('no more is shared out than there is, and all of it where no cap is in the way', () => {
    fc.assert(
      fc.property(units, channels, (level, each) => {
        const shared = sum(shares(level, each));
        const isOpen = each.some((one) => one.weight > 0 && one.cap === undefined);
        expect(shared).toBeLessThanOrEqual(level);
        expect(shared).toBeGreaterThanOrEqual(isOpen ? level : 0);
      }),
      RUNS,
    );
  });

  test('what is shown is whole, and within minimum and cap where there is enough', () => {
    fc.assert(
      fc.property(units, channels, (level, each) => {
        const shown = allocateChannels(level, each);
        const needed = sum(each.map(({ minimum = 0, buffer = 0 }) => minimum && minimum + buffer));
        for (const [index, { minimum = 0, cap = Infinity }] of each.entries()) {
          const quantity = shown[index]?.quantity ?? Number.NaN;
          expect(Number.isSafeInteger(quantity)).toBe(true);
          expect(quantity).toBeGreaterThanOrEqual(level >= needed ? minimum : 0);
          expect(quantity).toBeLessThanOrEqual(cap);
        }
      }),
      RUNS,
    );
  });

  test('the buffer is kept back before anything is shown', () => {
    fc.assert(
      fc.property(units, channels, (level, each) => {
        for (const [index, { quantity, held }] of allocateChannels(level, each).entries()) {
          const buffer = each[index]?.buffer ?? 0;
          expect(held).toBeLessThanOrEqual(buffer);
          expect(held).toBeGreaterThanOrEqual(quantity > 0 ? buffer : 0);
        }
      }),
      RUNS,
    );
  });

  test('one more unit lowers what no channel shows or holds', () => {
    const lessThanMost = units.filter((level) => level < Number.MAX_SAFE_INTEGER);
    fc.assert(
      fc.property(lessThanMost, channels, (level, each) => {
        const [before, after] = [allocateChannels(level, each), allocateChannels(level + 1, each)];
        for (const [index, share] of before.entries()) {
          expect(after[index]?.quantity).toBeGreaterThanOrEqual(share.quantity);
          expect(after[index]?.held).toBeGreaterThanOrEqual(share.held);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('nobody gets a unit beyond its minimum before all minimums are met', () => {
    fc.assert(
      fc.property(fc.nat(60), channels, (level, each) => {
        const given = shares(level, each);
        const needs = each.map(({ minimum = 0, buffer = 0 }) => minimum && minimum + buffer);
        const firstUnmet = needs.findIndex((need, index) => (given[index] ?? 0) < need);
        if (firstUnmet < 0) return;
        const later = given.slice(firstUnmet + 1);
        expect(given.slice(0, firstUnmet)).toEqual(needs.slice(0, firstUnmet));
        expect(later).toEqual(later.map(() => 0));
      }),
      RUNS,
    );
  });

  test('without end, the shares are those of very many units', () => {
    const capped = channels.map((each) =>
      each.map((one) => ({ ...one, cap: one.cap ?? (one.minimum ?? 0) + 50 })),
    );
    fc.assert(
      fc.property(capped, (each) => {
        expect(shares(Infinity, each)).toEqual(shares(1_000_000, each));
      }),
      RUNS,
    );
  });

  test('two channels get what the largest remainder gives, where it is no tie', () => {
    const heavy = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(fc.nat(5000), heavy, heavy, (level, one, other) => {
        const exact = (level * one) / (one + other);
        fc.pre((2 * level * one) % (one + other) !== 0 || Number.isInteger(exact));
        const pair = [one, other].map((each, index) => ({ id: String(index), weight: each }));
        expect(shares(level, pair)).toEqual([Math.round(exact), level - Math.round(exact)]);
      }),
      RUNS,
    );
  });

  test('the same input gives the same shares, and is left as it is', () => {
    fc.assert(
      fc.property(units, channels, (level, each) => {
        const copy = structuredClone(each);
        expect(allocateChannels(level, each)).toEqual(allocateChannels(level, copy));
        expect(each).toEqual(copy);
      }),
    );
  });
});
