import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createTokenBucket } from '../../../src/index.ts';
import type { AcquireOptions, RateLimiter, TokenBucketOptions } from '../../../src/index.ts';
import { createVirtualClock } from '../../../src/testing/index.ts';
import type { VirtualClock } from '../../../src/testing/index.ts';

interface Bench {
  readonly bucket: RateLimiter;
  readonly clock: VirtualClock;
  /** Acquires under a name, and notes when its turn came, in milliseconds from the start. */
  readonly take: (name: string, options?: AcquireOptions) => Promise<void>;
  readonly turns: [name: string, atMs: number][];
}

function bench(options: TokenBucketOptions = {}): Bench {
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const bucket = createTokenBucket({ clock, ...options });
  const turns: [string, number][] = [];
  const take = async (name: string, acquire: AcquireOptions = {}): Promise<void> => {
    await bucket.acquire(acquire);
    turns.push([name, clock.now() - startedAt]);
  };
  return { bucket, clock, take, turns };
}

describe('a bucket lets through', () => {
  test('two requests less than the platform at once, and then 2 a second, by default', async () => {
    const { clock, take, turns } = bench();
    await clock.run(Promise.all(Array.from({ length: 44 }, (_, index) => take(`${index}`))));
    expect(turns.map(([, atMs]) => atMs)).toEqual([
      ...Array<number>(38).fill(0),
      500,
      1000,
      1500,
      2000,
      2500,
      3000,
    ]);
  });

  test('as many as its size says', async () => {
    const { clock, take, turns } = bench({ capacity: 2, refillPerSecond: 10 });
    await clock.run(Promise.all(['a', 'b', 'c', 'd'].map((name) => take(name))));
    expect(turns).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 100],
      ['d', 200],
    ]);
  });

  test('no more after a long rest than it holds', async () => {
    const { clock, take, turns } = bench({ capacity: 2, refillPerSecond: 1 });
    await clock.advance(1_000_000);
    await clock.run(Promise.all(['a', 'b', 'c'].map((name) => take(name))));
    expect(turns.map(([, atMs]) => atMs - 1_000_000)).toEqual([0, 0, 1000]);
  });

  test('what has flowed in meanwhile, to the millisecond', async () => {
    const { clock, take, turns } = bench({ capacity: 1, refillPerSecond: 3 });
    await take('a');
    await clock.advance(200);
    await clock.run(take('b'));
    expect(turns).toEqual([
      ['a', 0],
      ['b', 334],
    ]);
  });

  test('without a timer where nobody waits', async () => {
    const { clock, take } = bench();
    await take('a');
    expect(clock.timers).toBe(0);
  });

  test('with one timer, however many wait', async () => {
    const { clock, take } = bench({ capacity: 1 });
    const all = Promise.all(Array.from({ length: 10 }, (_, index) => take(`${index}`)));
    expect(clock.timers).toBe(1);
    await clock.run(all);
    expect(clock.timers).toBe(0);
  });
});

describe('who comes first is served first', () => {
  test('by one bucket for all', async () => {
    const { clock, take, turns } = bench({ capacity: 1 });
    const names = Array.from({ length: 20 }, (_, index) => `${index}`);
    await clock.run(Promise.all(names.map((name) => take(name))));
    expect(turns.map(([name]) => name)).toEqual(names);
  });

  test('also where a later one needs less than the one before it', async () => {
    const { clock, take, turns } = bench({ capacity: 3 });
    await take('all', { requests: 3 });
    await clock.run(Promise.all([take('two', { requests: 2 }), take('one')]));
    expect(turns).toEqual([
      ['all', 0],
      ['two', 1000],
      ['one', 1500],
    ]);
  });
});

test('a timer that is late lets nobody overtake', async () => {
  let time = 0;
  let fire = (): void => {};
  const setTimer = (callback: () => void): (() => void) => {
    fire = callback;
    return () => {};
  };
  const bucket = createTokenBucket({ capacity: 2, clock: { now: () => time, setTimer } });
  await bucket.acquire({ requests: 2 });
  const turns: string[] = [];
  const take = async (name: string): Promise<void> => {
    await bucket.acquire();
    turns.push(name);
  };
  const first = take('first');
  time = 60_000;
  const second = take('second');
  await Promise.resolve();
  fire();
  await Promise.all([first, second]);
  expect(turns).toEqual(['first', 'second']);
});

