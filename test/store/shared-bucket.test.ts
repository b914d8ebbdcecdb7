import { describe, expect, test } from 'vitest';
import type { RateLimiter } from '../../src/client/index.ts';
import { RateLimitError } from '../../src/errors/index.ts';
import { sharedBucket } from '../../src/store/bucket/shared-bucket.ts';
import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import type { RecordStore } from '../../src/store/records.ts';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import { randomFrom } from '../processes/shop.ts';
import { SHOP, world } from './bucket-world.ts';

describe('a bucket of several processes', () => {
  test.each([[[100, 100, 100, 100]], [[10, 20, 70, 300]]])(
    'with requests %j each uses all of the bucket, and no more',
    async (shares) => {
      const { clock, platform, process, request } = world();
      const startedAt = clock.now();
      const work = shares.map(async (count) => {
        const bucket = process();
        await Promise.all(Array.from({ length: count }, async () => request(bucket)));
      });
      await clock.run(Promise.all(work));
      const total = shares.reduce((sum, count) => sum + count, 0);
      const ideal = (total - 38) * 500;
      expect(platform).toMatchObject({ refused: 0, taken: total });
      expect(ideal / (clock.now() - startedAt)).toBeGreaterThan(0.98);
    },
  );

  test('takes one step of the store for each request while none waits', async () => {
    const { clock, steps, process, request } = world();
    const bucket = process();
    for (let count = 0; count < 30; count += 1) await clock.run(request(bucket));
    expect(steps.length).toBeLessThanOrEqual(33);
  });

  test('is written only as it was seen, and first only where there is none', async () => {
    const { clock, store } = world();
    const conditions: unknown[] = [];
    const watched: RecordStore = {
      ...store,
      putRecord: async (...args) => {
        conditions.push(args[3]);
        return store.putRecord(...args);
      },
    };
    await clock.run(sharedBucket(watched, { shop: SHOP, clock }).acquire());
    expect(conditions).toEqual(['absent', { version: expect.any(Number) as number }]);
  });

  test('is asked every 50 to 250 ms by a process that waits', async () => {
    const { clock, steps, process, request } = world();
    const bucket = process();
    await clock.run(Promise.all(Array.from({ length: 38 }, async () => request(bucket))));
    steps.length = 0;
    const waiting = request(bucket, { requests: 20 });
    await clock.advance(5_000);
    const asks = steps.filter((step) => step === 'get').length;
    expect(asks).toBeGreaterThanOrEqual(19);
    expect(asks).toBeLessThanOrEqual(100);
    await clock.run(waiting);
  });

  test('serves who came first, in whichever process, and interactive calls before the rest', async () => {
    const { clock, process, request } = world();
    const [one, two] = [process(), process()];
    await clock.run(Promise.all(Array.from({ length: 38 }, async () => request(one))));
    const order: string[] = [];
    const ask = async (name: string, bucket: RateLimiter, priority: string): Promise<void> => {
      await request(bucket, { priority });
      order.push(name);
    };
    const work = [ask('background', one, 'background')];
    for (const [name, bucket] of [
      ['a', two],
      ['b', one],
      ['c', two],
      ['d', one],
    ] as const) {
      await clock.advance(10);
      work.push(ask(name, bucket, 'interactive'));
    }
    await clock.run(Promise.all(work));
    expect(order).toEqual(['a', 'b', 'c', 'd', 'background']);
  });

  test('keeps its last tokens from background work of any process', async () => {
    const { clock, process, request } = world();
    const [one, two] = [process(), process()];
    const bulk = Promise.all(
      Array.from({ length: 60 }, async () => request(one, { priority: 'background' })),
    );
    await clock.advance(2_000);
    const startedAt = clock.now();
    await clock.run(request(two));
    expect(clock.now() - startedAt).toBe(0);
    await clock.run(bulk);
  });

  test('goes on when a process that waits has died', async () => {
    const { clock, store, process, request } = world();
    const living = process();
    let isDead = false;
    const dead = sharedBucket(
      {
        ...store,
        getRecords: async (...args) => (isDead ? new Promise(() => {}) : store.getRecords(...args)),
      },
      { shop: SHOP, clock },
    );
    await clock.run(Promise.all(Array.from({ length: 38 }, async () => request(living))));
    void dead.acquire();
    await clock.advance(100);
    isDead = true;
    const startedAt = clock.now();
    await clock.run(request(living));
    expect(clock.now() - startedAt).toBeLessThan(2_500);
  });

  test('is closed for all after an answer 429', async () => {
    const { clock, process, request } = world();
    const [one, two] = [process(), process()];
    await clock.run(request(two));
    await clock.run(Promise.resolve(one.drain(3_000)));
    const startedAt = clock.now();
    await clock.run(request(two));
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(3_000);
  });

  test('follows a larger plan', async () => {
    const { clock, platform, process, request } = world(400);
    const bucket = process();
    await clock.run(request(bucket));
    const startedAt = clock.now();
    await clock.run(Promise.all(Array.from({ length: 380 }, async () => request(bucket))));
    expect(platform.refused).toBe(0);
    expect(clock.now() - startedAt).toBeLessThan(500);
  });

  test('makes room for requests that nobody here has sent', async () => {
    const { clock, platform, process, request } = world();
    const bucket = process();
    for (let count = 0; count < 30; count += 1) platform.request();
    await clock.run(request(bucket));
    await clock.run(Promise.all(Array.from({ length: 30 }, async () => request(bucket))));
    expect(platform.refused).toBe(0);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'is not surprised by a bucket that others have used, with the numbers of seed %d',
    async (seed) => {
      const { clock, platform, process } = world(400);
      for (let count = 0; count < 340; count += 1) platform.request();
      const random = randomFrom(seed);
      const onTheWay = async (): Promise<void> =>
        new Promise((resolve) => {
          clock.setTimer(resolve, random() ** 3 * 400);
        });
      const startedAt = clock.now();
      const work = [1, 2, 3, 4].map(async () => {
        const bucket = process();
        let left = 150;
        const one = async (): Promise<void> => {
          while (left > 0) {
            left -= 1;
            const ticket = {};
            await bucket.acquire({ ticket });
            await onTheWay();
            const { used, size } = platform.request();
            await onTheWay();
            await bucket.observe?.({ ticket, bucket: { used, size } });
          }
        };
        await Promise.all(Array.from({ length: 12 }, one));
      });
      await clock.run(Promise.all(work));
      expect(platform.refused).toBe(0);
      // 58 at once, and 20 a second.
      const idealMs = (600 - 58) * 50;
      expect(idealMs / (clock.now() - startedAt)).toBeGreaterThan(0.95);
    },
  );

  test('waits no longer than 1 s for an answer that does not come', async () => {
    const { clock, process, request } = world();
    await clock.run(process().acquire({ requests: 2, ticket: {} }));
    const startedAt = clock.now();
    await clock.run(request(process()));
    expect(clock.now() - startedAt).toBe(1_000);
  });

  test('refuses at once what would wait for too long', async () => {
    const { clock, process, request } = world();
    const bucket = process();
    await clock.run(Promise.all(Array.from({ length: 38 }, async () => request(bucket))));
    const asked = bucket.acquire({ maxWaitMs: 100 });
    await expect(clock.run(asked)).rejects.toThrow(RateLimitError);
  });

  test('ends all that wait when the store fails, and begins anew after that', async () => {
    const clock = createVirtualClock();
    const store = storeOn(memoryTables(clock));
    let isBroken = true;
    const bucket = sharedBucket(
      {
        ...store,
        putRecord: async (...args) => {
          if (isBroken) throw new Error('the store is gone');
          return store.putRecord(...args);
        },
      },
      { shop: SHOP, clock },
    );
    await expect(bucket.acquire()).rejects.toThrow('the store is gone');
    isBroken = false;
    await clock.run(bucket.acquire());
  });

  test('goes on at once where the store’s clock is set back', async () => {
    const virtual = createVirtualClock();
    let backMs = 0;
    const clock = { ...virtual, now: () => virtual.now() - backMs };
    const store = storeOn(memoryTables(clock));
    const first = sharedBucket(store, { shop: SHOP, clock });
    await virtual.run(first.acquire());
    void first.observe?.({ ticket: {} });
    await virtual.advance(0);
    backMs = 3_600_000;
    const startedAt = clock.now();
    await virtual.run(sharedBucket(store, { shop: SHOP, clock }).acquire());
    expect(clock.now() - startedAt).toBe(0);
  });
});
