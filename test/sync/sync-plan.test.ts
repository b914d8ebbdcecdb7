import { describe, expect, test } from 'vitest';
import { SyncGuardError, syncStock } from '../../src/sync/index.ts';
import { BERLIN, levelsOf, LYON, openShop } from './shop.ts';
import type { Shop } from './shop.ts';

const at = (variantId: number, locationId = BERLIN) => ({
  variantId: String(variantId),
  locationId,
});

describe('a dry run', () => {
  test('returns the plan and writes nothing', async () => {
    const { client, run, writes } = openShop(levelsOf([1, 2, 3]));
    const desired = [
      { ...at(3), available: 30 },
      { ...at(1), onHand: 1 },
      { ...at(2), onHand: 20 },
    ];
    const plan = await run(syncStock(client, desired, { dryRun: true }));
    expect(plan).toEqual({
      total: 3,
      unchanged: 1,
      changes: [
        { line: 0, ...at(3), quantity: 'available', from: 3, to: 30 },
        { line: 2, ...at(2), quantity: 'onHand', from: 2, to: 20 },
      ],
      requests: 1,
      requestsToCome: 2,
      invalid: [],
      refusal: undefined,
    });
    expect(writes()).toEqual([]);
  });

  test('tells what the guards would refuse, and the plan all the same', async () => {
    const { client, run } = openShop(levelsOf(Array.from({ length: 30 }, () => 1)));
    const desired = Array.from({ length: 30 }, (_, index) => ({ ...at(index + 1), onHand: 2 }));
    const { changes, refusal } = await run(syncStock(client, desired, { dryRun: true }));
    expect(changes).toHaveLength(30);
    expect(refusal).toBeInstanceOf(SyncGuardError);
  });

  test('counts the requests that the sync then takes', async () => {
    const shop = openShop(levelsOf([1, 2]), { seed: { variants: ['3', '4'] } });
    const desired = [1, 2, 3, 4].map((id) => ({ ...at(id), onHand: id === 4 ? 0 : 5 }));
    const options = { connectMissing: true };
    const plan = await shop.run(syncStock(shop.client, desired, { ...options, dryRun: true }));
    const { requests } = await shop.run(syncStock(shop.client, desired, options));
    expect(plan.requestsToCome).toBe(5);
    expect(requests).toBe(plan.requests + plan.requestsToCome);
  });
});

describe("missing: 'zero'", () => {
  const levels = [...levelsOf([1, 2, 3]), ...levelsOf([7], LYON)];

  test('empties the levels that are not desired, at the locations that are', async () => {
    const { client, fake, run } = openShop(levels);
    const summary = await run(syncStock(client, [{ ...at(2), onHand: 2 }], { missing: 'zero' }));
    expect(fake.levels().map(({ onHand }) => onHand)).toEqual([0, 2, 0, 7]);
    expect(summary).toMatchObject({ total: 3, unchanged: 1, applied: 2 });
  });

  test('empties no other location where the platform ignores the filters', async () => {
    const shop: Shop = openShop(levels, {
      middle: ({ method, pass }) => {
        if (method !== 'GET') return pass();
        const headers = { 'X-Genstore-Access-Token': shop.fake.accessToken };
        return shop.fake.fetch(`${shop.fake.apiUrl}/inventory?limit=250`, { headers });
      },
    });
    await shop.run(syncStock(shop.client, [{ ...at(2), onHand: 2 }], { missing: 'zero' }));
    expect(shop.fake.levels().map(({ onHand }) => onHand)).toEqual([0, 2, 0, 7]);
  });

  test('counts those that are empty already', async () => {
    const { client, run } = openShop(levelsOf([1, 0]));
    const summary = await run(syncStock(client, [{ ...at(1), onHand: 1 }], { missing: 'zero' }));
    expect(summary).toMatchObject({ total: 2, unchanged: 2 });
  });

  test('empties the quantity that the lines name', async () => {
    const { client, fake, run } = openShop([
      ...levelsOf([1]),
      { ...at(2), available: 5, committed: 3 },
    ]);
    await run(syncStock(client, [{ ...at(1), available: 1 }], { missing: 'zero' }));
    expect(fake.level('2', BERLIN)).toMatchObject({ available: 0, committed: 3 });
  });

  test('gives no units to a level that was sold below zero', async () => {
    const { client, fake, run, writes } = openShop([
      ...levelsOf([1]),
      { ...at(2), available: -5, committed: 5, oversell: 'continue' },
    ]);
    const desired = [{ ...at(1), available: 1 }];
    const summary = await run(syncStock(client, desired, { missing: 'zero' }));
    expect(summary).toMatchObject({ total: 2, unchanged: 2 });
    expect(fake.level('2', BERLIN)).toMatchObject({ available: -5, onHand: 0 });
    expect(writes()).toEqual([]);
  });

  test('has no line in the plan for them', async () => {
    const { client, run } = openShop(levelsOf([1, 5]));
    const options = { missing: 'zero', dryRun: true } as const;
    const { changes } = await run(syncStock(client, [{ ...at(1), onHand: 1 }], options));
    expect(changes).toEqual([{ line: undefined, ...at(2), quantity: 'onHand', from: 5, to: 0 }]);
  });

  test('is refused where lines name different quantities', async () => {
    const { client, run, asked } = openShop(levels);
    const desired = [
      { ...at(1), onHand: 1 },
      { ...at(2), available: 1 },
    ];
    const call = run(syncStock(client, desired, { missing: 'zero' }));
    await expect(call).rejects.toMatchObject({ code: 'invalid-input', at: 'missing' });
    expect(asked).toEqual([]);
  });

  test('is guarded: a file that lost its tail empties no shop', async () => {
    const { client, run, writes } = openShop(levelsOf(Array.from({ length: 100 }, () => 10)));
    const tail = [{ ...at(1), onHand: 10 }];
    const call = run(syncStock(client, tail, { missing: 'zero' }));
    await expect(call).rejects.toMatchObject({ guard: 'maxChangedShare', changed: 99, total: 100 });
    expect(writes()).toEqual([]);
  });
});

