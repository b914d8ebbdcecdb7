import { describe, expect, test } from 'vitest';
import { syncStock } from '../../src/sync/index.ts';
import { BERLIN, levelsOf, openShop } from './shop.ts';
import type { Passing, Shop } from './shop.ts';

const PLACE = { variantId: '1', locationId: BERLIN };

describe('a level that changed since it was read', () => {
  /** Changes a level right after it was read: the page is reading 0, then it is read again. */
  function hotLevel(unitsAfter: (reading: number) => number): Shop {
    let reading = -1;
    const shop: Shop = openShop(levelsOf([1]), {
      // Time must pass, or no reading would ever be older than 0 ms.
      latencyMs: 10,
      middle: async ({ method, pass }: Passing) => {
        const answer = await pass();
        if (method !== 'GET') return answer;
        reading += 1;
        const available = unitsAfter(reading);
        if (available !== 0) {
          shop.fake.apply({ type: 'stock.adjusted', ...PLACE, deltas: { available } });
        }
        return answer;
      },
    });
    return shop;
  }
  const sync = (shop: Shop) =>
    shop.run(syncStock(shop.client, [{ ...PLACE, available: 9 }], { maxAgeMs: 0 }));

  test('is planned again, and written', async () => {
    const shop = hotLevel((reading) => (reading === 1 ? 2 : 0));
    expect(await sync(shop)).toMatchObject({ applied: 1, requests: 5 });
    expect(shop.fake.level('1', BERLIN)?.available).toBe(9);
  });

  test('is left alone where it became what is desired', async () => {
    const shop = hotLevel((reading) => (reading === 1 ? 8 : 0));
    expect(await sync(shop)).toMatchObject({ unchanged: 1, applied: 0, left: [] });
    expect(shop.writes()).toEqual([]);
  });

  test('is left alone where the page was old and the next reading shows it as desired', async () => {
    const shop = hotLevel((reading) => (reading === 0 ? 8 : 0));
    expect(await sync(shop)).toMatchObject({ unchanged: 1, requests: 2 });
  });

  test('again and again is conflicting, and was never written', async () => {
    const shop = hotLevel(() => 1);
    const { conflicting, left } = await sync(shop);
    expect(conflicting).toBe(1);
    expect(left).toMatchObject([
      {
        line: 0,
        status: 'conflicting',
        to: 9,
        error: { code: 'stock-rejected', rejection: { reason: 'stale' } },
      },
    ]);
    expect(shop.writes()).toEqual([]);
  });

  test('tells in what is left what it was at last', async () => {
    const shop = hotLevel(() => 1);
    const { left } = await sync(shop);
    // Five readings, each before one more unit came.
    expect(left[0]?.from).toBe(5);
  });

  test('twice is written at the third look', async () => {
    const shop = hotLevel((reading) => (reading < 3 ? 1 : 0));
    expect(await sync(shop)).toMatchObject({ applied: 1, conflicting: 0 });
  });
});
