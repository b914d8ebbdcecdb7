import { expect, test } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { memoryStore, unknownOutcomes } from '../../src/store/index.ts';
import type { InventoryStore } from '../../src/store/index.ts';
import { defineStore } from '../../src/store/define-store.ts';
import { stepsOf } from '../../src/store/steps-of.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import { createInventoryFake } from '../../src/testing/index.ts';

const SHOP = { shop: 'acme', accessToken: 'test-token' };
const level = (variantId: string) => ({ variantId, locationId: '7' });

test('closing loses no answer of what was sent for another process', async () => {
  const levels = ['1', '2'].map((id) => ({ ...level(id), available: 10 }));
  const fake = createInventoryFake({ ...SHOP, seed: { levels } });
  const shared = memoryStore();
  // A process has a store of its own, on rows that outlive it.
  const open = () => defineStore({ ...(stepsOf(shared) as StoreSteps), close: async () => {} });
  let release = (): void => {};
  const isHeldUp = new Promise<void>((resolve) => {
    release = resolve;
  });
  const start = (fetch: typeof globalThis.fetch) => {
    const store = open();
    return { store, client: new InventoryClient({ ...SHOP, store, fetch, rateLimiter: false }) };
  };
  let wasSent = (): void => {};
  const sent = new Promise<void>((resolve) => {
    wasSent = resolve;
  });
  const first = start(async (url, init) => {
    const answer = await fake.fetch(url, init);
    if (new Request(url, init).method !== 'PUT') return answer;
    const isOwn = new URL(new Request(url).url).pathname.endsWith('/1');
    // The own write ends only when the other one has left.
    if (isOwn) await sent;
    else {
      wasSent();
      await isHeldUp;
    }
    return answer;
  });
  const other = start(fake.fetch);
  const own = first.client.adjust({ ...level('1'), by: { onHand: -1 } }, { idempotencyKey: 'a' });
  const others = other.client.adjust(
    { ...level('2'), by: { onHand: -1 } },
    { idempotencyKey: 'b' },
  );
  await Promise.all([own, sent]);
  const closed = first.store.close();
  await expect(first.client.adjust({ ...level('1'), by: { onHand: -1 } })).rejects.toMatchObject({
    code: 'store',
  });
  release();
  await closed;
  expect((await others).onHand).toBe(9);
  expect(await unknownOutcomes(other.client)).toEqual([]);
  expect(fake.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2);
});

test('closing hands the lease over, so that nobody has to see it run out', async () => {
  const seed = { levels: [{ ...level('1'), available: 10 }] };
  const fake = createInventoryFake({ ...SHOP, seed });
  const shared = memoryStore();
  const start = (): { store: InventoryStore; client: InventoryClient } => {
    const steps = stepsOf(shared) as StoreSteps;
    const store = defineStore({
      ...steps,
      // The call ends while its holder is looking for more to do.
      agenda: async (...args) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return steps.agenda(...args);
      },
      close: async () => {},
    });
    return { store, client: new InventoryClient({ ...SHOP, store, fetch: fake.fetch }) };
  };
  const first = start();
  await first.client.adjust({ ...level('1'), by: { onHand: -1 } });
  await first.store.close();
  const beganAt = performance.now();
  await start().client.adjust({ ...level('1'), by: { onHand: -1 } });
  expect(performance.now() - beganAt).toBeLessThan(2_000);
});
