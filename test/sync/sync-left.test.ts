import { describe, expect, test } from 'vitest';
import { syncStock } from '../../src/sync/index.ts';
import type { DesiredLevel } from '../../src/sync/index.ts';
import { BERLIN, levelsOf, openShop, refusal } from './shop.ts';

const onHand = (variantId: number, units: number): DesiredLevel => ({
  variantId: String(variantId),
  locationId: BERLIN,
  onHand: units,
});

describe('what is left when a sync has ended', () => {
  test('is named line by line, with the numbers and the error', async () => {
    const { client, run } = openShop(
      [...levelsOf([1, 2]), { variantId: '3', locationId: BERLIN, available: 1, committed: 5 }],
      {
        client: { maxRetries: 0 },
        middle: ({ path, method, pass }) =>
          method === 'PUT' && path.endsWith('/2') ? refusal(500) : pass(),
      },
    );
    const summary = await run(syncStock(client, [onHand(1, 9), onHand(2, 9), onHand(3, 4)]));
    expect(summary).toMatchObject({ total: 3, applied: 1, unknown: 1, rejected: 1 });
    expect(summary.left).toMatchObject([
      {
        line: 1,
        variantId: '2',
        locationId: BERLIN,
        quantity: 'onHand',
        from: 2,
        to: 9,
        status: 'unknown',
        error: { code: 'outcome-unknown' },
      },
      { line: 2, variantId: '3', from: 6, to: 4, status: 'rejected', error: { code: 'conflict' } },
    ]);
  });

  test('is in the order of the lines, however the platform lists its levels', async () => {
    const { client, run } = openShop(levelsOf([1, 1, 1]), {
      middle: ({ method, pass }) => (method === 'PUT' ? refusal(403) : pass()),
    });
    const desired = [onHand(3, 2), onHand(1, 2), onHand(2, 2)];
    const { left } = await run(syncStock(client, desired));
    expect(left.map(({ line, variantId }) => [line, variantId])).toEqual([
      [0, '3'],
      [1, '1'],
      [2, '2'],
    ]);
  });

  test('includes a level that was disconnected meanwhile', async () => {
    const shop = openShop(levelsOf([0]), {
      middle: ({ method, pass }) => {
        const place = { variantId: '1', locationId: BERLIN };
        if (method === 'PUT') shop.fake.apply({ type: 'variant.disconnected', ...place });
        return pass();
      },
    });
    const { left } = await shop.run(syncStock(shop.client, [onHand(1, 5)]));
    expect(left).toMatchObject([{ status: 'rejected', error: { code: 'not-found' } }]);
  });
});
