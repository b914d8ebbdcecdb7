import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import {
  AuthenticationError,
  InvalidInputError,
  InventoryClient,
  InventoryError,
  OutcomeUnknownError,
  StockRejectedError,
  StoreError,
} from '../../src/index.ts';
import { memoryStore } from '../../src/store/index.ts';
import type { NewIntent } from '../../src/store/intent.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import { BUSY, KEY, OTHER, PLACE, row, scene, SHOP, take } from './client-scene.ts';

describe('calls', () => {
  test.each([
    [500, [500]],
    [501, [500, 1]],
  ])('%d of one moment are records of %j', async (length, records) => {
    const { start, taken, run } = scene();
    const inventory = start();
    const add = () => inventory.adjust({ ...PLACE, by: { incoming: 1 } });
    await run(Promise.all(Array.from({ length }, add)));
    await run(add());
    const sizes = taken
      .filter(({ step }) => step === 'submit')
      .map(({ args }) => (args[1] as []).length);
    expect(sizes).toEqual([...records, 1]);
  });

  test('are recorded for their shop, as plain data, wanted for a minute', async () => {
    const { start, taken, run } = scene();
    await run(start().adjust(take, { ...KEY, priority: 'background' }));
    const content = { kind: 'by', ...PLACE, values: { onHand: -1 } };
    expect(taken.find(({ step }) => step === 'submit')?.args).toEqual([
      expect.stringMatching(/^[a-z./0-9]*acme[a-z./0-9]*$/),
      [{ key: 'k', content, priority: 'background' }],
      60_000,
    ]);
  });

  test('without a key get one each, and an error carries it', async () => {
    const { start, failure } = scene();
    const inventory = start();
    const far = { ...OTHER, by: { onHand: -1 } };
    const [one, two] = [failure(inventory.adjust(far)), failure(inventory.adjust(far))];
    const [first, second] = (await Promise.all([one, two])) as StockRejectedError[];
    expect(first).toBeInstanceOf(StockRejectedError);
    expect(first?.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.idempotencyKey).not.toBe(first?.idempotencyKey);
  });

  test('that fail by one error have a copy each, with the own key', async () => {
    const { start, failure } = scene(
      {},
      { fetch: async () => new Response('{}', { status: 401 }) },
    );
    const inventory = start();
    const calls = ['a', 'b', 'c'].map((idempotencyKey) =>
      failure(inventory.adjust(take, { idempotencyKey })),
    );
    const errors = (await Promise.all(calls)) as AuthenticationError[];
    expect(errors.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['a', 'b', 'c']);
    for (const error of errors) {
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error.status).toBe(401);
    }
    // The first is the error itself, not only one that looks like it.
    const kinds = errors.map((error) => Object.prototype.toString.call(error));
    expect(kinds).toEqual(['[object Error]', '[object Object]', '[object Object]']);
  });

  test('that are given up say so with the caller’s own reason, and carry no key', async () => {
    const { start, failure, clock } = scene(BUSY);
    const reason = new Error('enough');
    const controller = new AbortController();
    clock.setTimer(() => controller.abort(reason), 100);
    for (const signal of [AbortSignal.abort(reason), controller.signal]) {
      expect(await failure(start().adjust(take, { signal }))).toBe(reason);
    }
    expect(clock.timers).toBe(0);
    expect(reason).not.toHaveProperty('idempotencyKey');
  });

  test('that have ended are told of nothing any more', async () => {
    const { start, run } = scene();
    const told: string[] = [];
    const hear = (name: string) => ({ hooks: { onRequest: () => void told.push(name) } });
    const inventory = start();
    await run(inventory.adjust(take, hear('first')));
    const seen = told.splice(0);
    expect(new Set(seen)).toEqual(new Set(['first']));
    await run(inventory.adjust(take, hear('second')));
    expect(new Set(told)).toEqual(new Set(['second']));
  });

  test('leave nothing behind on the signal of their caller', async () => {
    const { start, run } = scene();
    const { signal } = new AbortController();
    await run(start().adjust(take, { signal }));
    await run(start().adjust(take, { signal, deadlineMs: Infinity }));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('of all clients of a store share one bucket', async () => {
    const clock = createVirtualClock();
    const fake = createInventoryFake({
      ...SHOP,
      clock,
      seed: { levels: [{ ...PLACE, available: 99 }] },
    });
    const store = memoryStore({ clock });
    const start = () => new InventoryClient({ ...SHOP, clock, store, fetch: fake.fetch });
    const [one, two] = [start(), start()];
    for (let times = 0; times < 19; times += 1) await clock.run(one.query());
    for (let times = 0; times < 19; times += 1) await clock.run(two.query());
    const startedAt = clock.now();
    await clock.run(one.query());
    await clock.run(two.query());
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(1_000);
  });

  test('set, connect and return the level that is there', async () => {
    const { start, run, fake } = scene();
    const inventory = start();
    expect(await run(inventory.adjust({ ...PLACE, set: { onHand: 4 } }))).toMatchObject({
      onHand: 4,
    });
    expect(await run(inventory.connect(OTHER))).toMatchObject(OTHER);
    const there = inventory.connect(OTHER, { ifConnected: 'return' });
    expect(await run(there)).toMatchObject({ ...OTHER, onHand: 0 });
    expect(fake.levels()).toHaveLength(3);
  });
});

describe('a key', () => {
  const other = { ...PLACE, by: { onHand: -2 } } as const;

  test.each([
    ['adjust', (client: InventoryClient) => client.adjust(other, KEY)],
    ['connect', (client: InventoryClient) => client.connect(OTHER, KEY)],
  ])('that stands for another change is refused by %s, with its place', async (verb, call) => {
    const { start, run, failure } = scene();
    await run(start().adjust(take, KEY));
    const error = await failure(call(start()));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ at: 'idempotencyKey', idempotencyKey: 'k' });
    expect((error as Error).message).toContain(verb);
    expect((error as Error).message).toContain('stands for another change');
  });

  test('that was given up, and is another’s by now, is refused as well', async () => {
    const isOther = {
      submit:
        () =>
        async (_: string, [intent]: readonly NewIntent[]) => [
          {
            intent: row(intent as NewIntent, { state: 'applied', fingerprint: 'other' }),
            isOther: false,
          },
        ],
    };
    const { start, failure } = scene(isOther);
    expect(await failure(start().adjust(take, KEY))).toMatchObject({ at: 'idempotencyKey' });
  });
});

