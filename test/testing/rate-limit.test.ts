import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenBucket, InventoryClient } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { Fault, InventoryFake, RetryAfterForm } from '../../src/testing/index.ts';
import { openFake, send, testClock } from './shop.ts';

/** The statuses of as many queries. */
async function statusesOf(
  fake: InventoryFake,
  count: number,
  token = 'test-token',
): Promise<number[]> {
  const headers = { 'X-Genstore-Access-Token': token };
  const statuses = [];
  for (let i = 0; i < count; i += 1) {
    statuses.push((await send(fake, 'GET', '/inventory?limit=1', undefined, headers)).status);
  }
  return statuses;
}

/** How many of a number of queries pass. */
async function passing(fake: InventoryFake, count: number, token?: string): Promise<number> {
  return (await statusesOf(fake, count, token)).filter((status) => status === 200).length;
}

describe('the bucket', () => {
  test('is on unless it is switched off, and holds 40', async () => {
    const clock = testClock();

    expect(await passing(openFake({ clock, rateLimit: {} }), 45)).toBe(40);
    expect(await passing(openFake({ clock, rateLimit: false }), 100)).toBe(100);
  });

  test('is refilled by 2 a second, of the clock of the fake, up to what it holds', async () => {
    const clock = testClock();
    const fake = openFake({ clock, rateLimit: {} });
    const passed = [await passing(fake, 41)];
    for (const ms of [499, 1, 500, 1000, 20_000, 3_600_000]) {
      await clock.advance(ms);
      passed.push(await passing(fake, 45));
    }

    expect(passed).toEqual([40, 0, 1, 1, 2, 40, 40]);
  });

  test('lets pass what a bucket lets pass that is counted drop by drop', async () => {
    const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(900)), { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(gaps, fc.integer({ min: 1, max: 8 }), async (waits, capacity) => {
        const clock = testClock();
        const fake = openFake({ clock, rateLimit: { capacity } });
        // Two thousandths of a request drip in each millisecond.
        let drops = capacity * 1000;
        for (const ms of waits) {
          await clock.advance(ms);
          drops = Math.min(capacity * 1000, drops + 2 * ms);
          const expected = drops >= 1000 ? 200 : 429;
          if (expected === 200) drops -= 1000;
          expect(await statusesOf(fake, 1)).toEqual([expected]);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('takes another size', async () => {
    const clock = testClock();
    const fake = openFake({ clock, rateLimit: { capacity: 3, refillPerSecond: 0.5 } });
    const passed = [await passing(fake, 5)];
    for (const ms of [1999, 1, 4000]) {
      await clock.advance(ms);
      passed.push(await passing(fake, 5));
    }

    expect(passed).toEqual([3, 0, 1, 2]);
  });

  test('refuses with 429 and the seconds to wait, after which it lets one pass', async () => {
    const clock = testClock();
    const fake = openFake({ clock, rateLimit: {} });
    await statusesOf(fake, 40);
    const waits = [];
    for (const ms of [0, 100, 50, 349]) {
      await clock.advance(ms);
      const reply = await send(fake, 'GET', '/inventory');
      waits.push(reply.headers.get('Retry-After'));
      expect(reply.status).toBe(429);
    }
    await clock.advance(1);

    expect(waits).toEqual(['1', '1', '1', '1']);
    expect(await statusesOf(fake, 1)).toEqual([200]);
  });

  test.each<[form: RetryAfterForm | undefined, waits: (string | null)[]]>([
    [undefined, ['4', '4', '1']],
    ['seconds', ['4', '4', '1']],
    ['fraction', ['4', '3.5', '0.001']],
    [
      'date',
      [
        'Sun, 01 Mar 2026 10:00:04 GMT',
        'Sun, 01 Mar 2026 10:00:04 GMT',
        'Sun, 01 Mar 2026 10:00:04 GMT',
      ],
    ],
    ['none', [null, null, null]],
  ])('tells when to come again in the form %s', async (retryAfter, expected) => {
    const clock = testClock();
    const size = { capacity: 1, refillPerSecond: 0.25 };
    const fake = openFake({ clock, rateLimit: { ...size, retryAfter } });
    await statusesOf(fake, 1);
    const waits = [];
    for (const ms of [0, 500, 3499]) {
      await clock.advance(ms);
      const reply = await send(fake, 'GET', '/inventory');
      waits.push(reply.headers.get('Retry-After'));
      expect(reply.status).toBe(429);
    }

    expect(waits).toEqual(expected);
  });

  test('says in words how long to wait', async () => {
    const fake = openFake({ rateLimit: { capacity: 1 } });
    await statusesOf(fake, 1);

    expect((await send(fake, 'GET', '/inventory')).body).toEqual({
      error: 'Too many requests: the next one may come in 0.5 seconds',
    });
  });

  test('is told in every answer of the platform, and in none where there is no bucket', async () => {
    const fake = openFake({ rateLimit: { capacity: 400, refillPerSecond: 40 } });
    const told = async (path: string, token = 'test-token'): Promise<string | null> => {
      const headers = { 'X-Genstore-Access-Token': token };
      const reply = await send(fake, 'GET', path, undefined, headers);
      return reply.headers.get('X-Genstore-Shop-Api-Rate-Limit');
    };

    expect(await told('/inventory')).toBe('1/400');
    expect(await told('/orders')).toBe('2/400');
    expect(await told('/inventory', 'stranger')).toBeNull();
    fake.faults.add({ fault: { kind: 'status', status: 503 } });
    expect(await told('/inventory')).toBeNull();
    expect(await told('/inventory')).toBe('3/400');
    const unlimited = await send(openFake(), 'GET', '/inventory');
    expect(unlimited.headers.get('X-Genstore-Shop-Api-Rate-Limit')).toBeNull();
  });

  test('is one for each token, and none for a token that is not valid', async () => {
    const fake = openFake({ rateLimit: {}, accessTokens: { other: ['read_inventory'] } });

    expect(await passing(fake, 41)).toBe(40);
    expect(await passing(fake, 41, 'other')).toBe(40);
    expect(new Set(await statusesOf(fake, 60, 'stranger'))).toEqual(new Set([401]));
  });

  test('counts requests that are refused for something else, but not those that it refuses', async () => {
    const fake = openFake({ rateLimit: { capacity: 3 } });
    const statuses = [];
    for (const path of [
      '/orders',
      '/inventory?limit=0',
      '/inventory',
      '/inventory',
      '/inventory',
    ]) {
      statuses.push((await send(fake, 'GET', path)).status);
    }

    expect(statuses).toEqual([404, 400, 200, 429, 429]);
  });

  test('is full again after a reset, as it was after a restore, and its own in a fork', async () => {
    const fake = openFake({ rateLimit: {} });
    await statusesOf(fake, 30);
    const snapshot = fake.snapshot();
    const fork = fake.fork();
    expect([await passing(fake, 45), await passing(fork, 45)]).toEqual([10, 10]);
    fake.restore(snapshot);
    expect(await passing(fake, 45)).toBe(10);
    fake.reset();
    expect(await passing(fake, 45)).toBe(40);
  });

  test('is full when the clock was set back, as runners do with the date', async () => {
    let now = Date.parse('2026-03-01T10:00:00Z');
    const clock = { ...testClock(), now: () => now };
    const fake = openFake({ clock, rateLimit: { capacity: 3 } });
    await statusesOf(fake, 3);
    now = Date.parse('2020-01-01T00:00:00Z');

    expect(await passing(fake, 5)).toBe(3);
  });

  test.each<[fault: Fault, passing: number]>([
    [{ kind: 'cut-before' }, 40],
    [{ kind: 'status', status: 503 }, 40],
    [{ kind: 'cut-after' }, 39],
    [{ kind: 'malformed' }, 39],
  ])('counts a request that meets %j where it reaches the platform', async (fault, left) => {
    const fake = openFake({ rateLimit: {} });
    fake.faults.add({ operation: 'adjust', fault });
    const body = '{"inventory":{"locationId":"50002","available":7}}';
    await send(fake, 'PUT', '/inventory/107362030756584', body).catch(() => {});

    expect(await passing(fake, 45)).toBe(left);
  });

  test('counts a request when it arrives, however long it is held up', async () => {
    const clock = testClock();
    const fake = openFake({ clock, rateLimit: { capacity: 2 } });
    fake.faults.add({ fault: { kind: 'delay', ms: 60_000 }, times: 2 });
    const late = [1, 2].map(() => send(fake, 'GET', '/inventory'));
    await clock.advance(59_999);
    expect(await passing(fake, 3)).toBe(2);
    await clock.advance(1);

    expect((await Promise.all(late)).map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('a client that paces itself by the same rule on the same clock is never refused:', () => {
  test.each([
    ['the platform, one by one', {}, 1],
    ['the platform, 20 at a time', {}, 20],
    ['a rate that is no whole number of milliseconds', { capacity: 7, refillPerSecond: 3 }, 5],
    ['a slow rate', { capacity: 2, refillPerSecond: 0.3 }, 3],
    ['a fast rate', { capacity: 100, refillPerSecond: 1700 }, 50],
  ])('%s', async (_, size, atOnce) => {
    const clock = createVirtualClock();
    const fake = openFake({ clock, rateLimit: size });
    const rateLimiter = createTokenBucket({ ...size, clock });
    const { shop, accessToken, fetch } = fake;
    const client = new InventoryClient({ shop, accessToken, fetch, clock, rateLimiter });
    let left = 500;
    const work = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await client.query({ limit: 1 });
      }
    };
    await clock.run(Promise.all(Array.from({ length: atOnce }, work)));

    expect(fake.requests).toHaveLength(500);
    expect(fake.requests.filter(({ status }) => status !== 200)).toEqual([]);
  });
});
