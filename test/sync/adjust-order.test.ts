import { describe, expect, test } from 'vitest';
import { adjustAll } from '../../src/sync/index.ts';
import type { AdjustInput } from '../../src/index.ts';
import { BERLIN, levelsOf, openShop } from './shop.ts';

const set = (variantId: number, available: number): AdjustInput => ({
  variantId: String(variantId),
  locationId: BERLIN,
  set: { available },
});

/** What the platform was told of each variant, in the order in which it was told. */
function written(shop: ReturnType<typeof openShop>): Record<string, number[]> {
  const values: Record<string, number[]> = {};
  for (const { variantId, after } of shop.fake.ledger()) {
    (values[variantId] ??= []).push(after.available);
  }
  return values;
}

/** Answers in an order of its own. */
function withUnevenAnswers(levels: number[]): ReturnType<typeof openShop> {
  const shop = openShop(levelsOf(levels), {
    middle: async ({ index, pass }) => {
      const delay = [900, 10, 400, 0, 700][index % 5] ?? 0;
      await new Promise<void>((resolve) => shop.clock.setTimer(resolve, delay));
      return pass();
    },
  });
  return shop;
}

describe('the lines of one level', () => {
  const lines = Array.from({ length: 30 }, (_, index) => set((index % 3) + 1, index + 1));
  const expected = {
    1: [1, 4, 7, 10, 13, 16, 19, 22, 25, 28],
    2: [2, 5, 8, 11, 14, 17, 20, 23, 26, 29],
    3: [3, 6, 9, 12, 15, 18, 21, 24, 27, 30],
  };

  test.each([1, 2, 8, 30, 1000])(
    'keep their order with a concurrency of %i',
    async (concurrency) => {
      const shop = withUnevenAnswers([0, 0, 0]);
      await shop.run(adjustAll(shop.client, lines, { concurrency }));
      expect(written(shop)).toEqual(expected);
    },
  );

  test('keep their order out of a stream that is not in a hurry', async () => {
    const shop = withUnevenAnswers([0, 0, 0]);
    async function* stream(): AsyncGenerator<AdjustInput> {
      for (const [index, line] of lines.entries()) {
        await new Promise<void>((resolve) => shop.clock.setTimer(resolve, (index % 4) * 50));
        yield line;
      }
    }
    await shop.run(adjustAll(shop.client, stream()));
    expect(written(shop)).toEqual(expected);
  });

  test('add up where they are relative', async () => {
    const shop = withUnevenAnswers([0]);
    const steps = Array.from({ length: 25 }, (_, index) => ({
      variantId: '1',
      locationId: BERLIN,
      by: { available: index + 1 },
    }));
    await shop.run(adjustAll(shop.client, steps));
    expect(shop.fake.level('1', BERLIN)?.available).toBe(325);
  });
});

describe('the concurrency', () => {
  test.each([1, 3, 8])('of %i is reached and not exceeded', async (concurrency) => {
    let underWay = 0;
    let most = 0;
    const shop = openShop(levelsOf(Array.from({ length: 20 }, () => 0)), {
      middle: async ({ pass }) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise<void>((resolve) => shop.clock.setTimer(resolve, 1000));
        underWay -= 1;
        return pass();
      },
    });
    const lines = Array.from({ length: 20 }, (_, index) => set(index + 1, 1));
    await shop.run(adjustAll(shop.client, lines, { concurrency }));
    expect(most).toBe(concurrency);
  });

  test('counts levels, 1,000 at a time unless it is given, whose lines go together', async () => {
    const shop = openShop(levelsOf(Array.from({ length: 1200 }, () => 0)), {
      latencyMs: 10_000,
      client: { rateLimiter: false },
    });
    const lines = Array.from({ length: 2400 }, (_, index) => set((index % 1200) + 1, 1));
    const call = adjustAll(shop.client, lines);
    await shop.clock.advance(5000);
    expect(shop.asked).toHaveLength(1000);
    await shop.run(call);
  });

  test('counts lines, 8 at a time unless it is given, where each is a write of its own', async () => {
    const shop = openShop(levelsOf(Array.from({ length: 20 }, () => 0)), { latencyMs: 10_000 });
    const lines = Array.from({ length: 20 }, (_, index) => set(index + 1, 1));
    const call = adjustAll(shop.client, lines, { coalesce: false });
    await shop.clock.advance(5000);
    expect(shop.asked).toHaveLength(8);
    await shop.run(call);
  });
});