describe('several requests that go together', () => {
  test('are let through together, when there is room for all of them', async () => {
    const { clock, take, turns } = bench({ capacity: 4, refillPerSecond: 1 });
    await take('three', { requests: 3 });
    await clock.run(take('two', { requests: 2 }));
    expect(turns).toEqual([
      ['three', 0],
      ['two', 1000],
    ]);
  });

  test('count as many as they are', async () => {
    const { clock, take, turns } = bench({ capacity: 2, refillPerSecond: 1 });
    await clock.run(Promise.all([take('two', { requests: 2 }), take('next')]));
    expect(turns).toEqual([
      ['two', 0],
      ['next', 1000],
    ]);
  });
});

describe('one that gives up waiting', () => {
  test('leaves the queue, and those behind it move up', async () => {
    const { clock, take, turns } = bench({ capacity: 1 });
    const controller = new AbortController();
    await take('first');
    const left = take('left', { signal: controller.signal }).catch((reason: unknown) => reason);
    const next = take('next');
    await clock.advance(100);
    controller.abort('enough');
    expect(await left).toBe('enough');
    await clock.run(next);
    expect(turns).toEqual([
      ['first', 0],
      ['next', 500],
    ]);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test('from the middle of the queue changes nothing for those before it', async () => {
    const { clock, take, turns } = bench({ capacity: 1 });
    const controller = new AbortController();
    await take('first');
    const before = take('before');
    const left = take('left', { requests: 5, signal: controller.signal }).catch(() => {});
    const behind = take('behind');
    controller.abort();
    await clock.run(Promise.all([before, left, behind]));
    expect(turns.slice(1)).toEqual([
      ['before', 500],
      ['behind', 1000],
    ]);
  });

  test('is not counted in what those behind it are told', async () => {
    const { clock, take } = bench({ capacity: 1 });
    const controller = new AbortController();
    await take('first');
    const left = take('left', { requests: 5, signal: controller.signal }).catch(() => {});
    controller.abort();
    await left;
    const told: number[] = [];
    const next = take('next', { onWait: (waitMs) => told.push(waitMs) });
    await clock.run(next);
    const after = take('after', { onWait: (waitMs) => told.push(waitMs) });
    await clock.run(after);
    expect(told).toEqual([500, 500]);
  });

  test('leaves no timer where nobody else waits', async () => {
    const { clock, take } = bench({ capacity: 1 });
    const controller = new AbortController();
    await take('first');
    const left = take('left', { signal: controller.signal }).catch(() => {});
    controller.abort();
    await left;
    expect(clock.timers).toBe(0);
  });

  test('before it begins takes nothing', async () => {
    const { clock, take, turns } = bench({ capacity: 1 });
    await expect(take('left', { signal: AbortSignal.abort('gone') })).rejects.toBe('gone');
    await clock.run(take('next'));
    expect(turns).toEqual([['next', 0]]);
  });
});

test('a clock that is set back does not make a bucket wait for the time to come again', async () => {
  const HOUR_MS = 3_600_000;
  const inner = createVirtualClock();
  let offsetMs = 0;
  const clock = {
    now: (): number => inner.now() + offsetMs,
    setTimer: (callback: () => void, delayMs: number) => inner.setTimer(callback, delayMs),
  };
  const bucket = createTokenBucket({ capacity: 1, clock });
  await bucket.acquire();
  const told: number[] = [];
  const onWait = (waitMs: number): number => told.push(waitMs);
  const queued = bucket.acquire({ onWait });
  offsetMs = -HOUR_MS;
  const behind = bucket.acquire({ onWait });
  await inner.run(Promise.all([queued, behind]));
  bucket.drain(1000);
  offsetMs -= HOUR_MS;
  await inner.run(bucket.acquire({ onWait }));

  expect(told).toEqual([500, 1000, 1000]);
  expect(inner.timers).toBe(0);
});
