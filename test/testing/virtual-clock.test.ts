import { describe, expect, test } from 'vitest';
import { movingClock } from '../../src/testing/moving-clock.ts';
import { createMovingClock, createVirtualClock } from '../../src/testing/index.ts';
import { jumpingClock } from '../base/jumping-clock.ts';

test('a virtual clock never goes back, also where it is moved on twice at once', async () => {
  const clock = createVirtualClock(0);
  await Promise.all([clock.advance(100), clock.advance(10)]);

  expect(clock.now()).toBe(100);
});

test('a virtual clock never goes back behind what a promise needed meanwhile', async () => {
  const clock = createVirtualClock(0);
  const waits = new Promise<void>((resolve) => {
    clock.setTimer(resolve, 2000);
  });
  await Promise.all([clock.run(waits), clock.advance(10)]);

  expect(clock.now()).toBe(2000);
});

test.each([8.64e15 + 1, -8.64e15 - 1, Infinity, Number.NaN, '2026-01-01', new Date()])(
  'a virtual clock does not begin at %s, which no date can show',
  (startAt) => {
    expect(() => createVirtualClock(startAt as number)).toThrow(
      'createVirtualClock: startAt must be a time in milliseconds',
    );
  },
);

describe.each([
  ['virtual', createVirtualClock],
  ['moving', createMovingClock],
])('a %s clock', (_, open) => {
  test.each([Infinity, 8.64e15])('is not moved on by %s milliseconds', async (byMs) => {
    const clock = open();
    clock.setTimer(() => undefined, 1000);
    await expect(clock.advance(byMs)).rejects.toThrow('advance: no date is so late');
    expect(clock.timers).toBe(1);
    await clock.advance(1000);
  });

  test.each([-1, Number.NaN])('is not moved on by %s milliseconds', async (byMs) => {
    await expect(open().advance(byMs)).rejects.toThrow('advance: the time can only move on');
  });
});

describe.each([-86_400_000, -3_600_000])(
  'a moving clock whose own clock is set by %i ms',
  (byMs) => {
    test('calls back when its timers are due, neither later nor at once', async () => {
      const { clock, virtual, jump } = jumpingClock();
      const moving = movingClock(clock);
      const called: string[] = [];
      const pass = async (ms: number): Promise<readonly string[]> => {
        await virtual.advance(ms);
        await moving.advance(0);
        return [...called];
      };
      moving.setTimer(() => called.push('before'), 1000);
      await pass(100);
      jump(byMs);
      moving.setTimer(() => called.push('after'), 1000);

      expect(await pass(800)).toEqual([]);
      expect(await pass(100)).toEqual(['before']);
      expect(await pass(100)).toEqual(['before', 'after']);
    });
  },
);
