import { afterEach, describe, expect, test, vi } from 'vitest';
import { decodeInventory, GENSTORE_202412 } from '../../src/wire/index.ts';
import { readTime, writeTime } from '../../src/wire/time.ts';
import { decodeFields, expectLevel, expectMismatch, IDS } from './levels.ts';

function timeOf(updateTime: unknown, timeZone = 'Z'): string | undefined {
  const profile = { ...GENSTORE_202412, timeZone };
  return expectLevel(decodeInventory({ inventory: { ...IDS, updateTime } }, profile)).updateTime;
}

describe('the time of a level', () => {
  test.each([
    '2024-10-30T16:19:13-04:00',
    '2024-10-30T16:19:13.5+05:30',
    '2024-12-16T17:04:38.004Z',
    '2025-01-10T11:00:00Z',
    '2024-02-29T23:59:59Z',
  ])('stays as it is where it has a zone: %s', (time) => {
    expect(timeOf(time)).toBe(time);
    expect(timeOf(time, '+08:00')).toBe(time);
  });

  test.each(['2024-12-16T17:04:38.004', '2025-01-10T11:00:00'])(
    'is in UTC where it has no zone, or in that of the profile: %s',
    (time) => {
      expect(timeOf(time)).toBe(`${time}Z`);
      expect(timeOf(time, '-03:30')).toBe(`${time}-03:30`);
    },
  );

  describe('on a machine that is not in UTC', () => {
    afterEach(() => vi.unstubAllEnvs());

    test('is the same', () => {
      vi.stubEnv('TZ', 'America/New_York');
      expect(new Date(2025, 0, 1).getTimezoneOffset()).toBe(300);
      expect(timeOf('2025-01-10T11:00:00')).toBe('2025-01-10T11:00:00Z');
      expect(timeOf('2025-03-09T02:30:00')).toBe('2025-03-09T02:30:00Z');
    });
  });

  test.each([
    '2024-18-16T17:04:38Z',
    '2024-00-16T17:04:38',
    '2025-02-29T00:00:00Z',
    '2025-02-31T00:00:00Z',
    '2025-04-31T00:00:00',
    '2025-01-10T24:00:00Z',
    '2025-01-10T11:60:00Z',
    '2025-01-10T11:00:00+25:00',
    '2025-01-10 11:00:00',
    '2025-01-10',
    '2025',
    '1736506800',
    'yesterday',
    '',
  ])('is none where there is no such time, and costs nothing else: %s', (time) => {
    expect(decodeFields({ available: '5', updateTime: time })).toEqual(
      decodeFields({ available: '5' }),
    );
  });

  test.each([5, true, {}, ['2025-01-10T11:00:00Z']])('is wrong where it is no text: %j', (time) => {
    expect(expectMismatch(decodeFields({ updateTime: time }))).toBe('inventory.updateTime');
  });
});

test.each([
  ['Z', '2025-01-10T11:00:00.000Z'],
  ['+05:30', '2025-01-10T16:30:00.000'],
  ['-03:30', '2025-01-10T07:30:00.000'],
])('a time is written as one of %s: %s', (zone, written) => {
  expect(writeTime('2025-01-10T11:00:00.000Z', zone)).toBe(written);
});

test('a leap day is read with its time', () => {
  const time = '2024-02-29T23:30:00-05:00';
  expect(readTime(time, 'Z')).toBe(time);
  expect(readTime('2023-02-29T23:30:00-05:00', 'Z')).toBeUndefined();
  expect(readTime([time], 'Z')).toBeUndefined();
});
