import { describe, expect, test } from 'vitest';
import { syncStock } from '../../src/sync/index.ts';
import type { DesiredLevel } from '../../src/sync/index.ts';
import { BERLIN, levelsOf, LYON, openShop, refusal, unconnected } from './shop.ts';
import type { Shop, ShopOptions } from './shop.ts';

const at = (variantId: number) => ({ variantId: String(variantId), locationId: BERLIN });

function desiredOf(count: number, quantity: 'available' | 'onHand', units = 9): DesiredLevel[] {
  return Array.from(
    { length: count },
    (_, index) => ({ ...at(index + 1), [quantity]: units }) as DesiredLevel,
  );
}

const allOf = (count: number): number[] => Array.from({ length: count }, () => 1);
const ALL = { maxChangedShare: 1 };

/** Notes how old the newest reading of a level was when it was written. */
function watchAges(
  count: number,
  {
    isRefused = () => false,
    ...options
  }: ShopOptions & { isRefused?: (index: number) => boolean } = {},
): Shop & { ages: number[] } {
  const ages: number[] = [];
  const readAt = new Map<string, number>();
  const shop: Shop = openShop(levelsOf(allOf(count)), {
    ...options,
    middle: async (passing) => {
      const { method, path, index, pass } = passing;
      const now = shop.clock.now();
      if (isRefused(index)) return refusal(429, { 'Retry-After': '60' });
      if (method === 'PUT') {
        ages.push(now - (readAt.get(path.replace('/inventory/', '')) ?? Number.NaN));
        return pass();
      }
      const answer = await pass();
      const text = await answer.clone().text();
      for (const [, id = ''] of text.matchAll(/"variantId":"(\d+)"/g)) readAt.set(id, now);
      return answer;
    },
  });
  return { ...shop, ages };
}

