import { describe, expect, test } from 'vitest';
import { createTokenBucket } from '../../../src/index.ts';
import type { InventoryClient, RateLimiter } from '../../../src/index.ts';
import { page, reply, scene } from '../platform.ts';
import { openShop } from './shop-bucket.ts';
import type { ShopBucket } from './shop-bucket.ts';

const BACKGROUND = { priority: 'background' } as const;
const OPTIONS = { timeout: 60_000 };

/** Has clients ask so many times in all, as bulk work does; returns how long it took, in seconds. */
async function ask(
  { clock }: ShopBucket,
  clients: readonly InventoryClient[],
  requests: number,
): Promise<number> {
  const startedAt = clock.now();
  const queues = clients.flatMap((client) =>
    Array.from({ length: 8 }, async () => {
      for (let count = 0; count < requests / clients.length / 8; count += 1) {
        await client.query({}, BACKGROUND);
      }
    }),
  );
  await clock.run(Promise.all(queues));
  return (clock.now() - startedAt) / 1000;
}

/** A latency that differs from request to request, so that answers overtake each other. */
const uneven = (index: number): number => 40 + ((index * 37) % 160);

describe('a bucket follows the plan that the platform tells', () => {
  test.each([
    { size: 40, perSecond: 2 },
    { size: 40, perSecond: 4 },
    { size: 200, perSecond: 10 },
    { size: 200, perSecond: 20 },
    { size: 400, perSecond: 40 },
  ])('of $size and $perSecond a second, and is refused nothing', OPTIONS, async (plan) => {
    for (const latencyMs of [() => 0, uneven]) {
      const shop = openShop({ ...plan, latencyMs });
      const requests = plan.size * 20;
      const seconds = await ask(shop, [shop.client()], requests);
      expect(shop.refused, 'answers 429').toBe(0);
      expect((requests - plan.size) / plan.perSecond / seconds, 'use').toBeGreaterThan(0.96);
    }
  });

  test('that others have used before', async () => {
    const shop = openShop({ size: 40, perSecond: 2 });
    await ask(shop, [shop.client()], 40);
    const late = shop.client();
    await shop.clock.run(Promise.all(Array.from({ length: 20 }, () => late.query({}, BACKGROUND))));
    // Its first requests go out at once, because nothing has told it yet.
    expect(shop.refused).toBeLessThanOrEqual(20);
    expect(await ask(shop, [late], 80)).toBeGreaterThan(35);
  });
});

describe('processes without a store see each other', () => {
  test.each([2, 3])('%i of them cause next to no 429', OPTIONS, async (count) => {
    const refusedOf = async (isTold: boolean): Promise<number> => {
      const shop = openShop({ size: 40, perSecond: 2, isTold, latencyMs: uneven });
      const clients = Array.from({ length: count }, () => shop.client({ maxRetries: 50 }));
      await ask(shop, clients, 480);
      return shop.refused;
    };
    const [told, untold] = [await refusedOf(true), await refusedOf(false)];
    expect(untold).toBeGreaterThan(40);
    expect(told).toBeLessThan(untold / 10);
  });
});

describe('without the header, or with one that makes no sense', () => {
  test.each([
    undefined,
    '',
    'x/y',
    '50/40',
    '-1/40',
    '0/0',
    '1.5/40',
    '3',
    '1/2/3',
    '30/40, 31/40',
  ])('a bucket has 38 and 2 a second: %s', async (header) => {
    const times: number[] = [];
    const headers: Record<string, string> =
      header === undefined ? {} : { 'x-genstore-shop-api-rate-limit': header };
    const stage = scene([reply(200, { inventories: [] }, headers)], {
      hooks: { onRequest: () => void times.push(stage.clock.now() - startedAt) },
    });
    const startedAt = stage.clock.now();
    await stage.run(Promise.all(Array.from({ length: 40 }, () => stage.client.query())));
    expect(times).toEqual([...Array<number>(38).fill(0), 500, 1000]);
  });
});