describe('a store that fails', () => {
  const away = () => async (): Promise<never> => {
    throw new Error('away');
  };

  test('before anything is on record ends the call, and nothing is sent', async () => {
    const { start, failure, fake, taken } = scene({ submit: away });
    const error = await failure(start().adjust(take, KEY));
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ step: 'submit', idempotencyKey: 'k' });
    expect(fake.requests).toEqual([]);
    expect(taken.map(({ step }) => step)).toEqual(['submit', 'withdraw']);
  });

  test('as it answers, and gives the intent up, is no outcome that nobody knows', async () => {
    const { start, failure, fake } = scene({
      submit:
        (steps) =>
        async (...args) => {
          await steps.submit(...args);
          throw new Error('away');
        },
    });
    expect(await failure(start().adjust(take, KEY))).toMatchObject({ step: 'submit' });
    expect(fake.requests).toEqual([]);
  });

  test('with another change of its key under way refuses at once', async () => {
    const other = row(
      { key: 'k', content: { kind: 'connect', ...OTHER }, priority: 'interactive' },
      {
        state: 'sending',
      },
    );
    const { start, failure, clock } = scene({ submit: away, withdraw: () => async () => [other] });
    const startedAt = clock.now();
    expect(await failure(start().adjust(take, KEY))).toMatchObject({ at: 'idempotencyKey' });
    expect(clock.now()).toBe(startedAt);
  });

  test('altogether is no worse', async () => {
    const { start, failure } = scene({ submit: away, withdraw: away });
    expect(await failure(start().adjust(take, KEY))).toMatchObject({ step: 'submit' });
  });

  test('as it records what was recorded before goes on with that', async () => {
    let isAway = true;
    const lossy = scene({
      submit:
        (steps) =>
        async (...args) => {
          const found = await steps.submit(...args);
          if (!isAway) return found;
          await steps.takeLease(args[0], 'p');
          const lease = await steps.takeLease(args[0], 'p');
          const keys = args[1].map(({ key }) => key);
          const seen = await steps.follow(args[0], keys, 60_000);
          const level = {
            ...PLACE,
            available: 1,
            committed: 0,
            unavailable: 0,
            incoming: 0,
            onHand: 1,
          };
          await steps.settle(
            args[0],
            lease.fence,
            keys.map((key) => ({ key, state: 'applied', level })),
            seen,
          );
          throw new Error('away');
        },
    });
    expect(await lossy.run(lossy.start().adjust(take, KEY))).toMatchObject({ onHand: 1 });
    const other = lossy.start().adjust({ ...PLACE, by: { onHand: -7 } }, KEY);
    expect(await lossy.failure(other)).toMatchObject({ at: 'idempotencyKey' });
    isAway = false;
  });

  test('by losing an intent says so', async () => {
    const { start, failure } = scene({ submit: () => async () => [] });
    expect(await failure(start().adjust(take, KEY))).toMatchObject({
      message: 'the store lost an intent',
    });
  });

  test('to answer before the deadline leaves the outcome unknown, and gives it up later', async () => {
    let release = (): void => {};
    const { start, failure, taken, clock } = scene({
      submit:
        (steps) =>
        async (...args) => {
          await new Promise<void>((resolve) => {
            release = resolve;
          });
          return steps.submit(...args);
        },
    });
    const error = await failure(start().adjust(take, { ...KEY, deadlineMs: 1_000 }));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ idempotencyKey: 'k', cause: { code: 'timeout' }, attempts: 0 });
    expect((error as OutcomeUnknownError).write).toMatchObject({
      by: { onHand: -1 },
      sentAt: undefined,
    });
    release();
    await clock.advance(1);
    expect(taken.map(({ step }) => step)).toEqual(['submit', 'withdraw']);
  });
});

test('a store that is closed fails its clients by an error of this library', async () => {
  const { store, start } = scene();
  expect(Object.isFrozen(store)).toBe(true);
  await store.close();
  await expect(start().adjust(take)).rejects.toBeInstanceOf(InventoryError);
});
