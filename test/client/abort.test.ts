import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallOptions, InventoryClient } from '../../src/index.ts';
import { CASES, standStill } from './moments.ts';
import { failure, inventory, level, page, PLACE, reply, scene } from './platform.ts';
import type { Reply } from './platform.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(CASES)('$verb, $moment:', (each) => {
  test.each([
    ['without a deadline', { deadlineMs: Infinity }],
    ['within a deadline', { deadlineMs: 100_000 }],
  ])('an abort ends the call at once, %s', async (_, options) => {
    const controller = new AbortController();
    const reason = { why: 'The user left.' };
    const { stage, timersBefore, outcome } = await standStill(each, {
      signal: controller.signal,
      ...options,
    });
    expect(await outcome()).toBe('pending');
    const sent = stage.requests.length;

    controller.abort(reason);
    await stage.clock.advance(0);

    expect(await outcome()).toEqual({ error: reason });
    expect(stage.clock.timers, 'timers').toBe(timersBefore);
    expect(getEventListeners(controller.signal, 'abort'), 'listeners').toEqual([]);
    const last = stage.requests.slice(stage.requests.length - each.inFlight);
    expect(
      last.every(({ signal }) => signal.aborted),
      'requests are cancelled',
    ).toBe(true);

    await stage.clock.advance(200_000);
    expect(stage.requests.length - sent, 'requests afterwards').toBe(0);
  });
});

describe('the reason of an abort is what the call rejects with, the very same:', () => {
  test.each([
    new Error('enough'),
    new DOMException('The operation timed out', 'TimeoutError'),
    { plain: 'object' },
    'a text',
    '',
    0,
    false,
    null,
    Symbol('reason'),
    () => {},
  ])('%o', async (reason) => {
    const stage = scene([page([])]);
    const outcomes = await Promise.allSettled(
      [{}, { deadlineMs: 1000 }].map((options) =>
        stage.client.connect(PLACE, { signal: AbortSignal.abort(reason), ...options }),
      ),
    );
    expect(outcomes).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
  });

  test('an abort without a reason is an AbortError, as everywhere', async () => {
    const { client } = scene([page([])]);
    const signal = AbortSignal.abort();
    await expect(client.connect(PLACE, { signal })).rejects.toBe(signal.reason);
  });
});

describe('an abort by a hook that is told of a wait keeps the call from waiting', () => {
  test.each([
    ['for the rate limiter', [page([])], 40],
    ['for another attempt', [reply(429, '', { 'Retry-After': '59' })], 0],
  ])('%s', async (_, replies, before) => {
    const stage = scene(replies);
    await stage.run(Promise.all(Array.from({ length: before }, () => stage.client.query())));
    const controller = new AbortController();
    const hooks = { onWait: () => controller.abort('left') };
    const startedAt = stage.clock.now();
    const call = stage.client.query({}, { signal: controller.signal, hooks });
    expect(await failure(stage, call)).toBe('left');
    expect(stage.clock.now()).toBe(startedAt);
    expect(stage.clock.timers).toBe(0);
  });
});

describe('a signal that is aborted before the call', () => {
  test.each(CASES.filter(({ moment }) => moment === 'in flight'))(
    'keeps $verb from sending anything, and from asking for a token',
    async ({ call }) => {
      const accessToken = vi.fn<() => string>(() => 'token');
      const stage = scene([page([])], { accessToken, rateLimiter: false });
      const signal = AbortSignal.abort('left');
      await expect(call(stage.client, { signal })).rejects.toBe('left');
      await expect(call(stage.client, { signal, deadlineMs: 1000 })).rejects.toBe('left');
      expect(stage.requests).toEqual([]);
      expect(accessToken).not.toHaveBeenCalled();
      expect(stage.clock.timers).toBe(0);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    },
  );
});

