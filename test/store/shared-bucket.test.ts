import { describe, expect, test } from 'vitest';
import { RateLimitError } from '../../src/errors/index.ts';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import { sharedBucket } from '../../src/store/bucket/shared-bucket.ts';
import type { RateLimiter } from '../../src/client/index.ts';
import type { RecordStore } from '../../src/store/records.ts';
import { randomFrom } from '../processes/shop.ts';
import { PlatformBucket } from './platform-bucket.ts';

const SHOP = 'acme.example';

interface World {
  readonly clock: ReturnType<typeof createVirtualClock>;
  readonly platform: PlatformBucket;
  readonly store: RecordStore;
  readonly steps: string[];
  readonly process: () => RateLimiter;
  /** One request of a process, from its turn to its answer. */
  readonly request: (bucket: RateLimiter, asked?: object) => Promise<void>;
}

function world(size?: number): World {
  const clock = createVirtualClock();
  const platform = new PlatformBucket(() => clock.now(), size);
  const steps: string[] = [];
  const store = storeOn(memoryTables(clock));
  const counted: RecordStore = {
    ...store,
    getRecords: async (...args) => {
      steps.push('get');
      return store.getRecords(...args);
    },
    putRecord: async (...args) => {
      steps.push('put');
      return store.putRecord(...args);
    },
  };
  return {
    clock,
    platform,
    store,
    steps,
    process: () => sharedBucket(counted, { shop: SHOP, clock }),
    async request(bucket, asked = {}) {
      const ticket = {};
      await bucket.acquire({ ...asked, ticket });
      const { isRefused, ...told } = platform.request();
      if (isRefused) await bucket.drain(1_000);
      await bucket.observe?.({ ticket, bucket: told });
    },
  };
}

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
            const { isRefused, ...told } = platform.request();
            await onTheWay();
            await bucket.observe?.({ ticket, bucket: told });
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

