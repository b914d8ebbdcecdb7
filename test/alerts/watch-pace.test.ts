import { describe, expect, test } from 'vitest';
import { createTokenBucket } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import { answer, levelsOf, openShop } from './watched-shop.ts';
import type { WatchedShop } from './watched-shop.ts';

/** When polls began, by their first pages. */
function polls({ sent }: WatchedShop): number[] {
  return sent.filter(({ query }) => !query.includes('pageToken')).map(({ at }) => at);
}

/** Lets a watch run for a time, with nobody to tell. */
async function runFor(shop: WatchedShop, ms: number, options = {}): Promise<void> {
  const watching = shop.watch(options);
  await shop.next(watching);
  const pending = watching.next();
  await shop.clock.advance(ms - shop.elapsed());
  await shop.clock.run(watching.return());
  await pending;
}

describe('polls', () => {
  test('begin once a minute', async () => {
    const shop = openShop(levelsOf(3));
    await runFor(shop, 180_000);
    expect(polls(shop)).toEqual([0, 60_000, 120_000, 180_000]);
  });

  test('begin as often as they are asked to', async () => {
    const shop = openShop(levelsOf(3));
    await runFor(shop, 10_000, { intervalMs: 4000 });
    expect(polls(shop)).toEqual([0, 4000, 8000]);
  });

  test('take no more than a quarter of what the bucket gets back', async () => {
    const shop = openShop(levelsOf(1000));
    await runFor(shop, 20_000, { intervalMs: 1000 });
    // 4 requests are 2 seconds of the bucket.
    expect(polls(shop)).toEqual([0, 8000, 16_000]);
  });

  test('take the share that they are given', async () => {
    const shop = openShop(levelsOf(1000));
    await runFor(shop, 5000, { intervalMs: 0, maxShare: 1 });
    expect(polls(shop)).toEqual([0, 2000, 4000]);
  });

  test('count what was asked for twice', async () => {
    const shop = openShop(levelsOf(3), { maxRetries: 3 });
    shop.script.push(answer(503), answer(503));
    await runFor(shop, 10_000, { intervalMs: 0 });
    // Three requests, two of them in vain, are 1.5 seconds of the bucket.
    expect(polls(shop).slice(3)).toEqual([6000, 8000, 10_000]);
  });

  test('back off when the bucket is short, because others use it', async () => {
    const clock = createVirtualClock();
    const rateLimiter = createTokenBucket({ clock });
    const shop = openShop(levelsOf(3), { clock, rateLimiter });
    const others = Promise.all(Array.from({ length: 140 }, () => rateLimiter.acquire()));
    const watching = shop.watch({ intervalMs: 1000 });
    await clock.run(watching.next());
    const readAt = clock.now();
    const pending = watching.next();
    const [asked] = shop.sent;
    expect(asked).toBeDefined();
    // 102 others came first, and four more could: the poll's one request took 53.5 seconds, and three
    // times that is left.
    await clock.advance(160_499);
    expect(shop.sent).toHaveLength(1);
    await clock.advance(1);
    expect(shop.sent).toHaveLength(2);
    expect(clock.now() - readAt).toBe(160_500);
    await others;
    await clock.run(watching.return());
    await pending;
  });

  test('do not begin while nobody asks for news, and begin at once when someone does', async () => {
    const shop = openShop(levelsOf(3));
    const watching = shop.watch();
    await shop.next(watching);
    await shop.clock.advance(600_000);
    expect(polls(shop)).toEqual([0]);
    shop.later(0, '1', 0);
    await shop.clock.advance(0);
    await shop.next(watching);
    expect(polls(shop)).toEqual([0, 600_000]);
  });
});
