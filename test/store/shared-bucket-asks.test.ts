import { describe, expect, test } from 'vitest';
import type { RateLimiter } from '../../src/client/index.ts';
import { RateLimitError } from '../../src/errors/index.ts';
import { sharedBucket } from '../../src/store/bucket/shared-bucket.ts';
import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import type { RecordStore } from '../../src/store/records.ts';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import { SHOP } from './bucket-world.ts';

describe('a process that asks for its turn', () => {
  /** A process whose bucket is full, and for how long its next asks would have to wait. */
  async function full(more: { maxQueued?: number } = {}) {
    const clock = createVirtualClock();
    const records = storeOn(memoryTables(clock));
    const steps: string[] = [];
    let failing: string | undefined;
    let meanwhile = (): void => {};
    const pass = (step: string): void => {
      steps.push(step);
      if (failing !== step) return;
      meanwhile();
      throw new Error('the store is gone');
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
    const fail = (step: string | undefined, happen = (): void => {}): void => {
      failing = step;
      meanwhile = happen;
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

  test('is told to wait in a burst, too, though nobody has asked for long', async () => {
    const { clock, ask } = await full();
    await clock.advance(60_000);
    const asks = Array.from({ length: 40 }, () => ask());
    const patient = ask({ maxWaitMs: 1_400 });
    await clock.run(Promise.all([...asks, patient].map(({ ended }) => ended)));
    expect(asks.map(({ waits }) => waits).slice(37)).toEqual([[], [500], [1_000]]);
    expect(patient.told.error).toMatchObject({ retryAfterMs: 1_500 });
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
    const asks = Array.from({ length: 3 }, () => ask({}, bucket));
    await clock.run(Promise.all(asks.map((each) => each.ended)));
    expect(steps).toEqual(['get', 'put']);
  });

  test.each(['get', 'put'])(
    'learns that the store fails at a %s, and all others who wait',
    async (step) => {
      const { clock, ask, fail, steps } = await full();
      const night = { priority: 'background' };
      const asks = [ask(), ask(), ask(night), ask(night)];
      await clock.advance(10);
      fail(step);
      await clock.advance(1_000);
      for (const { told } of asks)
        expect(told.error).toMatchObject({ message: 'the store is gone' });
      expect(steps.filter((each) => each === step)).toHaveLength(1);
      fail(undefined);
      const { ended, told } = ask();
      await clock.run(ended);
      expect(told.ms).toBeDefined();
      expect(clock.timers).toBe(0);
    },
  );

  test.each(Array.from({ length: 12 }, (_, index) => index))(
    'at the moment when the store fails, %d steps later, learns of nothing else',
    async (later) => {
      const { clock, ask, fail, bucket } = await full();
      const first = ask();
      await clock.advance(10);
      let drained: unknown;
      const own: ReturnType<typeof ask>[] = [];
      const come = async (): Promise<void> => {
        fail(undefined);
        for (let step = 0; step < later; step += 1) await Promise.resolve();
        own.push(ask());
        await bucket.drain(1);
        drained = true;
      };
      fail('get', () => void come());
      await clock.run(first.ended);
      await clock.run(Promise.all(own.map(({ ended }) => ended)));
      const errors = [first, ...own].map(({ told }) => (told.error as Error | undefined)?.message);
      expect(new Set([...errors, undefined, 'the store is gone']).size).toBe(2);
      expect(drained).toBe(true);
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
