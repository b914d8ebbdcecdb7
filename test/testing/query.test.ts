import { describe, expect, test } from 'vitest';
import { idsOf, linkOf, openFake, send } from './shop.ts';

describe('GET /inventory', () => {
  test('lists every level, in the order of connection, quantities as texts', async () => {
    const reply = await send(openFake(), 'GET', '/inventory');

    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      inventories: [
        {
          productId: '8589934859',
          variantId: '107362030756584',
          locationId: '50002',
          available: '12',
          committed: '3',
          unavailable: '0',
          incoming: '0',
          onHand: '15',
          updateTime: '2026-03-01T10:00:00.000Z',
        },
        {
          productId: '8589934859',
          variantId: '107362030756584',
          locationId: '50003',
          available: '5',
          committed: '0',
          unavailable: '2',
          incoming: '8',
          onHand: '7',
          updateTime: '2026-03-01T10:00:00.000Z',
        },
        {
          variantId: '107362030756585',
          locationId: '50002',
          available: '0',
          committed: '0',
          unavailable: '0',
          incoming: '0',
          onHand: '0',
          updateTime: '2026-03-01T10:00:00.000Z',
        },
      ],
    });
  });

  test('has no Link header where everything fits on a page', async () => {
    expect((await send(openFake(), 'GET', '/inventory')).headers.get('Link')).toBeNull();
  });

  test('answers an empty list for an empty shop', async () => {
    const reply = await send(openFake({ seed: {} }), 'GET', '/inventory');

    expect([reply.status, reply.body]).toEqual([200, { inventories: [] }]);
  });

  const [A, B, C] = ['107362030756584@50002', '107362030756584@50003', '107362030756585@50002'];
  test.each([
    ['variantIds=107362030756584', [A, B]],
    ['variantIds=107362030756585,107362030756584', [A, B, C]],
    ['variantIds=107362030756585,107362030756585', [C]],
    ['variantIds=107362030756584,999', [A, B]],
    ['variantIds=107362030756586', []],
    ['variantIds=999', []],
    ['locationIds=50002', [A, C]],
    ['locationIds=50003,50002', [A, B, C]],
    ['locationIds=50003,50003', [B]],
    ['locationIds=50004', []],
    ['locationIds=999', []],
    ['variantIds=107362030756584&locationIds=50003', [B]],
    ['locationIds=50002&variantIds=107362030756585,107362030756584', [A, C]],
    ['variantIds=107362030756585&locationIds=50003', []],
    ['variantIds=107362030756584%2C107362030756585', [A, B, C]],
    ['limit=1&locationIds=50003', [B]],
  ])('with %s finds %j', async (query, expected) => {
    expect(idsOf(await send(openFake(), 'GET', `/inventory?${query}`))).toEqual(expected);
  });

  test.each([
    ['/inventory', 50],
    ['/inventory?limit=1', 1],
    ['/inventory?limit=007', 7],
    ['/inventory?limit=250', 250],
  ])('%s holds %i of 300 levels', async (path, count) => {
    const levels = Array.from({ length: 300 }, (_, i) => ({
      variantId: `v${i}`,
      locationId: '50002',
    }));
    const reply = await send(openFake({ seed: { levels } }), 'GET', path);

    expect(idsOf(reply)).toHaveLength(count);
    expect(linkOf(reply, 'next')).toContain(`?limit=${count}&pageToken=`);
  });
});
