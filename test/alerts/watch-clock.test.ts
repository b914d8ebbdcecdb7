import { describe, expect, test } from 'vitest';
import { jumpingClock } from '../base/jumping-clock.ts';
import { answer, levelsOf, openShop, told } from './watched-shop.ts';

const DAY = 86_400_000;
const JUMPS = [-DAY, -3_600_000, -30_000, 3_600_000, DAY];

/** A watch that has told its first news, on a clock that can be set. */
async function watchOn(levels: number, script: readonly (() => Promise<Response>)[] = []) {
  const jumping = jumpingClock();
  const shop = openShop(levelsOf(levels), { clock: jumping.clock }, jumping.virtual);
  const watching = shop.watch();
  await shop.next(watching);
  shop.script.push(...script);
  return { ...shop, watching, jump: jumping.jump };
}

describe.each(JUMPS)('a clock that is set by %i ms', (byMs) => {
  test.each([0, 20_000, 59_000])(
    '%i ms after a poll does not delay the next one',
    async (after) => {
      const shop = await watchOn(1);
      shop.clock.setTimer(() => shop.jump(byMs), after);
      shop.later(after, '1', 0);
      expect(told(await shop.next(shop.watching))).toEqual(['1 out']);
      expect(shop.elapsed()).toBeLessThanOrEqual(60_000);
    },
  );

  test('does not keep a hint from being followed at once', async () => {
    const shop = await watchOn(1000);
    shop.clock.setTimer(() => shop.jump(byMs), 10_000);
    shop.later(10_000, '7', 0);
    shop.clock.setTimer(() => shop.watching.notify({ variantId: '7' }), 12_000);
    expect(told(await shop.next(shop.watching))).toEqual(['7 out']);
    expect(shop.elapsed()).toBe(12_000);
  });

  test('does not lengthen the pause after a failure', async () => {
    const shop = await watchOn(1, [answer(503)]);
    shop.later(0, '1', 0);
    shop.clock.setTimer(() => shop.jump(byMs), 60_100);
    expect(told(await shop.next(shop.watching))).toEqual(['1 out']);
    expect(shop.elapsed()).toBeLessThanOrEqual(61_000);
  });
});