describe('a write of available', () => {
  test.each([30_000, 10_000, 4000, 1000, 500, 0])(
    'is never sent on a reading older than %i ms',
    async (maxAgeMs) => {
      const { client, run, ages } = watchAges(250);
      const options = { ...ALL, maxAgeMs };
      const summary = await run(syncStock(client, desiredOf(250, 'available'), options));
      expect(summary).toMatchObject({ applied: 250, left: [] });
      expect(Math.max(...ages)).toBeLessThanOrEqual(maxAgeMs);
    },
  );

  test('is not sent on an old reading either where the refusal of another line held it up', async () => {
    // One that waits for the limiter then, and does not know of the pause.
    const { client, run, ages } = watchAges(100, { isRefused: (index) => index === 60 });
    const summary = await run(syncStock(client, desiredOf(100, 'available'), ALL));
    expect(summary).toMatchObject({ applied: 100 });
    expect(Math.max(...ages)).toBeLessThanOrEqual(30_000);
  });

  test('costs one more request for many lines, not for each', async () => {
    const { client, run, asked } = watchAges(300);
    await run(syncStock(client, desiredOf(300, 'available'), ALL));
    expect(asked.filter((request) => request.startsWith('PUT'))).toHaveLength(300);
    expect(asked.length).toBeLessThanOrEqual(2 + 300 + 10);
  });

  test('costs a reading of its own for each line where hardly any may wait', async () => {
    const { client, run, asked } = watchAges(100, { latencyMs: 10 });
    await run(syncStock(client, desiredOf(100, 'available'), { ...ALL, maxAgeMs: 0 }));
    expect(asked.length).toBeGreaterThanOrEqual(200);
    expect(asked.length).toBeLessThanOrEqual(203);
  });

  test('that has waited out a 429 is planned on a new reading', async () => {
    const shop = openShop(levelsOf([1]), {
      middle: ({ index, pass }) => {
        if (index !== 1) return pass();
        shop.fake.apply({ type: 'stock.adjusted', ...at(1), deltas: { available: 3 } });
        return refusal(429, { 'Retry-After': '60' });
      },
    });
    const summary = await shop.run(syncStock(shop.client, desiredOf(1, 'available')));
    expect(summary).toMatchObject({ applied: 1 });
    // The page, the write that was refused, a reading that shows another level, the next with the write.
    expect(shop.asked.map((request) => request.slice(0, 3))).toEqual([
      'GET',
      'PUT',
      'GET',
      'GET',
      'PUT',
    ]);
  });

  test('that found no connection for a while is planned on a new reading', async () => {
    const shop = openShop(levelsOf([5]), {
      latencyMs: 100,
      middle: ({ index, pass }) => {
        if (index !== 1) return pass();
        const lines = [{ ...at(1), quantity: 4 }];
        shop.fake.apply({ type: 'order.placed', orderId: '1001', lines });
        return unconnected();
      },
    });
    const options = { maxAgeMs: 100 };
    await shop.run(syncStock(shop.client, desiredOf(1, 'available', 6), options));
    // The page, the write that was not sent, a reading that shows the order, the next with the write.
    expect(shop.asked.map((request) => request.slice(0, 3))).toEqual([
      'GET',
      'PUT',
      'GET',
      'GET',
      'PUT',
    ]);
  });

  test('that was in doubt is not given up for its age', async () => {
    const { client, fake, run } = openShop(levelsOf([1]), {
      middle: async ({ index, pass }) => {
        const answer = await pass();
        return index === 1 ? refusal(503) : answer;
      },
    });
    const options = { maxAgeMs: 0 };
    const shown = await run(syncStock(client, desiredOf(1, 'available'), options));
    expect(shown).toMatchObject({ applied: 1, unknown: 0 });
    expect(fake.ledger()).toHaveLength(1);
  });

  test('of a count is sent however old the reading is', async () => {
    const { client, run, asked } = watchAges(200);
    await run(syncStock(client, desiredOf(200, 'onHand'), { ...ALL, maxAgeMs: 0 }));
    expect(asked).toHaveLength(201);
  });

  test('is read again with so many others as a URL and a page can hold', async () => {
    const places = [BERLIN, LYON, '50004'].flatMap((id) => levelsOf(allOf(130), id));
    const { client, run, asked } = openShop(places);
    const desired = places.map(({ variantId, locationId }) => ({
      variantId,
      locationId,
      available: 9,
    }));
    expect(await run(syncStock(client, desired, ALL))).toMatchObject({ applied: 390 });
    const together = asked.flatMap((request) => {
      const [, variants, locations] = /variantIds=([^&]*)&locationIds=(.*)/.exec(request) ?? [];
      return variants === undefined || locations === undefined
        ? []
        : [[variants.split(',').length, locations.split(',').length] as const];
    });
    expect(Math.max(...together.map(([variants]) => variants))).toBe(100);
    expect(
      Math.max(...together.map(([variants, locations]) => variants * locations)),
    ).toBeLessThanOrEqual(250);
  });

  test('is read again together with those of other locations', async () => {
    const both = [...levelsOf(allOf(100)), ...levelsOf(allOf(100), LYON)];
    const { client, run, asked } = openShop(both);
    const desired = both.map(({ variantId, locationId }) => ({
      variantId,
      locationId,
      available: 9,
    }));
    expect(await run(syncStock(client, desired, ALL))).toMatchObject({ applied: 200 });
    expect(asked.length).toBeLessThanOrEqual(1 + 200 + 6);
  });
});

describe('levels that cannot be read together', () => {
  test('are read one by one where the platform ignores the filters', async () => {
    const levels = levelsOf(allOf(600));
    const shop: Shop = openShop(levels, {
      middle: async ({ method, path, pass }) => {
        const { fake } = shop;
        const isTogether =
          method === 'GET' && (path.match(/variantIds=[\d,]*/)?.[0].length ?? 0) > 20;
        if (!isTogether) return pass();
        const headers = { 'X-Genstore-Access-Token': fake.accessToken };
        return fake.fetch(`${fake.apiUrl}/inventory?limit=250`, { headers });
      },
    });
    const last = levels.slice(-90).map(({ variantId, locationId }) => ({
      variantId,
      locationId,
      available: 9,
    }));
    const desired = [...levels.slice(0, -90).map((level) => ({ ...level, available: 1 })), ...last];
    const summary = await shop.run(syncStock(shop.client, desired, { maxAgeMs: 5000 }));
    expect(summary).toMatchObject({ applied: 90, left: [] });
  });

  test('fail line by line where reading fails', async () => {
    const shop: Shop = openShop(levelsOf(allOf(2)), {
      latencyMs: 10,
      middle: ({ index, pass }) => (index === 0 ? pass() : refusal(403)),
    });
    const options = { maxAgeMs: 0 };
    const { left } = await shop.run(syncStock(shop.client, desiredOf(2, 'available'), options));
    expect(left).toMatchObject([
      { status: 'rejected', error: { code: 'permission' } },
      { status: 'rejected', error: { code: 'permission' } },
    ]);
    expect(shop.writes()).toEqual([]);
  });
});
