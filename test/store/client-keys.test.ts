import { expect, test } from 'vitest';
import { InvalidInputError, InventoryClient, StockRejectedError } from '../../src/index.ts';
import { memoryStore } from '../../src/store/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';

const PLACE = { variantId: '1', locationId: '7' };
const take = { ...PLACE, by: { onHand: -2 } } as const;

function shopWithStore(available = 10) {
  const clock = createVirtualClock();
  const shop = { shop: 'acme', accessToken: 'test-token', clock };
  const fake = createInventoryFake({ ...shop, seed: { levels: [{ ...PLACE, available }] } });
  const store = memoryStore({ clock });
  const requests: string[] = [];
  const hooks = { onRequest: ({ method }: { method: string }) => void requests.push(method) };
  const start = (): InventoryClient =>
    new InventoryClient({ ...shop, fetch: fake.fetch, store, hooks });
  const run = <Value>(promise: Promise<Value>): Promise<Value> => clock.run(promise);
  const failure = (promise: Promise<unknown>): Promise<unknown> =>
    run(promise.then(() => undefined).catch((error: unknown) => error));
  return { clock, fake, requests, start, run, failure };
}

test('a key that was applied returns what it came to, and sends nothing', async () => {
  const { start, run, requests } = shopWithStore();
  const inventory = start();
  const first = await run(inventory.adjust(take, { idempotencyKey: 'a' }));
  expect(requests).toEqual(['GET', 'PUT']);
  expect(await run(start().adjust(take, { idempotencyKey: 'a' }))).toEqual(first);
  expect(requests).toHaveLength(2);
});

test.each(['a\0', '\ud83d', 'b\ude00', '', 'x'.repeat(256)])(
  'a key that not every store can keep is refused before anything is sent: %j',
  async (idempotencyKey) => {
    const { start, failure, requests } = shopWithStore();
    const error = await failure(start().adjust(take, { idempotencyKey }));
    expect(error).toMatchObject({ code: 'invalid-input', at: 'idempotencyKey' });
    expect(requests).toEqual([]);
  },
);

test('a key that stands for another content is refused', async () => {
  const { start, run, failure } = shopWithStore();
  const inventory = start();
  await run(inventory.adjust(take, { idempotencyKey: 'a' }));
  const other = { ...PLACE, by: { onHand: -3 } } as const;
  const error = await failure(inventory.adjust(other, { idempotencyKey: 'a' }));
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(error).toMatchObject({ at: 'idempotencyKey' });
});

test('a key that was refused is tried anew', async () => {
  const { start, run, failure, fake } = shopWithStore(1);
  const inventory = start();
  const error = await failure(inventory.adjust(take, { idempotencyKey: 'a' }));
  expect(error).toBeInstanceOf(StockRejectedError);
  expect(error).toMatchObject({ idempotencyKey: 'a', rejection: { floor: 0 } });
  await run(inventory.adjust({ ...PLACE, by: { onHand: 5 } }));
  await run(inventory.adjust(take, { idempotencyKey: 'a' }));
  expect(fake.levels()).toMatchObject([{ onHand: 4 }]);
});
