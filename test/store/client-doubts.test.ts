import { expect, test } from 'vitest';
import { InventoryClient, OutcomeUnknownError, StoreError } from '../../src/index.ts';
import {
  memoryStore,
  recoverWrites,
  resolveOutcome,
  unknownOutcomes,
} from '../../src/store/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';

const PLACE = { variantId: '1', locationId: '7' };
const SHOP = { shop: 'acme', accessToken: 'test-token' };
const take = { ...PLACE, by: { onHand: -1 } } as const;

function scene(available = 10) {
  const clock = createVirtualClock();
  const shop = { ...SHOP, clock };
  const fake = createInventoryFake({ ...shop, seed: { levels: [{ ...PLACE, available }] } });
  const store = memoryStore({ clock });
  let requests = 0;
  const hooks = { onRequest: () => void (requests += 1) };
  const start = (): InventoryClient =>
    new InventoryClient({ ...shop, fetch: fake.fetch, store, hooks });
  const run = <Value>(promise: Promise<Value>): Promise<Value> => clock.run(promise);
  const failure = (promise: Promise<unknown>): Promise<unknown> =>
    run(promise.then(() => undefined).catch((error: unknown) => error));
  return { clock, fake, store, start, run, failure, requests: () => requests };
}

test('1,000 calls on one level are 60 requests at the most, and end within 5 s', async () => {
  const { clock, start, run, requests, fake } = scene(5_000);
  const inventory = start();
  const startedAt = clock.now();
  await run(Promise.all(Array.from({ length: 1_000 }, () => inventory.adjust(take))));
  expect(requests()).toBeLessThanOrEqual(60);
  expect(clock.now() - startedAt).toBeLessThanOrEqual(5_000);
  expect(fake.levels()).toMatchObject([{ onHand: 4_000 }]);
});

test('of 1,000 calls on the last 10 units exactly 10 succeed', async () => {
  const { start, run } = scene();
  const inventory = start();
  const calls = Array.from({ length: 1_000 }, () => inventory.adjust(take));
  const ended = await run(Promise.allSettled(calls));
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
});

/** A process that dies when its first write has left: neither its network nor its timers go on. */
async function dieInTheMiddle(stage: ReturnType<typeof scene>, isExecuted: boolean): Promise<void> {
  const { clock, fake, store } = stage;
  const never = new Promise<never>(() => {});
  let isDead = false;
  let left = (): void => {};
  const hasLeft = new Promise<void>((resolve) => {
    left = resolve;
  });
  const dying = new InventoryClient({
    ...SHOP,
    store,
    clock: {
      now: () => clock.now(),
      setTimer: (callback, delayMs) =>
        clock.setTimer(() => {
          if (!isDead) callback();
        }, delayMs),
    },
    fetch: async (url, given) => {
      const init = { ...given, signal: undefined };
      if (init.method === 'PUT') isDead = true;
      const { signal } = new AbortController();
      const answer = isDead && !isExecuted ? undefined : await fake.fetch(url, { ...init, signal });
      if (!isDead && answer !== undefined) return answer;
      left();
      return never;
    },
  });
  dying.adjust(take, { idempotencyKey: 'receipt', priority: 'background' }).catch(() => {});
  await stage.run(hasLeft);
}

test.each([true, false])(
  'what a dead process left is settled once, executed: %s',
  async (isExecuted) => {
    const stage = scene();
    await dieInTheMiddle(stage, isExecuted);
    const inventory = stage.start();
    expect(await stage.run(recoverWrites(inventory))).toEqual([]);
    const level = await stage.run(inventory.adjust(take, { idempotencyKey: 'receipt' }));
    expect(level.onHand).toBe(9);
    expect(stage.fake.levels()).toMatchObject([{ onHand: 9 }]);
  },
);

test('a doubt is told with both stories, stays until a person ends it, and then its key goes by that', async () => {
  const stage = scene();
  await dieInTheMiddle(stage, false);
  // Units that nobody tells of: the level fits neither story.
  const counter = new InventoryClient({ ...SHOP, clock: stage.clock, fetch: stage.fake.fetch });
  await stage.run(counter.adjust({ ...PLACE, by: { onHand: -4 } }));
  const inventory = stage.start();
  const [unknown] = await stage.run(recoverWrites(inventory));
  expect(unknown).toMatchObject({
    idempotencyKey: 'receipt',
    by: { onHand: -1 },
    before: { onHand: 10 },
    target: { onHand: 9 },
    observed: { onHand: 6 },
    ifApplied: { onHand: -3 },
    ifNotApplied: { onHand: -4 },
  });
  const again = { idempotencyKey: 'receipt' };
  const error = await stage.failure(inventory.adjust(take, again));
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error).toMatchObject({ ...again, write: unknown });
  const who = { by: 'Kim', note: 'not in the history' };
  expect(await resolveOutcome(inventory, 'receipt', 'not-applied', who)).toBe(true);
  expect(await unknownOutcomes(inventory)).toEqual([]);
  expect((await stage.run(inventory.adjust(take, again))).onHand).toBe(5);
});

test('a store that is closed fails calls with StoreError, and nothing is sent', async () => {
  const { store, start, failure, requests } = scene();
  await store.close();
  const error = await failure(start().adjust(take));
  expect(error).toBeInstanceOf(StoreError);
  expect(error).toMatchObject({ retry: 'later', step: 'submit' });
  expect(requests()).toBe(0);
});