describe('a signal that is not aborted', () => {
  test.each(CASES.filter(({ moment }) => moment === 'in flight'))(
    'has no listener left after $verb, and there is no timer',
    async ({ call, verb }) => {
      const replies = verb === 'adjust by' ? [page([inventory()]), level()] : [level()];
      const stage = scene(verb.startsWith('query') ? [page([])] : replies);
      const { signal } = new AbortController();
      await stage.run(call(stage.client, { signal, deadlineMs: 1000 }));
      for (const options of [{ signal }, { signal, deadlineMs: Infinity }]) {
        await stage.run(call(stage.client, options).then(null, () => undefined));
      }
      expect(getEventListeners(signal, 'abort')).toEqual([]);
      expect(stage.clock.timers).toBe(0);
    },
  );

  test('leaves the requests alone that ended before it was aborted', async () => {
    const stage = scene([page([])]);
    const controller = new AbortController();
    await stage.run(stage.client.query({}, { signal: controller.signal }));
    controller.abort();
    expect(stage.requests[0]?.signal.aborted).toBe(false);
  });
});

describe('an abort between two pages', () => {
  test('keeps the next page from being asked for', async () => {
    const stage = scene([page([inventory(), inventory({ locationId: '2' })], 'c2'), page([])]);
    const controller = new AbortController();
    const seen: string[] = [];
    const visit = async (): Promise<void> => {
      for await (const { locationId } of stage.client.query({}, { signal: controller.signal })) {
        seen.push(locationId);
        controller.abort('left');
      }
    };
    await expect(visit()).rejects.toBe('left');
    expect(seen).toEqual(['50002', '2']);
    expect(stage.requests).toHaveLength(1);
    expect(stage.clock.timers).toBe(0);
  });
});

describe('an abort at the very moment of a failure wins over', () => {
  const by = { available: -99 };
  test.each<
    [string, Reply, (client: InventoryClient, options: CallOptions) => PromiseLike<unknown>]
  >([
    ['a refusal', reply(400), (client, options) => client.connect(PLACE, options)],
    ['no page', reply(200, {}), (client, options) => client.query({}, options)],
    [
      'a link that is of no use',
      reply(200, { inventories: [] }, { link: '<>; rel=next' }),
      (client, options) => client.query({}, options),
    ],
    [
      'a refusal of the model',
      page([inventory()]),
      (client, options) => client.adjust({ ...PLACE, by }, options),
    ],
  ])('%s', async (_, answer, call) => {
    const controller = new AbortController();
    const hooks = { onResponse: () => controller.abort('left') };
    const stage = scene([answer], { hooks });
    const { signal } = controller;
    expect(await failure(stage, call(stage.client, { signal }))).toBe('left');
  });
});

test.each<[string, Reply[], (client: InventoryClient, options: CallOptions) => unknown]>([
  ['a read', [reply(503)], (client, options) => client.query({}, options).then()],
  ['a write', [reply(503)], (client, options) => client.connect(PLACE, options)],
  [
    'a write that was sent again',
    [reply(503), page([]), reply(503)],
    (client, options) => client.connect(PLACE, options),
  ],
])('an abort as the answer to %s comes keeps a retry from being told', async (_, replies, call) => {
  const controller = new AbortController();
  let answers = 0;
  let retries = 0;
  const hooks = {
    onResponse: () => {
      answers += 1;
      retries = 0;
      if (answers === replies.length) controller.abort('left');
    },
    onRetry: () => (retries += 1),
  };
  const stage = scene(replies, { hooks });
  const called = Promise.resolve(call(stage.client, { signal: controller.signal }));
  expect(await failure(stage, called)).toBe('left');
  expect(retries).toBe(0);
});

test('an abort of one call leaves the others alone', async () => {
  const stage = scene([page([])]);
  const controller = new AbortController();
  const calls = [{ signal: controller.signal }, {}].map((options) =>
    stage.client.query({}, options).then(),
  );
  controller.abort('left');
  expect(await stage.run(Promise.allSettled(calls))).toEqual([
    { status: 'rejected', reason: 'left' },
    { status: 'fulfilled', value: { levels: [], untracked: [], hasNextPage: false } },
  ]);
});

test('an abort by a hook that is told of a request keeps it from being sent', async () => {
  const controller = new AbortController();
  const hooks = { onRequest: () => controller.abort('left') };
  const stage = scene([page([])], { hooks });
  expect(await failure(stage, stage.client.query({}, { signal: controller.signal }))).toBe('left');
  expect(stage.requests).toEqual([]);
  expect(stage.clock.timers).toBe(0);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});
