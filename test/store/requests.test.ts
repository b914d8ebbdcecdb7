import { expect, test } from 'vitest';
import type { Intent, NewIntent, Priority } from '../../src/store/intent.ts';
import { carryOut, openShop } from '../simulate/shop.ts';
import type { Shop } from '../simulate/shop.ts';

const SETTINGS = {
  shop: 'acme',
  inFlightMs: 60_000,
  sendDeadlineMs: 5_000,
  leaseMs: 10_000,
  maxAgeMs: 2_000,
  wantedMs: 60_000,
  requestMs: 15_000,
  concurrency: 4,
};

function shopOf(levels: number, units: number): Shop {
  return openShop({
    seed: 1,
    settings: SETTINGS,
    levels: Array.from({ length: levels }, (_, index) => ({
      variantId: `${index}`,
      locationId: '7',
      units,
    })),
  });
}

function take(
  name: string,
  count: number,
  levels: number,
  priority: Priority = 'background',
): NewIntent[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `${name}-${index}`,
    priority,
    content: {
      kind: 'by',
      variantId: `${index % levels}`,
      locationId: '7',
      values: { onHand: -1 },
    },
  }));
}

function states(intents: readonly Intent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of intents) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

test('800 lines on 20 levels take 25 requests at the most', async () => {
  const shop = shopOf(20, 1_000);
  const ended = await shop.run(carryOut(shop.start(), take('a', 800, 20)));
  expect(states(ended)).toEqual({ applied: 800 });
  expect(shop.platform.read({ variantId: '3', locationId: '7' })?.onHand).toBe(960);
  expect(shop.network.requests()).toBeLessThanOrEqual(25);
  expect(shop.violations.first()).toBeUndefined();
});

test('10,000 lines on 1,000 levels take 1,340 requests at the most, on young readings', async () => {
  const shop = shopOf(1_000, 1_000);
  const ended = await shop.run(carryOut(shop.start(), take('a', 10_000, 1_000)));
  expect(states(ended)).toEqual({ applied: 10_000 });
  expect(shop.network.requests()).toBeLessThanOrEqual(1_340);
  // Each write that leaves is checked against the age of its reading.
  expect(shop.violations.first()).toBeUndefined();
});

test('1,000 calls on one level in four processes take 60 requests and 5 s at the most', async () => {
  const shop = shopOf(1, 5_000);
  const startedAt = shop.time.now();
  const calls = [1, 2, 3, 4].map((name) =>
    carryOut(shop.start(), take(`p${name}`, 250, 1, 'interactive')),
  );
  const ended = await shop.run(Promise.all(calls));
  expect(states(ended.flat())).toEqual({ applied: 1_000 });
  expect(shop.network.requests()).toBeLessThanOrEqual(60);
  expect(shop.time.now() - startedAt).toBeLessThanOrEqual(5_000);
});

test('of 1,000 calls on the last 10 units exactly 10 succeed', async () => {
  const shop = shopOf(1, 10);
  const calls = [1, 2, 3, 4].map((name) =>
    carryOut(shop.start(), take(`p${name}`, 250, 1, 'interactive')),
  );
  const ended = await shop.run(Promise.all(calls));
  expect(states(ended.flat())).toEqual({ applied: 10, refused: 990 });
  expect(shop.platform.read({ variantId: '0', locationId: '7' })?.onHand).toBe(0);
});

test('an urgent call beside bulk knows within a second', async () => {
  const shop = shopOf(600, 1_000);
  const bulk = carryOut(shop.start(), take('bulk', 5_000, 500));
  const till = shop.start();
  const waits: number[] = [];
  for (let call = 0; call < 30; call += 1) {
    const askedAt = shop.time.now();
    const [intent] = take(`till-${call}`, 600, 600, 'interactive').slice(500 + call);
    if (intent === undefined) throw new Error('no intent');
    await shop.run(carryOut(till, [intent]));
    waits.push(shop.time.now() - askedAt);
    await shop.run(new Promise<void>((resolve) => shop.time.setTimer(resolve, 5_000)));
  }
  await shop.run(bulk);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1_000);
});
