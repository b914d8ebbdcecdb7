import { expect, test } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';

const place = { variantId: '107362030756584', locationId: '50002' };
const openShop = () =>
  createInventoryFake({
    shop: 'acme',
    accessToken: 'test-token',
    seed: { levels: [{ ...place, available: 12 }] },
  });

test('a client refuses to start in a page, where everyone could read the token', () => {
  expect(() => new InventoryClient({ shop: 'acme', accessToken: 'test-token' })).toThrow(
    expect.objectContaining({
      code: 'invalid-input',
      message: expect.stringContaining('dangerouslyAllowBrowser') as unknown,
    }),
  );
});

test('a client that is allowed to run in a page connects, adjusts and queries', async () => {
  const { shop, accessToken, fetch, apply } = openShop();
  const inventory = new InventoryClient({
    shop,
    accessToken,
    fetch,
    dangerouslyAllowBrowser: true,
  });
  apply({ type: 'order.placed', orderId: '1001', lines: [{ ...place, quantity: 5 }] });
  await inventory.adjust({ ...place, by: { available: -1, unavailable: 1 } });

  const { levels } = await inventory.query({ locationIds: ['50002'] });

  expect(levels).toMatchObject([{ available: 6, committed: 5, unavailable: 1, onHand: 12 }]);
});

test('a signal that is aborted in a page ends the call with its own reason', async () => {
  const { shop, accessToken } = openShop();
  const inventory = new InventoryClient({
    shop,
    accessToken,
    dangerouslyAllowBrowser: true,
    fetch: (_input, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
      }),
  });
  const controller = new AbortController();
  const reason = new Error('The user left');
  const levels = inventory.query({}, { signal: controller.signal });
  queueMicrotask(() => controller.abort(reason));

  await expect(levels).rejects.toBe(reason);
});
