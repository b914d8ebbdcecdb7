import { describe, expect, test } from 'vitest';
import type { StockHint } from '../../src/alerts/index.ts';
import { placeOfError } from './refusal.ts';
import { answer, levelsOf, openShop, told } from './watched-shop.ts';
import type { WatchedShop } from './watched-shop.ts';

/** A watch of 1,000 variants, which take 4 requests, that has told its first news. */
async function watchMany(options = {}) {
  const shop = openShop(levelsOf(1000), options);
  const watching = shop.watch({ intervalMs: 600_000 });
  await shop.next(watching);
  const seen = shop.sent.length;
  return { ...shop, watching, sentSince: () => shop.sent.slice(seen) };
}

/** Gives a hint after a time. */
function hintLater(
  { clock, watching }: Pick<WatchedShop, 'clock'> & { watching: { notify(hint: StockHint): void } },
  afterMs: number,
  variantId: string,
): void {
  clock.setTimer(() => watching.notify({ variantId }), afterMs);
}

describe('a hint', () => {
  test('has its variant read at once, and no other', async () => {
    const shop = await watchMany();
    shop.later(20_000, '7', 0);
    shop.later(20_000, '8', 0);
    hintLater(shop, 30_000, '7');
    expect(told(await shop.next(shop.watching))).toEqual(['7 out']);
    expect(shop.sentSince()).toEqual([{ at: 30_000, query: 'variantIds=7' }]);
  });

  test('that was given while nobody asked is followed then', async () => {
    const shop = await watchMany();
    shop.later(0, '7', 0);
    await shop.clock.advance(10_000);
    shop.watching.notify({ variantId: '7' });
    expect(told(await shop.next(shop.watching))).toEqual(['7 out']);
    expect(shop.elapsed()).toBe(10_000);
  });

  test('that was given before everything is read costs nothing more', async () => {
    const shop = openShop(levelsOf(1000));
    const watching = shop.watch();
    watching.notify({ variantId: '7' });
    await shop.next(watching);
    shop.later(59_000, '8', 0);
    await shop.next(watching);
    expect(shop.sent.filter(({ query }) => query.includes('variantIds'))).toEqual([]);
    expect(shop.sent).toHaveLength(8);
  });

  test('that is wrong changes nothing, because the platform is asked', async () => {
    const shop = await watchMany();
    hintLater(shop, 1000, '7');
    hintLater(shop, 10_000, 'unknown');
    shop.later(20_000, '9', 0);
    expect(told(await shop.next(shop.watching))).toEqual(['9 out']);
    expect(shop.sentSince().map(({ query }) => query)).toContain('variantIds=unknown');
    expect(shop.elapsed()).toBe(600_000);
  });

  test('is followed together with others that come before there is budget for it', async () => {
    const shop = await watchMany();
    for (const [index, variantId] of ['3', '4', '4', '5'].entries()) {
      shop.later(0, variantId, 0);
      hintLater(shop, 1000 + index * 100, variantId);
    }
    expect(told(await shop.next(shop.watching))).toEqual(['3 out']);
    expect(told(await shop.next(shop.watching))).toEqual(['4 out', '5 out']);
    // A request is half a second of the bucket, and a quarter of it is for hints.
    expect(shop.sentSince()).toEqual([
      { at: 1000, query: 'variantIds=3' },
      { at: 3000, query: 'variantIds=4,5' },
    ]);
  });

  test('does not keep polls from their time, however many there are', async () => {
    const shop = await watchMany();
    for (let at = 500; at < 700_000; at += 500) hintLater(shop, at, String(1 + (at % 900)));
    shop.later(599_999, '950', 0);
    expect(told(await shop.next(shop.watching))).toEqual(['950 out']);
    expect(shop.elapsed()).toBe(600_000);
    const [first] = shop.sentSince().filter(({ query }) => query === '');
    expect(first?.at).toBe(600_000);
  });

  test('takes its share of the budget and no more, however many there are', async () => {
    const shop = await watchMany();
    for (let at = 100; at < 500_000; at += 100) hintLater(shop, at, String(1 + (at % 900)));
    shop.later(500_000, '950', 0);
    hintLater(shop, 500_000, '950');
    await shop.next(shop.watching);
    // A quarter of two requests a second.
    expect(shop.sentSince().length).toBeGreaterThan(240);
    expect(shop.sentSince().length).toBeLessThanOrEqual(251);
  });

  test('costs no more than a poll: with very many of them, everything is read', async () => {
    const shop = await watchMany();
    shop.later(0, '7', 0);
    await shop.clock.advance(1000);
    for (let variant = 1; variant <= 751; variant += 1) {
      shop.watching.notify({ variantId: String(variant) });
    }
    expect(told(await shop.next(shop.watching))).toEqual(['7 out']);
    expect(shop.sentSince()).toHaveLength(4);
    expect(shop.sentSince()[0]).toEqual({ at: 1000, query: '' });
  });

  test('is one of 250 in a query', async () => {
    const shop = await watchMany();
    shop.later(0, '7', 0);
    await shop.clock.advance(1000);
    for (let variant = 1; variant <= 501; variant += 1) {
      shop.watching.notify({ variantId: String(variant) });
    }
    await shop.next(shop.watching);
    expect(shop.sentSince().map(({ query }) => query.split(',').length)).toEqual([250, 250, 1]);
  });

  test('is given out of the watched variants and locations alone', async () => {
    const shop = openShop(levelsOf(1000));
    const some = Array.from({ length: 250 }, (_, index) => String(index + 1));
    const watching = shop.watch({ variantIds: some, locationIds: ['berlin'], intervalMs: 90_000 });
    await shop.next(watching);
    shop.later(0, '1', 0);
    shop.later(100_000, '2', 0);
    watching.notify({ variantId: '1', locationId: 'lyon' });
    watching.notify({ variantId: '300' });
    await shop.next(watching);
    expect(shop.elapsed()).toBe(90_000);
    shop.clock.setTimer(() => watching.notify({ variantId: '2', locationId: 'berlin' }), 20_000);
    await shop.next(watching);
    expect(shop.elapsed()).toBe(110_000);
  });

  test('is not forgotten when reading its variant fails', async () => {
    const shop = await watchMany();
    shop.later(0, '7', 0);
    shop.script.push(answer(503));
    hintLater(shop, 1000, '7');
    expect(told(await shop.next(shop.watching))).toEqual(['7 out']);
    expect(shop.sentSince().map(({ query }) => query)).toEqual(['variantIds=7', 'variantIds=7']);
    expect(shop.elapsed()).toBeLessThan(3000);
  });

  test('that comes while levels are read is followed after that', async () => {
    const shop = openShop(levelsOf(1000));
    const watching = shop.watch();
    shop.script.push(async () => {
      // The first page is read already when the order comes in.
      const { accessToken, apiUrl, fetch } = shop.fake;
      const headers = { 'X-Genstore-Access-Token': accessToken };
      const page = await fetch(`${apiUrl}/inventory?limit=250`, { headers });
      shop.later(0, '1', 0);
      await shop.clock.advance(0);
      watching.notify({ variantId: '1' });
      return page;
    });
    expect((await shop.next(watching)).changes).toHaveLength(1000);
    expect(told(await shop.next(watching))).toEqual(['1 out']);
    expect(shop.elapsed()).toBe(0);
  });

  test.each([
    ['a text', '7', ''],
    ['no variant', { locationId: 'berlin' }, 'variantId'],
    ['what would break a list of ids', { variantId: '7,8' }, 'variantId'],
  ])('is refused where it is %s', (_, hint, at) => {
    const watching = openShop([]).watch();
    expect(placeOfError(() => watching.notify(hint as StockHint))).toBe(at);
  });

  test('after the end does nothing', async () => {
    const { watch, clock, sent } = openShop(levelsOf(1));
    const watching = watch();
    await watching.return();
    watching.notify({ variantId: '1' });
    await clock.advance(1000);
    expect(sent).toEqual([]);
  });
});

test('a hinted variant is added up over all of its locations', async () => {
  const levels = ['berlin', 'lyon', 'porto'].map((locationId) => ({ locationId, available: 9 }));
  const many = levelsOf(1000).map((level) => ({ ...level, locationId: 'lyon' }));
  const shop = openShop([...levels.map((level) => ({ variantId: 'x', ...level })), ...many]);
  const watching = shop.watch({ rules: { per: 'variant', reorderPoint: 20 } });
  await shop.next(watching);
  shop.later(0, 'x', 1);
  await shop.clock.advance(0);
  watching.notify({ variantId: 'x', locationId: 'berlin' });
  expect((await shop.next(watching)).changes).toMatchObject([
    { variantId: 'x', alert: 'low', available: 19 },
  ]);
});
