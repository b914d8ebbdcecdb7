import { describe, expect, test, vi } from 'vitest';
import { createTokenBucket, InventoryClient, RateLimitError } from '../../../src/index.ts';
import type { AcquireOptions, RateLimiter } from '../../../src/index.ts';
import { createVirtualClock } from '../../../src/testing/index.ts';
import {
  failure,
  inventory,
  level,
  page,
  PLACE,
  reply,
  scene,
  script,
  TOKEN,
} from '../platform.ts';

/** A limiter that lets everything through, and keeps a journal. */
function journal(): { limiter: RateLimiter; acquired: AcquireOptions[]; drained: number[] } {
  const acquired: AcquireOptions[] = [];
  const drained: number[] = [];
  const limiter: RateLimiter = {
    acquire: (options = {}) => {
      acquired.push(options);
      return Promise.resolve();
    },
    drain: (forMs) => void drained.push(forMs),
  };
  return { limiter, acquired, drained };
}

describe('a limiter is asked', () => {
  test('before every attempt', async () => {
    const { limiter, acquired } = journal();
    const stage = scene([reply(503), page([])], { rateLimiter: limiter });
    await stage.run(stage.client.query());
    expect(acquired.map(({ requests }) => requests)).toEqual([1, 1]);
  });

  test.each([undefined, { committed: 2 }])(
    'once for a reading and the write that should follow at once, expected %o',
    async (expected) => {
      const { limiter, acquired } = journal();
      const stage = scene([page([inventory()]), level()], { rateLimiter: limiter });
      await stage.run(stage.client.adjust({ ...PLACE, by: { available: 1 }, expected }));
      expect(acquired.map(({ requests }) => requests)).toEqual([2]);
    },
  );

  test('without a ticket, where it does not observe', async () => {
    const { limiter, acquired } = journal();
    const stage = scene([page([])], { rateLimiter: limiter });
    await stage.run(stage.client.query());
    expect(acquired.map((options) => 'ticket' in options)).toEqual([false]);
  });

  test('again for what goes beyond that', async () => {
    const { limiter, acquired } = journal();
    const replies = [page([], 'c2'), page([inventory()]), level()];
    const stage = scene(replies, { rateLimiter: limiter });
    await stage.run(stage.client.adjust({ ...PLACE, by: { available: 1 } }));
    expect(acquired.map(({ requests }) => requests)).toEqual([2, 1]);
  });

  test('with what is left of the deadline', async () => {
    const { limiter, acquired } = journal();
    const stage = scene([page([])], { rateLimiter: limiter });
    await stage.run(stage.client.query({}, { deadlineMs: 1234 }));
    await stage.run(stage.client.query());
    await stage.run(stage.client.query({}, { priority: 'background' }));
    expect(acquired.map(({ maxWaitMs }) => maxWaitMs)).toEqual([1234, 60_000, Infinity]);
  });

  test('before the token, so that the token is not old when it is sent', async () => {
    const order: string[] = [];
    const stage = scene([page([])], {
      rateLimiter: {
        acquire: () => Promise.resolve(void order.push('limiter')),
        drain: () => {},
      },
      accessToken: () => {
        order.push('token');
        return TOKEN;
      },
    });
    await stage.run(stage.client.query());
    expect(order).toEqual(['limiter', 'token']);
  });
});

describe('a limiter is told of a 429', () => {
  test.each([
    ['for as long as the platform asks', { 'Retry-After': '7' }, 7000],
    ['also where nothing will be sent again', { 'Retry-After': '2.0' }, 2000],
  ])('%s', async (_, headers, forMs) => {
    const { limiter, drained } = journal();
    const stage = scene([reply(429, '', headers), page([])], { rateLimiter: limiter });
    await stage.run(stage.client.query());
    expect(drained).toEqual([forMs]);
  });

  test('and of nothing else', async () => {
    const { limiter, drained } = journal();
    const stage = scene([reply(503), page([])], { rateLimiter: limiter });
    await stage.run(stage.client.query());
    expect(drained).toEqual([]);
  });
});

describe('what a limiter does about a 429', () => {
  const tooMany = reply(429, '', { 'Retry-After': '1' });

  test('is waited for before the pause begins', async () => {
    const stage = scene([tooMany, page([])], {
      rateLimiter: {
        acquire: () => Promise.resolve(),
        drain: () => new Promise((resolve) => void stage.clock.setTimer(resolve, 500)),
      },
    });
    const startedAt = stage.clock.now();
    await stage.run(stage.client.query());
    expect(stage.clock.now() - startedAt).toBe(1500);
  });

  test.each<[string, () => never | Promise<never>]>([
    ['rejects', () => Promise.reject(new Error('no store'))],
    [
      'throws',
      () => {
        throw new Error('no store');
      },
    ],
  ])('ends the call where it %s, and is no unhandled rejection', async (_, drain) => {
    const rateLimiter = { acquire: () => Promise.resolve(), drain };
    const stage = scene([tooMany, page([])], { rateLimiter });
    expect(await failure(stage, stage.client.query())).toMatchObject({ message: 'no store' });
    await stage.clock.advance(60_000);
    expect(stage.requests).toHaveLength(1);
  });
});

describe('what a limiter throws', () => {
  test('ends the call, and nothing is sent', async () => {
    const refusal = new Error('not now');
    const rateLimiter = { acquire: () => Promise.reject(refusal), drain: () => {} };
    const stage = scene([page([])], { rateLimiter });
    expect(await failure(stage, stage.client.query())).toBe(refusal);
    expect(stage.requests).toEqual([]);
  });

  test('of its own accord is not repeated', async () => {
    const acquire = vi.fn<RateLimiter['acquire']>(() => Promise.reject(new RateLimitError({})));
    const stage = scene([page([])], { rateLimiter: { acquire, drain: () => {} } });
    expect(await failure(stage, stage.client.query())).toBeInstanceOf(RateLimitError);
    expect(acquire).toHaveBeenCalledOnce();
    expect(stage.requests).toEqual([]);
  });
});

/** When each request of so many queries was sent, in milliseconds from the start. */
async function timesOf(clients: number, queries: number, rateLimiter?: false): Promise<number[]> {
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const times: number[] = [];
  const { fetch } = script([page([])], clock);
  const limiter = rateLimiter ?? createTokenBucket({ clock, capacity: 2 });
  const hooks = { onRequest: () => void times.push(clock.now() - startedAt) };
  const calls = Array.from({ length: clients }, () => {
    const options = { shop: 'acme', accessToken: TOKEN, clock, fetch, hooks };
    const client = new InventoryClient({ ...options, rateLimiter: limiter });
    return Array.from({ length: queries }, () => client.query().then());
  });
  await clock.run(Promise.all(calls.flat()));
  return times;
}

test('clients that share a limiter share its budget', async () => {
  expect(await timesOf(2, 2)).toEqual([0, 0, 500, 1000]);
});

test('without a limiter everything is sent at once', async () => {
  expect(await timesOf(1, 60, false)).toEqual(Array(60).fill(0));
});

test('without a limiter a 429 is waited for all the same', async () => {
  const stage = scene([reply(429, '', { 'Retry-After': '3' }), page([])], { rateLimiter: false });
  const startedAt = stage.clock.now();
  await stage.run(stage.client.query());
  expect(stage.clock.now() - startedAt).toBe(3000);
});