describe('connectMissing', () => {
  const seed = { variants: ['3'] };

  test('connects a variant and gives it its stock', async () => {
    const { client, fake, run, writes } = openShop(levelsOf([1]), { seed });
    const summary = await run(
      syncStock(client, [{ ...at(3), onHand: 8 }], { connectMissing: true }),
    );
    expect(fake.level('3', BERLIN)?.onHand).toBe(8);
    expect(summary).toMatchObject({ applied: 1, requests: 3 });
    expect(writes()).toEqual(['POST /inventory/connect', 'PUT /inventory/3']);
  });

  test('only connects where nothing is desired', async () => {
    const { client, fake, run, writes } = openShop(levelsOf([1]), { seed });
    const { applied } = await run(
      syncStock(client, [{ ...at(3), available: 0 }], { connectMissing: true }),
    );
    expect(applied).toBe(1);
    expect(fake.level('3', BERLIN)?.onHand).toBe(0);
    expect(writes()).toEqual(['POST /inventory/connect']);
  });

  test('learns only then that the platform does not know the variant, and goes on', async () => {
    const { client, run } = openShop(levelsOf([1]), { seed });
    const desired = [
      { ...at(99), onHand: 8 },
      { ...at(3), onHand: 8 },
    ];
    const { left, applied } = await run(syncStock(client, desired, { connectMissing: true }));
    expect(applied).toBe(1);
    expect(left).toMatchObject([
      { line: 0, from: undefined, status: 'rejected', error: { code: 'not-found' } },
    ]);
  });

  test.each(['onHand', 'available'] as const)(
    'goes on with %s where somebody else connected it first',
    async (quantity) => {
      const shop = openShop(levelsOf([1]), {
        seed,
        middle: ({ method, pass }) => {
          if (method === 'POST') {
            shop.fake.apply({ type: 'variant.connected', ...at(3), quantities: { available: 2 } });
          }
          return pass();
        },
      });
      const desired = [{ ...at(3), [quantity]: 8 } as { onHand: 8 } & ReturnType<typeof at>];
      const summary = await shop.run(syncStock(shop.client, desired, { connectMissing: true }));
      expect(summary).toMatchObject({ applied: 1, left: [] });
      expect(shop.fake.level('3', BERLIN)?.available).toBe(8);
    },
  );

  test('has nothing to write where somebody else did it all', async () => {
    const shop = openShop(levelsOf([1]), {
      seed,
      middle: ({ method, pass }) => {
        if (method === 'POST') {
          shop.fake.apply({ type: 'variant.connected', ...at(3), quantities: { available: 8 } });
        }
        return pass();
      },
    });
    const desired = [{ ...at(3), onHand: 8 }];
    const summary = await shop.run(syncStock(shop.client, desired, { connectMissing: true }));
    expect(summary).toMatchObject({ unchanged: 1, applied: 0 });
  });
});