describe('what a bucket is told by its options', () => {
  test.each([{ capacity: 5 }, { refillPerSecond: 1 }, { capacity: 5, refillPerSecond: 1 }])(
    'it never goes beyond, whatever the platform says: %o',
    OPTIONS,
    async (bounds) => {
      const shop = openShop({ size: 400, perSecond: 40 });
      const { capacity = 38, refillPerSecond = 2 } = bounds;
      const rateLimiter = createTokenBucket({ clock: shop.clock, ...bounds });
      const client = shop.client({ rateLimiter, deadlineMs: Infinity });
      await shop.clock.run(
        Promise.all(Array.from({ length: capacity + 10 }, () => client.query())),
      );
      expect(shop.times.filter((time) => time === 0)).toHaveLength(capacity);
      expect(shop.times.at(-1)).toBe((10 / refillPerSecond) * 1000);
    },
  );

  test('it stays below where the platform has less', async () => {
    const shop = openShop({ size: 10, perSecond: 2 });
    const rateLimiter = createTokenBucket({ clock: shop.clock, capacity: 100, refillPerSecond: 5 });
    const client = shop.client({ rateLimiter });
    for (let count = 0; count < 60; count += 1) await shop.clock.run(client.query());
    expect(shop.refused).toBe(0);
  });
});

describe('what the platform tells of its bucket', () => {
  /** Lets so many requests through at once; their answers then come in an order of the test's own. */
  async function letThrough(requests: number) {
    const { clock } = openShop({ size: 40, perSecond: 2 });
    const bucket = createTokenBucket({ clock });
    const tickets = Array.from({ length: requests }, () => ({}));
    await Promise.all(tickets.map((ticket) => bucket.acquire({ ticket })));
    return { bucket, clock, tickets };
  }

  /** How many more go through at once. */
  async function leftIn(bucket: RateLimiter): Promise<number> {
    for (let count = 0; ; count += 1) {
      const isIn = await bucket.acquire({ maxWaitMs: 0 }).then(
        () => true,
        () => false,
      );
      if (!isIn) return count;
    }
  }

  test.each([
    ['let through after it', 0],
    ['let through before it', -1],
  ])('does not count what was %s and is under way', async (_, at) => {
    const { bucket, tickets } = await letThrough(10);
    bucket.observe({ ticket: tickets.at(at) ?? {}, bucket: { used: 1, size: 40 } });
    expect(await leftIn(bucket)).toBe(40 - 2 - 10);
  });

  test.each([
    ['once: the other is under way', [1]],
    ['twice: both have ended', [1, 2]],
    ['a third time, which is ignored', [1, 2, 40]],
  ])('of two requests on one ticket is told %s', async (_, told) => {
    const { bucket } = await letThrough(0);
    const ticket = {};
    await bucket.acquire({ requests: 2, ticket });
    for (const used of told) bucket.observe({ ticket, bucket: { used, size: 40 } });
    expect(await leftIn(bucket)).toBe(40 - 2 - 2);
  });

  test('counts what was let through without a ticket: nobody tells its end', async () => {
    const { bucket } = await letThrough(0);
    const ticket = {};
    await bucket.acquire();
    await bucket.acquire({ ticket });
    bucket.observe({ ticket, bucket: { used: 2, size: 40 } });
    expect(await leftIn(bucket)).toBe(40 - 2 - 2);
  });

  test('may be nothing, and then nothing is corrected', async () => {
    const { bucket, tickets } = await letThrough(1);
    bucket.observe({ ticket: tickets[0] ?? {} });
    expect(await leftIn(bucket)).toBe(40 - 2 - 1);
  });

  test('leaves two of its size out, however long nothing is sent', async () => {
    const { bucket, clock, tickets } = await letThrough(1);
    bucket.observe({ ticket: tickets[0] ?? {}, bucket: { used: 1, size: 40 } });
    await clock.advance(3_600_000);
    expect(await leftIn(bucket)).toBe(40 - 2);
  });

  test('is old where the answer was long on its way', async () => {
    const { bucket, tickets } = await letThrough(10);
    const [first = {}, ...others] = tickets;
    for (const ticket of others) bucket.observe({ ticket, bucket: { used: 10, size: 40 } });
    bucket.observe({ ticket: first, bucket: { used: 1, size: 40 } });
    expect(await leftIn(bucket)).toBe(40 - 2 - 10);
  });

  test('shows what others use', async () => {
    const { bucket, tickets } = await letThrough(1);
    bucket.observe({ ticket: tickets[0] ?? {}, bucket: { used: 31, size: 40 } });
    expect(await leftIn(bucket)).toBe(7);
  });

  test('does not open a bucket that was drained', async () => {
    const { bucket, clock, tickets } = await letThrough(2);
    bucket.drain(3000);
    bucket.observe({ ticket: tickets[0] ?? {}, bucket: { used: 1, size: 40 } });
    const startedAt = clock.now();
    await clock.run(bucket.acquire());
    expect(clock.now() - startedAt).toBe(3000);
  });

  test('lets those go at once that waited without need', async () => {
    const { bucket, clock, tickets } = await letThrough(38);
    const waiting = bucket.acquire();
    const at = clock.now();
    for (const ticket of tickets) bucket.observe({ ticket, bucket: { used: 38, size: 400 } });
    await clock.run(waiting);
    expect(clock.now()).toBe(at);
  });

  test('of a request that it knows nothing of is ignored', async () => {
    const { bucket } = await letThrough(1);
    bucket.observe({ ticket: {}, bucket: { used: 40, size: 40 } });
    expect(await leftIn(bucket)).toBe(37);
  });

  test('is little where the bucket is very small: one request at a time goes on', async () => {
    const { bucket, clock, tickets } = await letThrough(1);
    bucket.observe({ ticket: tickets[0] ?? {}, bucket: { used: 0, size: 2 } });
    const startedAt = clock.now();
    await clock.run(bucket.acquire());
    expect(clock.now() - startedAt).toBe(10_000);
  });
});

