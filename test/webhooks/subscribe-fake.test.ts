import { expect, test } from 'vitest';
import { InventoryClient, PermissionError } from '../../src/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type { InventoryFakeOptions } from '../../src/testing/index.ts';
import { ensureWebhookSubscriptions } from '../../src/webhooks/index.ts';

const address = 'https://app.example/webhooks';

function scene(options: Partial<InventoryFakeOptions> = {}) {
  const clock = createVirtualClock();
  const access = { shop: 'acme', accessToken: 'test-token', clock };
  const fake = createInventoryFake({ ...access, ...options });
  const client = new InventoryClient({ ...access, fetch: fake.fetch });
  const ensure = (...topics: ('orders/create' | 'orders/cancelled')[]) =>
    clock.run(ensureWebhookSubscriptions(client, { address, topics }));
  return { fake, clock, ensure };
}

test('subscribes at the fake, and finds it done the second time', async () => {
  const { ensure } = scene();
  const first = await ensure('orders/create', 'orders/cancelled');
  const second = await ensure('orders/create', 'orders/cancelled');

  expect(first.created.map(({ topic }) => topic)).toEqual(['orders/create', 'orders/cancelled']);
  expect(second.created).toEqual([]);
  expect(second.kept).toEqual(first.created);
});

test.each(['cut-after', 'late'] as const)(
  'subscribes once where the answer is lost: %s',
  async (kind) => {
    const { fake, clock, ensure } = scene();
    fake.faults.add({ fault: { kind }, operation: 'webhooks', after: 1 });
    await ensure('orders/create');
    await clock.advance(60_000);

    const { kept, duplicates } = await ensure('orders/create');
    expect([kept.length, duplicates.length]).toEqual([1, 0]);
  },
);

test('says which permission is missing', async () => {
  const { ensure } = scene({ scopes: ['read_apps'] });

  await expect(ensure('orders/create')).rejects.toThrow(PermissionError);
});