describe('a process that asks for its turn', () => {
  /** A process whose bucket is full, and for how long its next asks would have to wait. */
  async function full(more: { maxQueued?: number } = {}) {
    const clock = createVirtualClock();
    const records = storeOn(memoryTables(clock));
    const steps: string[] = [];
    let failing: string | undefined;
    const pass = (step: string): void => {
      steps.push(step);
      if (failing === step) throw new Error('the store is gone');
    };
    const store: RecordStore = {
      ...records,
      getRecords: async (...args) => {
        pass('get');
        return records.getRecords(...args);
      },
      putRecord: async (...args) => {
        pass('put');
        return records.putRecord(...args);
      },
    };
    const process = (): RateLimiter => sharedBucket(store, { shop: SHOP, clock, ...more });
    const bucket = process();
    await clock.run(bucket.acquire({ requests: 38 }));
    await bucket.observe?.({ ticket: {}, bucket: { used: 38, size: 40 } });
    await clock.advance(0);
    const ask = (options: object = {}, of = bucket) => {
      const waits: number[] = [];
      const startedAt = clock.now();
      const told: { ms?: number; error?: unknown } = {};
      const ended = Promise.resolve(
        of.acquire({ onWait: (ms: number) => void waits.push(ms), ...options }),
      ).then(
        () => void (told.ms = clock.now() - startedAt),
        (error: unknown) => void (told.error = error),
      );
      return { waits, told, ended };
    };
    const waiting = async (): Promise<unknown[]> => {
      const [record] = await records.getRecords('bucket', SHOP, ['bucket']);
      return (record?.value as { waiting: unknown[] } | undefined)?.waiting ?? [];
    };
    const fail = (step: string | undefined): void => {
      failing = step;
      steps.length = 0;
    };
    return { clock, steps, process, ask, waiting, fail, bucket, records };
  }

  test('is told for how long, by what goes before it', async () => {
    const { clock, ask } = await full();
    const asks = [
      ask({ requests: 2, priority: 'background' }),
      ask({ requests: 3 }),
      ask(),
      ask({ priority: 'background' }),
    ];
    await clock.advance(0);
    // An urgent one goes before the background, which leaves four requests free as well.
    expect(asks.map(({ waits }) => waits)).toEqual([[3_000], [1_500], [2_000], [5_500]]);
    await clock.run(Promise.all(asks.map(({ ended }) => ended)));
    expect(asks.every(({ told }) => told.ms !== undefined)).toBe(true);
    expect(clock.timers).toBe(0);
  });

  test('counts what waits in other processes, and its own only once', async () => {
    const { clock, ask, process } = await full();
    const first = ask({ requests: 2 });
    await clock.advance(300);
    const other = ask({}, process());
    const own = ask();
    await clock.advance(0);
    expect(other.waits).toEqual([1_200]);
    expect(own.waits).toEqual([1_200]);
    await clock.run(Promise.all([first.ended, other.ended, own.ended]));
  });

  test('is not told to wait where it need not', async () => {
    const { clock, ask } = await full();
    await clock.advance(60_000);
    const { waits, ended, told } = ask();
    await clock.run(ended);
    expect([waits, told.ms]).toEqual([[], 0]);
  });

  test('is refused at once where it would take longer than it may', async () => {
    const { clock, ask } = await full();
    const [short, enough] = [ask({ maxWaitMs: 499 }), ask({ maxWaitMs: 500 })];
    await clock.run(Promise.all([short.ended, enough.ended]));
    expect(enough.told).toEqual({ ms: 500 });
    expect(short.told.error).toBeInstanceOf(RateLimitError);
    expect(short.told.error).toMatchObject({
      retryAfterMs: 500,
      message:
        'The rate limiter would have to wait 500 ms, longer than the call may take. Nothing was sent.',
    });
  });

  test('is refused where as many wait as may', async () => {
    const { clock, ask } = await full({ maxQueued: 2 });
    const [one, two, three] = [ask(), ask(), ask()];
    await clock.advance(0);
    expect(three.told.error).toMatchObject({
      retryAfterMs: 1_500,
      message:
        'The rate limiter would have to wait 1500 ms, and its queue is full. Nothing was sent.',
    });
    await clock.run(Promise.all([one.ended, two.ended]));
  });

  test('and gives up leaves at once, also in the store, and nobody waits for it', async () => {
    const { clock, ask, waiting } = await full();
    const controller = new AbortController();
    const first = ask({ requests: 30, signal: controller.signal });
    await clock.advance(10);
    expect(await waiting()).toHaveLength(1);
    controller.abort(new Error('enough'));
    await clock.advance(0);
    expect(first.told.error).toMatchObject({ message: 'enough' });
    await clock.advance(50);
    expect(await waiting()).toEqual([]);
    expect(clock.timers).toBe(0);
    const { ended, told } = ask();
    await clock.run(ended);
    expect(told.ms).toBeLessThanOrEqual(500);
  });

  test('that has given up already asks for nothing', async () => {
    const { ask, clock, steps } = await full();
    const asked = steps.length;
    const { told, ended } = ask({ signal: AbortSignal.abort(new Error('enough')) });
    await clock.run(ended);
    expect(told.error).toMatchObject({ message: 'enough' });
    expect(steps).toHaveLength(asked);
  });

  test.each([
    [10, 40],
    [49, 1],
    [120, 0],
  ])('urgently, %d ms after it was last looked, waits %d ms', async (afterMs, waitMs) => {
    const { clock, ask } = await full();
    // Room for an urgent one, and none for the background.
    await clock.advance(1_000);
    const bulk = ask({ priority: 'background' });
    await clock.advance(afterMs);
    const { ended, told } = ask();
    await clock.run(ended);
    expect(told.ms).toBe(waitMs);
    await clock.run(bulk.ended);
  });

  test('with others at the same moment takes few steps', async () => {
    const { clock, ask, steps, process } = await full();
    await clock.advance(19_500);
    steps.length = 0;
    const bucket = process();
    await clock.run(
      Promise.all([ask({}, bucket), ask({}, bucket), ask({}, bucket)].map((each) => each.ended)),
    );
    expect(steps).toEqual(['get', 'put']);
  });

  test.each(['get', 'put'])(
    'learns that the store fails at a %s, and all others who wait',
    async (step) => {
      const { clock, ask, fail } = await full();
      const asks = [ask(), ask({ priority: 'background' })];
      await clock.advance(10);
      fail(step);
      await clock.advance(1_000);
      for (const { told } of asks)
        expect(told.error).toMatchObject({ message: 'the store is gone' });
      fail(undefined);
      const { ended, told } = ask();
      await clock.run(ended);
      expect(told.ms).toBeDefined();
      expect(clock.timers).toBe(0);
    },
  );

  test('does not forget what others were told after it', async () => {
    const { clock, bucket, process, records } = await full();
    const size = async (): Promise<unknown> => {
      const [record] = await records.getRecords('bucket', SHOP, ['bucket']);
      return (record?.value as { size: number } | undefined)?.size;
    };
    const other = process();
    await clock.run(other.acquire({ maxWaitMs: 60_000 }));
    await clock.advance(60_000);
    void bucket.observe?.({ ticket: {}, bucket: { used: 1, size: 400 } });
    await clock.run(bucket.acquire());
    expect(await size()).toBe(400);
    await clock.run(other.acquire());
    void other.observe?.({ ticket: {}, bucket: { used: 1, size: 40 } });
    await clock.run(other.acquire());
    await clock.run(bucket.acquire());
    await clock.run(bucket.acquire());
    expect(await size()).toBe(40);
  });

  test('hears of nothing from an answer without a bucket, or before it has asked', async () => {
    const { clock, bucket, process, steps } = await full();
    const fresh = process();
    void fresh.observe?.({ ticket: {}, bucket: { used: 40, size: 40 } });
    await clock.advance(60_000);
    void bucket.observe?.({ ticket: {} });
    await clock.advance(0);
    steps.length = 0;
    await clock.run(fresh.acquire({ maxWaitMs: 0 }));
    await clock.run(bucket.acquire({ maxWaitMs: 0 }));
    expect(steps).toEqual(['get', 'put', 'put', 'put']);
  });
});