describe('a limiter that observes', () => {
  /** A limiter that keeps what it was told. */
  function watching(fail: () => void | Promise<void> = () => {}) {
    const told: { ticket: object; bucket?: object | undefined }[] = [];
    const tickets: (object | undefined)[] = [];
    const rateLimiter: RateLimiter = {
      acquire: async ({ ticket } = {}) => void tickets.push(ticket),
      drain: () => {},
      observe: (request) => {
        told.push(request);
        return fail();
      },
    };
    return { told, tickets, rateLimiter };
  }

  test('is told of every request once, whatever became of it', async () => {
    const { told, tickets, rateLimiter } = watching();
    const answer = reply(200, { inventories: [] }, { 'X-Genstore-Shop-Api-Rate-Limit': '3/40' });
    const stage = scene([() => Promise.reject(new TypeError('cut')), reply(503), answer], {
      rateLimiter,
    });
    await stage.run(stage.client.query());
    expect(told.map(({ bucket }) => bucket)).toEqual([undefined, undefined, { used: 3, size: 40 }]);
    expect(told.map(({ ticket }) => ticket)).toEqual(tickets);
  });

  test('is told of those that it refused: they may have been let through just then', async () => {
    const { told, tickets, rateLimiter } = watching();
    const acquire: RateLimiter['acquire'] = async (options) => {
      await rateLimiter.acquire(options);
      throw new Error('no');
    };
    const stage = scene([page([])], { rateLimiter: { ...rateLimiter, acquire } });
    const by = { available: 1 };
    const call = stage.client.adjust({ variantId: '1', locationId: '2', by });
    await stage.run(Promise.allSettled([call]));
    expect(tickets).toEqual([expect.any(Object)]);
    expect(told.map(({ ticket }) => ticket)).toEqual([tickets[0], tickets[0]]);
  });

  test('is told of a request that was let through and never sent', async () => {
    const { told, tickets, rateLimiter } = watching();
    const stage = scene([page([])], { rateLimiter });
    const call = stage.client.adjust({ variantId: '1', locationId: '2', by: { available: 1 } });
    await stage.run(Promise.allSettled([call]));
    expect(stage.requests).toHaveLength(1);
    expect(told.map(({ ticket }) => ticket)).toEqual([tickets[0], tickets[0]]);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
  ])('and %s does no harm', async (_, fail) => {
    const { rateLimiter } = watching(fail);
    const stage = scene([page([])], { rateLimiter });
    expect(await stage.run(stage.client.query())).toMatchObject({ levels: [] });
  });
});
