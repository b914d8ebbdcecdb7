import { describe, expect, test } from 'vitest';
import { createTokenBucket } from '../../src/index.ts';
import type { InventoryClient } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { FakeSeed, InventoryFake, VirtualClock } from '../../src/testing/index.ts';
import { idealMs, limitFetch } from './platform-bucket.ts';
import type { LimitedFetch } from './platform-bucket.ts';
import { openClient, openFake, PLACE, SEED, START } from './shop.ts';

const REQUESTS = 10_000;
const OPTIONS = { timeout: 60_000 };

interface Limited {
  readonly clock: VirtualClock;
  readonly fake: InventoryFake;
  readonly platform: LimitedFetch;
  readonly clients: readonly InventoryClient[];
}

/** Opens clients that share a limiter, and a platform that counts for itself. */
function open(clientCount: number, seed: FakeSeed = SEED, latencyMs = 0): Limited {
  const clock = createVirtualClock(START);
  const fake = openFake(clock, seed);
  const platform = limitFetch(fake.fetch, clock.now);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (latencyMs > 0) await new Promise<void>((resolve) => clock.setTimer(resolve, latencyMs));
    return platform.fetch(input, init);
  };
  const rateLimiter = createTokenBucket({ clock });
  const clients = Array.from({ length: clientCount }, () =>
    openClient(clock, fetch, { rateLimiter }),
  );
  return { clock, fake, platform, clients };
}

/** Expects that nothing was refused, and that next to no time was lost. */
function expectFullUse({ clock, platform }: Limited): void {
  const elapsed = clock.now() - START;

  expect(platform.count).toEqual({ requests: REQUESTS, refused: 0 });
  expect(elapsed).toBeGreaterThanOrEqual(idealMs(REQUESTS));
  expect(elapsed).toBeLessThanOrEqual(1.01 * idealMs(REQUESTS));
  expect(clock.timers).toBe(0);
}

describe('10,000 requests use the bucket to the full, and none is refused', () => {
  test.each([
    { clients: 1, latencyMs: 0 },
    { clients: 4, latencyMs: 0 },
    { clients: 4, latencyMs: 120 },
  ])('$clients clients, answers after $latencyMs ms', OPTIONS, async ({ clients, latencyMs }) => {
    const limited = open(clients, SEED, latencyMs);
    const each = REQUESTS / clients;
    const calls = limited.clients.flatMap((client) =>
      Array.from({ length: each }, () => client.query({ limit: 1 })),
    );
    await limited.clock.run(Promise.all(calls));

    expectFullUse(limited);
  });

  test('5,000 adjustments, which read and write', OPTIONS, async () => {
    const places = Array.from({ length: 250 }, (_, index) => ({
      variantId: `${1000 + index}`,
      locationId: '50002',
    }));
    const limited = open(1, { levels: places });
    const calls = limited.clients.flatMap((client) =>
      Array.from({ length: 20 * places.length }, (_, index) => {
        const [place = PLACE] = places.slice(index % places.length);
        // With an expectation each call is a write of its own; without, those of a level join.
        const expected = { available: Math.floor(index / places.length) };
        return client.adjust({ ...place, by: { available: 1 }, expected });
      }),
    );
    await limited.clock.run(Promise.all(calls));

    expectFullUse(limited);
    expect(limited.fake.levels().every(({ available }) => available === 20)).toBe(true);
  });
});
