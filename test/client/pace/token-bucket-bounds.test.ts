import { describe, expect, test } from 'vitest';
import { createTokenBucket, InvalidInputError, RateLimitError } from '../../../src/index.ts';
import type { AcquireOptions, TokenBucketOptions } from '../../../src/index.ts';
import { createVirtualClock } from '../../../src/testing/index.ts';

/** An empty bucket of one request and two a second. */
async function emptyBucket(options: TokenBucketOptions = {}) {
  const clock = createVirtualClock();
  const bucket = createTokenBucket({ clock, capacity: 1, ...options });
  await bucket.acquire();
  return { bucket, clock, startedAt: clock.now() };
}

describe('a queue that is full', () => {
  test('refuses one more at once, and says how long it would have to wait', async () => {
    const { bucket, clock } = await emptyBucket({ maxQueued: 3 });
    const waiting = [bucket.acquire(), bucket.acquire(), bucket.acquire()];
    await expect(bucket.acquire()).rejects.toThrow(RateLimitError);
    await expect(bucket.acquire()).rejects.toMatchObject({
      code: 'rate-limit',
      retry: 'later',
      status: undefined,
      retryAfterMs: 2000,
      message:
        'The rate limiter would have to wait 2000 ms, and its queue is full. Nothing was sent. For bulk work, see adjustAll of genstore-inventory/sync.',
    });
    await clock.run(Promise.all(waiting));
  });

  test('counts those of both priorities', async () => {
    const { bucket, clock } = await emptyBucket({ maxQueued: 2 });
    const waiting = [bucket.acquire({ priority: 'background' }), bucket.acquire()];
    await expect(bucket.acquire({ maxWaitMs: 5000 })).rejects.toThrow('its queue is full');
    await clock.run(Promise.all(waiting));
  });

  test('takes one more when another has left', async () => {
    const { bucket, clock } = await emptyBucket({ maxQueued: 1 });
    const controller = new AbortController();
    const left = bucket.acquire({ signal: controller.signal }).catch(() => 'left');
    controller.abort();
    expect(await left).toBe('left');
    await clock.run(bucket.acquire());
  });

  test('holds 10,000 by default', async () => {
    const { bucket } = await emptyBucket();
    const controller = new AbortController();
    const { signal } = controller;
    const waiting = Array.from({ length: 10_000 }, () => bucket.acquire({ signal }));
    const ended = Promise.allSettled(waiting);
    await expect(bucket.acquire()).rejects.toThrow('its queue is full');
    controller.abort();
    expect(await ended).toHaveLength(10_000);
  });
});

describe('a wait that would be too long', () => {
  test('is refused at once', async () => {
    const { bucket, clock, startedAt } = await emptyBucket();
    await expect(bucket.acquire({ maxWaitMs: 499 })).rejects.toMatchObject({
      retryAfterMs: 500,
      message:
        'The rate limiter would have to wait 500 ms, longer than the call may take. Nothing was sent. For bulk work, see adjustAll of genstore-inventory/sync.',
    });
    expect(clock.now()).toBe(startedAt);
    expect(clock.timers).toBe(0);
  });

  test('counts those that wait already', async () => {
    const { bucket, clock } = await emptyBucket();
    const first = bucket.acquire();
    await expect(bucket.acquire({ maxWaitMs: 999 })).rejects.toThrow(RateLimitError);
    const second = bucket.acquire({ maxWaitMs: 1000 });
    await clock.run(Promise.all([first, second]));
  });

  test('takes no place in the queue', async () => {
    const { bucket, clock, startedAt } = await emptyBucket();
    await expect(bucket.acquire({ maxWaitMs: 1 })).rejects.toThrow(RateLimitError);
    await clock.run(bucket.acquire());
    expect(clock.now() - startedAt).toBe(500);
  });
});

describe('onWait is told', () => {
  test('how long the wait will be', async () => {
    const { bucket, clock } = await emptyBucket();
    const waits: number[] = [];
    const onWait = (waitMs: number): void => void waits.push(waitMs);
    const turns = [1, 2, 1].map((requests) => bucket.acquire({ onWait, requests }));
    await clock.run(Promise.all(turns));
    expect(waits).toEqual([500, 1500, 2000]);
  });

  test('nothing where there is no wait', async () => {
    const waits: number[] = [];
    const bucket = createTokenBucket({ clock: createVirtualClock(), capacity: 1 });
    await bucket.acquire({ onWait: (waitMs) => void waits.push(waitMs) });
    expect(waits).toEqual([]);
  });
});

describe('a bucket that is drained', () => {
  test('lets nothing through before the time has passed, and then one by one', async () => {
    const clock = createVirtualClock();
    const startedAt = clock.now();
    const bucket = createTokenBucket({ clock });
    bucket.drain(10_000);
    const times = [0, 1, 2].map(async () => {
      await bucket.acquire();
      return clock.now() - startedAt;
    });
    expect(await clock.run(Promise.all(times))).toEqual([10_000, 10_500, 11_000]);
  });

  test('makes those wait longer that wait already', async () => {
    const { bucket, clock, startedAt } = await emptyBucket();
    const waiting = bucket.acquire();
    bucket.drain(3000);
    await clock.run(waiting);
    expect(clock.now() - startedAt).toBe(3000);
  });

  test('keeps to the longest of several times', async () => {
    const { bucket, clock, startedAt } = await emptyBucket();
    bucket.drain(3000);
    bucket.drain(1000);
    await clock.run(bucket.acquire());
    expect(clock.now() - startedAt).toBe(3000);
  });

  test('for no time has one request left', async () => {
    const clock = createVirtualClock();
    const startedAt = clock.now();
    const bucket = createTokenBucket({ clock });
    bucket.drain(0);
    await clock.run(Promise.all([bucket.acquire(), bucket.acquire()]));
    expect(clock.now() - startedAt).toBe(500);
  });

  test.each([-1, Number.NaN, '1', undefined, null])('for %o is refused', async (forMs) => {
    const { bucket, clock, startedAt } = await emptyBucket();
    expect(() => bucket.drain(forMs as number)).toThrow(InvalidInputError);
    await clock.run(bucket.acquire());
    expect(clock.now() - startedAt).toBe(500);
  });
});

describe('a bucket is refused for', () => {
  const counts = [0, -1, 1.5, Number.NaN, Infinity, '40', null, {}];
  test.each([
    ...[null, 5, 'fast'].map((options): [unknown, string] => [options, '']),
    ...counts.map((capacity): [unknown, string] => [{ capacity }, 'capacity']),
    ...counts.map((maxQueued): [unknown, string] => [{ maxQueued }, 'maxQueued']),
    ...[0, -1, Number.NaN, '2', null, {}].map((refillPerSecond): [unknown, string] => [
      { refillPerSecond },
      'refillPerSecond',
    ]),
    ...[null, {}, Date].map((clock): [unknown, string] => [{ clock }, 'clock']),
  ])('%o', (options, at) => {
    const make = (): unknown => createTokenBucket(options as TokenBucketOptions);
    expect(make).toThrow(InvalidInputError);
    expect(make).toThrow(expect.objectContaining({ at }));
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity, '1', null])(
    'a number of requests that is %o',
    async (requests) => {
      const bucket = createTokenBucket();
      await expect(bucket.acquire({ requests } as AcquireOptions)).rejects.toMatchObject({
        code: 'invalid-input',
        at: 'requests',
      });
    },
  );
});
