import { describe, expect, test } from 'vitest';
import { Acknowledgements, isOlder } from '../../../src/client/write/acknowledged.ts';
import { stockLevel } from '../../../src/model/index.ts';
import type { StockLevel } from '../../../src/model/index.ts';

type Told = StockLevel & { readonly updateTime?: string };

/** A level with so many units, as it was told. */
function told(available: number, seconds?: string): Told {
  const level = stockLevel({ variantId: '107', locationId: '50002', available });
  return seconds === undefined ? level : { ...level, updateTime: `2026-03-01T10:00:${seconds}Z` };
}

describe('a reading is older than what was told', () => {
  test.each<[isThat: boolean, name: string, reading: Told, last: Told]>([
    [true, 'where it is a second older', told(4, '01'), told(5, '02')],
    [false, 'not where it is a second newer, though it has been so', told(7, '03'), told(5, '02')],
    [true, 'where it has been so within the second', told(7, '02.900'), told(5, '02.100')],
    [true, 'where one time has whole seconds', told(7, '02'), told(5, '02.999')],
    [false, 'not by a part of a second alone', told(4, '02.100'), told(5, '02.900')],
    [true, 'where it has been so and tells no time', told(7), told(5, '02')],
    [true, 'where it has been so and nothing tells a time', told(8), told(5)],
    [false, 'not where it was never so', told(6), told(5)],
    [false, 'not where it is what was told', told(5), told(5)],
    [false, 'not where it is what was told, and was so before', told(7), told(7)],
  ])('%s: %s', (isThat, _, reading, last) => {
    expect(isOlder(reading, last, [told(7), told(8)])).toBe(isThat);
  });

  test.each(['available', 'committed', 'unavailable', 'incoming', 'onHand'] as const)(
    'only where it is the same in every quantity: %s',
    (name) => {
      const reading = { ...told(7), [name]: 99 };
      expect(isOlder(reading, told(5), [told(7)])).toBe(false);
      expect(isOlder(reading, told(5), [{ ...told(7), [name]: 99 }])).toBe(true);
    },
  );
});

describe('what was acknowledged', () => {
  function remembering() {
    const clock = { time: 0, now: (): number => clock.time };
    const levels = new Acknowledgements(clock);
    /** Whether a reading with so many units is older. */
    const isOld = (available: number, key = 'a'): boolean =>
      levels.newerThan(key, told(available)) !== undefined;
    return { clock, levels, isOld };
  }

  test('is told in place of what stood there before', () => {
    const { levels, isOld } = remembering();
    levels.add('a', told(5), told(7));

    expect(levels.newerThan('a', told(7))).toEqual(told(5));
    expect([isOld(5), isOld(6), isOld(7, 'b')]).toEqual([false, false, false]);
  });

  test('is remembered with all that was there before it, as long as it is not so again', () => {
    const { levels, isOld } = remembering();
    levels.add('a', told(5), told(7));
    levels.add('a', told(3), told(5));
    expect([isOld(7), isOld(5), isOld(3)]).toEqual([true, true, false]);
    levels.add('a', told(7), told(3));
    expect([isOld(7), isOld(5), isOld(3)]).toEqual([false, true, true]);
  });

  test('is remembered for ten seconds, by a clock that may be set back', () => {
    for (const [time, isRemembered] of [
      [10_000, true],
      [10_001, false],
      [-10_000, true],
      [-10_001, false],
    ] as const) {
      const { clock, levels, isOld } = remembering();
      levels.add('a', told(5), told(7));
      clock.time = time;

      expect([time, isOld(7)]).toEqual([time, isRemembered]);
    }
  });

  test('is begun anew after that', () => {
    const { clock, levels, isOld } = remembering();
    levels.add('a', told(5), told(7));
    clock.time = 10_001;
    levels.add('a', told(3), undefined);

    expect([isOld(7), isOld(5)]).toEqual([false, false]);
  });

  test.each([
    ['that were there', () => undefined],
    [
      'that were read, each as it had been told',
      (available: number) => told(Math.max(0, available - 1)),
    ],
  ])('is told of the latest ten %s', (_, before) => {
    const { levels, isOld } = remembering();
    for (let available = 0; available <= 11; available += 1) {
      levels.add('a', told(available), before(available));
    }

    expect([isOld(0), isOld(1), isOld(10), isOld(11)]).toEqual([false, true, true, false]);
  });

  test('is known of the thousand levels that were written last', () => {
    const { levels, isOld } = remembering();
    for (let index = 0; index < 1000; index += 1) levels.add(String(index), told(5), told(7));
    levels.add('0', told(5), told(7));
    expect([isOld(7, '0'), isOld(7, '1')]).toEqual([true, true]);
    levels.add('1000', told(5), told(7));

    expect([isOld(7, '0'), isOld(7, '1'), isOld(7, '2')]).toEqual([true, false, true]);
  });
});
