import { describe, expect, test } from 'vitest';
import {
  AuthenticationError,
  ConnectionError,
  InvalidInputError,
  InventoryClient,
  InventoryError,
  OutcomeUnknownError,
  StockRejectedError,
  StoreError,
} from '../../src/index.ts';
import type { InventoryClientOptions } from '../../src/index.ts';
import {
  memoryStore,
  recoverWrites,
  resolveOutcome,
  unknownOutcomes,
} from '../../src/store/index.ts';
import { defineStore } from '../../src/store/define-store.ts';
import { fingerprintOf } from '../../src/store/intent.ts';
import type { Intent, NewIntent } from '../../src/store/intent.ts';
import { shopOf } from '../../src/store/shop-of.ts';
import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';

const PLACE = { variantId: '1', locationId: '7' };
const OTHER = { variantId: '2', locationId: '7' };
const SHOP = { shop: 'acme', accessToken: 'test-token' };
const take = { ...PLACE, by: { onHand: -1 } } as const;
const KEY = { idempotencyKey: 'k' };

type Options = Partial<InventoryClientOptions>;
type Steps = Partial<{ [Step in keyof StoreSteps]: (steps: StoreSteps) => StoreSteps[Step] }>;

/** A client on a fake, by way of a store of which some steps are otherwise. */
function scene(more: Steps = {}, options: Options = {}) {
  const clock = createVirtualClock();
  const seed = {
    levels: [
      { ...PLACE, available: 10 },
      { variantId: '2', locationId: '8', available: 0 },
    ],
  };
  const fake = createInventoryFake({ ...SHOP, clock, seed });
  const steps = storeOn(memoryTables(clock));
  const taken: { step: string; args: readonly unknown[] }[] = [];
  const entries = Object.entries(steps).map(([step, own]) => {
    const change = more[step as keyof StoreSteps] as ((all: StoreSteps) => unknown) | undefined;
    const run = (change?.(steps) ?? own) as (...args: unknown[]) => unknown;
    return [
      step,
      (...args: unknown[]) => {
        taken.push({ step, args });
        return run(...args);
      },
    ];
  });
  const store = defineStore(Object.fromEntries(entries) as StoreSteps);
  const start = (own: Options = {}) =>
    new InventoryClient({
      ...SHOP,
      clock,
      rateLimiter: false,
      fetch: fake.fetch,
      store,
      ...options,
      ...own,
    } as InventoryClientOptions);
  const failure = (promise: Promise<unknown>): Promise<unknown> =>
    clock.run(promise.then(() => undefined).catch((error: unknown) => error));
  return { clock, fake, steps, store, start, failure, taken, run: clock.run };
}

const row = (intent: NewIntent, more: Partial<Intent>): Intent => ({
  ...intent,
  fingerprint: '',
  sequence: 1,
  state: 'pending',
  wantedUntil: 0,
  submittedAt: 0,
  isAlone: false,
  ...more,
});

