import { describe, expect, test } from 'vitest';
import { createTokenBucket } from '../../../src/index.ts';
import type { Priority, TokenBucketOptions } from '../../../src/index.ts';
import { createVirtualClock } from '../../../src/testing/index.ts';
import { failure, PLACE } from '../platform.ts';
import { openShop } from './shop-bucket.ts';

/** A bucket, and the order in which it lets requests through. */
function bench(options: TokenBucketOptions = {}) {
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const bucket = createTokenBucket({ clock, ...options });
  const turns: [name: string, atMs: number][] = [];
  const take = async (name: string, priority: Priority, requests = 1): Promise<void> => {
    await bucket.acquire({ priority, requests });
    turns.push([name, clock.now() - startedAt]);
  };
  return { bucket, clock, take, turns };
}

describe('a request of the background', () => {
  test('leaves the last four to interactive ones', async () => {
    const { clock, take, turns } = bench({ capacity: 20 });
    const background = Array.from({ length: 17 }, () => take('background', 'background'));
    await clock.advance(0);
    expect(turns).toHaveLength(16);
    const interactive = ['a', 'b', 'c', 'd'].map((name) => take(name, 'interactive'));
    await clock.advance(0);
    expect(turns.slice(16).map(([name]) => name)).toEqual(['a', 'b', 'c', 'd']);
    await clock.run(Promise.all([...background, ...interactive]));
    expect(turns.at(-1)).toEqual(['background', 2500]);
  });

  test('waits behind interactive ones that come later', async () => {
    const { clock, take, turns } = bench({ capacity: 1 });
    await take('first', 'interactive');
    await clock.run(
      Promise.all([
        take('b1', 'background'),
        take('b2', 'background'),
        take('i1', 'interactive'),
        take('i2', 'interactive'),
      ]),
    );
    expect(turns.slice(1)).toEqual([
      ['i1', 500],
      ['i2', 1000],
      ['b1', 1500],
      ['b2', 2000],
    ]);
  });

  test('is told the wait behind all that wait, and interactive ones behind their own', async () => {
    const { bucket, clock } = bench({ capacity: 1 });
    await bucket.acquire();
    const waits: number[] = [];
    const ask = (priority: Priority) =>
      bucket.acquire({ priority, onWait: (waitMs) => void waits.push(waitMs) });
    await clock.run(Promise.all([ask('background'), ask('interactive'), ask('background')]));
    expect(waits).toEqual([500, 500, 1500]);
  });

  test('has a turn in the smallest bucket, too', async () => {
    const { clock, take, turns } = bench({ capacity: 1 });
    await clock.run(take('a', 'background', 2));
    expect(turns).toEqual([['a', 500]]);
  });
});

test.each(['urgent', '', null, 0])('a priority that is %o is refused', async (priority) => {
  const { bucket } = bench();
  await expect(bucket.acquire({ priority } as never)).rejects.toMatchObject({
    code: 'invalid-input',
    at: 'priority',
    expected: "'interactive' or 'background'",
  });
});

describe('while a nightly sync is under way', () => {
  test('an interactive adjust waits a second at most, and the sync keeps the bucket', async () => {
    const shop = openShop({ size: 40, perSecond: 2, latencyMs: () => 100 });
    const client = shop.client();
    const by = { available: -1 };
    const requests = 1200;
    const sync = Array.from({ length: 8 }, async () => {
      for (let count = 0; count < requests / 8; count += 1) {
        await client.query({}, { priority: 'background' });
      }
    });
    const waits: number[] = [];
    const shoppers = async (): Promise<void> => {
      for (let count = 0; count < 30; count += 1) {
        await new Promise<void>((resolve) => void shop.clock.setTimer(resolve, 15_000));
        const startedAt = shop.clock.now();
        await client.adjust({ ...PLACE, by });
        waits.push(shop.clock.now() - startedAt);
      }
    };
    await shop.clock.run(Promise.all([...sync, shoppers()]));
    expect(shop.refused).toBe(0);
    // Two requests, on their way for a tenth of a second each.
    expect(Math.max(...waits) - 200).toBeLessThanOrEqual(1000);
    const ideal = (requests + 60 - 40) / 2;
    expect(ideal / ((shop.times.at(-1) ?? 0) / 1000)).toBeGreaterThan(0.97);
  });
});

describe('a call that would have to wait for too long', () => {
  test('of an interactive caller fails at once, and is told where bulk work belongs', async () => {
    const shop = openShop({ size: 40, perSecond: 2 });
    const client = shop.client();
    const calls = Array.from({ length: 300 }, () => client.query());
    const outcomes = await shop.clock.run(Promise.allSettled(calls));
    const failures = outcomes.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as unknown] : [],
    );
    // 38 at once, and 2 a second for the minute that a call may take.
    expect(300 - failures.length).toBeCloseTo(38 + 120, -1);
    expect(failures.at(-1)).toMatchObject({
      code: 'rate-limit',
      retry: 'later',
      attempts: undefined,
    });
    expect(String(failures[0])).toContain('adjustAll');
  });

  test('of the background waits as long as it takes', async () => {
    const shop = openShop({ size: 40, perSecond: 2 });
    const client = shop.client();
    const calls = Array.from({ length: 300 }, () => client.query({}, { priority: 'background' }));
    await shop.clock.run(Promise.all(calls));
    expect(shop.times).toHaveLength(300);
  });

  test('of the background ends at a deadline of its own', async () => {
    const shop = openShop({ size: 40, perSecond: 2 });
    const client = shop.client({ deadlineMs: 10 });
    const { clock } = shop;
    const calls = Array.from({ length: 60 }, () =>
      client.query({}, { priority: 'background' }).then(),
    );
    const late = client.query({}, { priority: 'background', deadlineMs: 1000 });
    expect(await failure(clock, late)).toMatchObject({ code: 'rate-limit' });
    await clock.run(Promise.all(calls));
  });

  test('behind other writes of the level ends after a minute', async () => {
    const shop = openShop({ size: 40, perSecond: 2, latencyMs: () => 2000 });
    const client = shop.client();
    const calls = Array.from({ length: 20 }, () =>
      client.adjust({ ...PLACE, by: { incoming: 1 }, expected: { committed: 0 } }),
    );
    const outcomes = await shop.clock.run(Promise.allSettled(calls));
    const last = outcomes.at(-1);
    expect(last).toMatchObject({
      status: 'rejected',
      reason: { code: 'timeout', timeoutMs: 60_000 },
    });
    expect(String(last?.status === 'rejected' && last.reason)).toContain('adjustAll');
  });
});
