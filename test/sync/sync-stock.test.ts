import { describe, expect, test } from 'vitest';
import { syncStock } from '../../src/sync/index.ts';
import type { DesiredLevel } from '../../src/sync/index.ts';
import { BERLIN, levelsOf, LYON, openShop } from './shop.ts';

const onHand = (variantId: number, units: number, locationId = BERLIN): DesiredLevel => ({
  variantId: String(variantId),
  locationId,
  onHand: units,
});
const available = (variantId: number, units: number, locationId = BERLIN): DesiredLevel => ({
  variantId: String(variantId),
  locationId,
  available: units,
});

describe('syncStock', () => {
  test('reads the levels, and writes only what differs', async () => {
    const { client, fake, run, asked } = openShop(levelsOf([1, 2, 3, 4, 5]));
    const desired = [1, 20, 3, 4, 50].map((units, index) => onHand(index + 1, units));
    const summary = await run(syncStock(client, desired));
    expect(asked).toEqual([
      'GET /inventory?limit=250&variantIds=1,2,3,4,5&locationIds=50002',
      'PUT /inventory/2',
      'PUT /inventory/5',
    ]);
    expect(fake.levels().map((level) => level.onHand)).toEqual([1, 20, 3, 4, 50]);
    expect(summary).toEqual({
      total: 5,
      unchanged: 3,
      applied: 2,
      rejected: 0,
      unknown: 0,
      conflicting: 0,
      notSent: 0,
      left: [],
      requests: 3,
      stopped: undefined,
      skipped: 0,
      invalid: [],
    });
  });

  test('takes N / 250 requests for N levels, and one for each of the C that differ', async () => {
    const counts = Array.from({ length: 1001 }, (_, index) => index % 50);
    const { client, run, asked } = openShop(levelsOf(counts));
    const desired = counts.map((units, index) =>
      onHand(index + 1, units + (index % 100 === 0 ? 1 : 0)),
    );
    const { applied, unchanged, requests } = await run(syncStock(client, desired));
    expect({ applied, unchanged, requests }).toEqual({ applied: 11, unchanged: 990, requests: 16 });
    expect(asked.filter((request) => request.startsWith('GET'))).toHaveLength(5);
  });

  test('sends nothing for an empty input, whatever is missing', async () => {
    const { client, run, asked } = openShop(levelsOf([1, 2]));
    expect(await run(syncStock(client, [], { missing: 'zero' }))).toMatchObject({ total: 0 });
    expect(asked).toEqual([]);
  });

  test('writes a count as on hand: an order that comes in meanwhile is kept', async () => {
    const place = { variantId: '1', locationId: BERLIN };
    const shop = openShop(levelsOf([10]), {
      middle: ({ method, pass }) => {
        if (method === 'PUT') {
          const lines = [{ ...place, quantity: 3 }];
          shop.fake.apply({ type: 'order.placed', orderId: '1001', lines });
        }
        return pass();
      },
    });
    await shop.run(syncStock(shop.client, [onHand(1, 40)]));
    expect(shop.fake.level('1', BERLIN)).toMatchObject({ available: 37, committed: 3, onHand: 40 });
  });

  test('writes available as available', async () => {
    const { client, fake, run } = openShop([
      { variantId: '1', locationId: BERLIN, available: 10, committed: 2, unavailable: 1 },
    ]);
    await run(syncStock(client, [available(1, 4)]));
    expect(fake.level('1', BERLIN)).toMatchObject({ available: 4, committed: 2, onHand: 7 });
  });

  test('compares the quantity that a line names', async () => {
    const level = { available: 10, committed: 2 };
    const { client, run, writes } = openShop([
      { variantId: '1', locationId: BERLIN, ...level },
      { variantId: '2', locationId: BERLIN, ...level },
    ]);
    const { unchanged } = await run(syncStock(client, [onHand(1, 12), available(2, 10)]));
    expect(unchanged).toBe(2);
    expect(writes()).toEqual([]);
  });

  test('leaves levels alone that are not desired', async () => {
    const { client, fake, run } = openShop([...levelsOf([1, 2]), ...levelsOf([7, 8], LYON)]);
    await run(syncStock(client, [onHand(1, 5)]));
    expect(fake.levels().map((level) => level.onHand)).toEqual([5, 2, 7, 8]);
  });

  test('reads only the locations that it is about', async () => {
    const levels = [...levelsOf(Array.from({ length: 200 }, () => 1))];
    const { client, run, asked } = openShop([...levels, ...levelsOf([1, 1], LYON)]);
    await run(
      syncStock(
        client,
        levels.map((_, index) => onHand(index + 1, 1)),
      ),
    );
    expect(asked).toEqual(['GET /inventory?limit=250&locationIds=50002']);
  });

  test('finds its levels where the platform ignores the filters', async () => {
    const { client, fake, run } = openShop([...levelsOf([1, 2, 3]), ...levelsOf([7, 8], LYON)], {
      middle: async ({ pass, method, path }) => {
        if (method !== 'GET' || !path.includes('variantIds')) return pass();
        const headers = { 'X-Genstore-Access-Token': fake.accessToken };
        return fake.fetch(`${fake.apiUrl}/inventory?limit=250`, { headers });
      },
    });
    await run(syncStock(client, [onHand(2, 9), onHand(1, 6, LYON)]));
    expect(fake.levels().map((level) => level.onHand)).toEqual([1, 9, 3, 6, 8]);
  });

  test('takes generators and async generators', async () => {
    const { client, fake, run } = openShop(levelsOf([1, 2]));
    await run(syncStock(client, [onHand(1, 5)].values()));
    async function* stream(): AsyncGenerator<DesiredLevel> {
      await Promise.resolve();
      yield onHand(2, 6);
    }
    await run(syncStock(client, stream()));
    expect(fake.levels().map((level) => level.onHand)).toEqual([5, 6]);
  });

  test('does not look at what the caller changes in its objects while it runs', async () => {
    const line = { ...onHand(1, 5) };
    const shop = openShop(levelsOf([1]), {
      middle: ({ pass }) => {
        Object.assign(line, { onHand: 99, variantId: '7' });
        return pass();
      },
    });
    await shop.run(syncStock(shop.client, [line]));
    expect(shop.fake.level('1', BERLIN)?.onHand).toBe(5);
  });

  test('run again has nothing left to do', async () => {
    const { client, run, writes } = openShop(levelsOf([1, 2, 3]));
    const desired = [onHand(1, 9), available(2, 9), onHand(3, 9)];
    await run(syncStock(client, desired));
    const { unchanged, applied } = await run(syncStock(client, desired));
    expect({ unchanged, applied }).toEqual({ unchanged: 3, applied: 0 });
    expect(writes()).toHaveLength(3);
  });
});