describe('calls', () => {
  test('of one moment are one record, of five hundred at the most', async () => {
    const { start, taken, run } = scene();
    const inventory = start();
    await run(
      Promise.all(
        Array.from({ length: 501 }, () => inventory.adjust({ ...PLACE, by: { incoming: 1 } })),
      ),
    );
    const sizes = taken
      .filter(({ step }) => step === 'submit')
      .map(({ args }) => (args[1] as []).length);
    expect(sizes).toEqual([500, 1]);
    await run(inventory.adjust({ ...PLACE, by: { incoming: 1 } }));
    expect(taken.filter(({ step }) => step === 'submit')).toHaveLength(3);
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
  });

  test('that are given up say so with the caller’s own reason, and carry no key', async () => {
    const { start, failure } = scene();
    const reason = new Error('enough');
    const error = await failure(start().adjust(take, { signal: AbortSignal.abort(reason) }));
    expect(error).toBe(reason);
    expect(error).not.toHaveProperty('idempotencyKey');
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
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    await run(start().adjust(take, { signal }));
    expect(listeners).toBeLessThanOrEqual(0);
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

describe('an end that a person decided', () => {
  /** A store in which the key has ended so. */
  const ended = (more: Partial<Intent>) => {
    const submit = () => async (_: string, intents: readonly NewIntent[]) => {
      return intents.map((intent) => ({
        intent: row(intent, { fingerprint: fingerprintOf(intent.content), ...more }),
        isOther: false,
      }));
    };
    return scene({ submit });
  };
  const level = { ...PLACE, available: 3, committed: 0, unavailable: 0, incoming: 0, onHand: 3 };

  test('as applied returns what was read, or what can be read', async () => {
    const known = ended({ state: 'applied', observed: { ...level, updateTime: undefined } });
    const returned = await known.run(known.start().adjust(take, KEY));
    expect(returned).toEqual(level);
    expect(returned).not.toHaveProperty('updateTime');
    expect(known.fake.requests).toEqual([]);
    const unread = ended({ state: 'applied' });
    expect(await unread.run(unread.start().adjust(take, KEY))).toMatchObject({ onHand: 10 });
  });

  test('as applied, on a level that is not there, is refused', async () => {
    const { start, failure } = ended({ state: 'applied', observed: null });
    const error = await failure(start().adjust({ ...OTHER, by: { onHand: -1 } }, KEY));
    expect(error).toBeInstanceOf(StockRejectedError);
    expect(error).toMatchObject({ rejection: { reason: 'not-connected', ...OTHER } });
    expect((error as Error).message).toContain('Variant 2 is not connected to location 7.');
  });

  test('and a time of the platform is kept', async () => {
    const updateTime = '2026-01-01T00:00:00Z';
    const { start, run } = ended({ state: 'applied', level: { ...level, updateTime } });
    expect(await run(start().adjust(take, KEY))).toEqual({ ...level, updateTime });
  });

  test('as refused without words is a refusal all the same', async () => {
    const { start, failure } = ended({ state: 'refused' });
    expect(await failure(start().adjust(take, KEY))).toMatchObject({ code: 'invalid-request' });
  });

  test.each([
    ['adjust', (client: InventoryClient) => client.adjust(take, KEY), 'PUT'],
    ['connect', (client: InventoryClient) => client.connect(PLACE, KEY), 'POST'],
  ])('or of which nobody knows is told by %s with what is known', async (_, call, method) => {
    const { start, failure } = ended({ state: 'in-doubt', observed: level, statementId: 's' });
    const error = await failure(call(start()));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({
      method,
      path: expect.stringContaining('/') as string,
      attempts: 0,
      observed: { onHand: 3 },
      cause: expect.any(ConnectionError) as Error,
      write: { idempotencyKey: 'k', before: undefined },
    });
    expect((error as OutcomeUnknownError).cause).toMatchObject({ method });
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

describe('the settings of a client with a store', () => {
  test('refuse a time in flight that a request could outlast', () => {
    const { start } = scene();
    const times = { sendDeadlineMs: 5_000, timeoutMs: 10_000 };
    const make = (inFlightMs: number) => () => start({ ...times, inFlightMs });
    expect(make(15_001)).not.toThrow();
    expect(make(15_000)).toThrow(InvalidInputError);
    expect(make(15_000)).toThrow(
      /new InventoryClient.*inFlightMs.*more than sendDeadlineMs and timeoutMs together, 15000/,
    );
  });

  test('refuse a call whose requests could arrive later', async () => {
    const { start, failure, run } = scene();
    const inventory = start({
      inFlightMs: 20_000,
      sendDeadlineMs: 5_000,
      timeoutMs: 1_000,
    });
    expect(await failure(inventory.adjust(take, { timeoutMs: 15_000 }))).toMatchObject({
      at: 'timeoutMs',
      message: expect.stringContaining(
        'less than inFlightMs without sendDeadlineMs, 15000',
      ) as string,
    });
    expect(await failure(inventory.connect(OTHER, { timeoutMs: 15_000 }))).toMatchObject({
      at: 'timeoutMs',
    });
    await run(inventory.adjust(take, { timeoutMs: 14_999 }));
  });
});

describe('what looks after doubts', () => {
  test.each([
    ['unknownOutcomes', (client: never) => unknownOutcomes(client)],
    ['resolveOutcome', (client: never) => resolveOutcome(client, 'k', 'applied')],
    ['recoverWrites', (client: never) => recoverWrites(client)],
  ])('%s needs a client with a store', async (name, call) => {
    const plain = new InventoryClient({ ...SHOP });
    for (const client of [undefined, null, 'client', {}, plain]) {
      const error = await call(client as never).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(InvalidInputError);
      expect(error).toMatchObject({ at: 'client' });
      expect((error as Error).message).toContain(name);
      expect((error as Error).message).toContain('an InventoryClient with a store');
    }
  });

  test.each([
    [['', 'applied'], 'key'],
    [['k', 'perhaps'], 'verdict'],
    [['k', 'applied', 'Kim'], 'options'],
    [['k', 'applied', { who: 'Kim' }], 'options.who'],
    [['k', 'applied', { by: 7 }], 'options.by'],
    [['k', 'applied', { note: 7 }], 'options.note'],
  ])('resolveOutcome refuses %j', async (args, at) => {
    const { start } = scene();
    const [key, verdict, options] = args as [string, 'applied', object];
    const error = await resolveOutcome(start(), key, verdict, options).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ at });
  });

  test.each([
    ['now', 'options'],
    [{ signals: 1 }, 'options.signals'],
    [{ signal: 7 }, 'options.signal'],
  ])('recoverWrites refuses %j', async (options, at) => {
    const error = await recoverWrites(scene().start(), options as object).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ at });
  });

  test('a recovery ends with its signal', async () => {
    const { start } = scene();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(recoverWrites(start(), { signal })).rejects.toThrow('enough');
  });

  test('a key without a doubt is none to resolve', async () => {
    const { start, run, taken } = scene();
    const inventory = start();
    expect(await run(recoverWrites(inventory, { signal: null }))).toEqual([]);
    expect(await resolveOutcome(inventory, 'k', 'not-applied', { by: 'Kim', note: 'looked' })).toBe(
      false,
    );
    const { args = [] } = taken.find(({ step }) => step === 'resolve') ?? {};
    expect(args.slice(1)).toEqual(['k', { verdict: 'not-applied', by: 'Kim', note: 'looked' }]);
  });
});

test.each([
  [7, 'an object, or left out', 'argument'],
  [{ clocks: 1 }, 'clocks', 'clocks'],
  [{ clock: 7 }, 'an object with now and setTimer', 'clock'],
])('memoryStore refuses %j', (options, words, at) => {
  const make = () => memoryStore(options as object);
  expect(make).toThrow(InvalidInputError);
  expect(make).toThrow(words);
  expect(make).toThrow(at);
  expect(make).toThrow('memoryStore');
});

test.each([
  ['https://acme.genmystore.com/api', 'acme.genmystore.com/api'],
  ['http://localhost:80/http://acme', 'localhost:80/http://acme'],
])('%s tells a shop from others as %s', (baseUrl, shop) => {
  expect(shopOf(baseUrl)).toBe(shop);
});

test('contents are told apart whatever the order of their names', () => {
  const content = {
    kind: 'by',
    ...PLACE,
    values: { onHand: 1, incoming: 2, available: 3 },
  } as const;
  const { available, incoming, onHand } = content.values;
  const same = {
    values: { incoming, available, onHand },
    locationId: '7',
    variantId: '1',
    kind: 'by',
  } as const;
  expect(fingerprintOf(same)).toBe(fingerprintOf(content));
  expect(fingerprintOf(content)).toBe(
    '{"kind":"by","locationId":"7","values":{"available":3,"incoming":2,"onHand":1},"variantId":"1"}',
  );
  expect(fingerprintOf({ ...content, oversell: { floor: -1 } })).not.toBe(fingerprintOf(content));
});

test('a store that is closed fails its clients by an error of this library', async () => {
  const { store, start } = scene();
  expect(Object.isFrozen(store)).toBe(true);
  await store.close();
  await expect(start().adjust(take)).rejects.toBeInstanceOf(InventoryError);
});
