import { describe, expect, test } from 'vitest';
import { adjustAll, syncStock } from '../../src/sync/index.ts';
import type { SyncProgress } from '../../src/sync/index.ts';
import { jumpingClock } from '../base/jumping-clock.ts';
import { BERLIN, levelsOf, openShop, refusal } from './shop.ts';
import type { Middle } from './shop.ts';

const DAY = 86_400_000;
const BACK = [-DAY, -3_600_000, -40_000];
const FORWARD = [40_000, DAY];

/** A shop with levels of 1 unit, on a clock that can be set. */
function shopOn(levels: number, middle: (jump: (byMs: number) => void) => Middle) {
  const { clock, virtual, jump } = jumpingClock();
  const shop = openShop(levelsOf(Array.from({ length: levels }, () => 1)), {
    clock: virtual,
    client: { clock },
    latencyMs: 100,
    middle: middle(jump),
  });
  const desired = Array.from({ length: levels }, (_, index) => ({
    variantId: String(index + 1),
    locationId: BERLIN,
    available: 9,
  }));
  const sync = (onProgress?: (progress: SyncProgress) => void) =>
    shop.run(syncStock(shop.client, desired, { maxChangedShare: 1, onProgress }));
  return { ...shop, sync };
}

/** The methods of the requests, such as `GET PUT`. */
function methods({ asked }: { readonly asked: readonly string[] }): string {
  return asked.map((request) => request.slice(0, 3)).join(' ');
}

describe.each(BACK)('where the clock is set by %i ms', (byMs) => {
  test('during a pause, no write goes out on the reading before it', async () => {
    const shop = shopOn(1, (jump) => ({ index, pass }) => {
      if (index !== 1) return pass();
      jump(byMs);
      return refusal(429, { 'Retry-After': '60' });
    });
    expect(await shop.sync()).toMatchObject({ applied: 1 });
    // The page, the write that was refused, a reading that compares, and the write.
    expect(methods(shop)).toBe('GET PUT GET PUT');
  });

  test('in a long pause of its own, no write goes out on the reading before it', async () => {
    const shop = shopOn(1, (jump) => ({ index, pass }) => {
      if (index !== 1) return pass();
      shop.clock.setTimer(() => jump(byMs), 30_000);
      return refusal(429, { 'Retry-After': '60' });
    });
    expect(await shop.sync()).toMatchObject({ applied: 1 });
    expect(methods(shop)).toBe('GET PUT GET PUT');
  });

  test('all is written, and what is young is read again once', async () => {
    const shop = shopOn(60, (jump) => ({ index, pass }) => {
      if (index === 20) jump(byMs);
      return pass();
    });
    expect(await shop.sync()).toMatchObject({ applied: 60, left: [] });
    expect(shop.asked.length).toBeLessThanOrEqual(1 + 60 + 20);
  });
});

test.each([...BACK, ...FORWARD])(
  'progress goes on without a time below 0 where the clock is set by %i ms',
  async (byMs) => {
    const seen: SyncProgress[] = [];
    const shop = shopOn(30, (jump) => ({ index, pass }) => {
      if (index === 12) jump(byMs);
      return pass();
    });
    await shop.sync((progress) => seen.push(progress));
    const times = seen.flatMap(({ etaMs, waitingMs }) => [etaMs ?? 0, waitingMs]);
    expect(Math.min(...times)).toBe(0);
    expect(seen.at(-1)).toMatchObject({ done: 30, etaMs: 0 });
  },
);

test.each(FORWARD)('a clock that is set by %i ms costs a reading, no more', async (byMs) => {
  const shop = shopOn(1, (jump) => ({ index, pass }) => {
    if (index !== 0) return pass();
    return pass().then((answer) => {
      jump(byMs);
      return answer;
    });
  });
  expect(await shop.sync()).toMatchObject({ applied: 1 });
  expect(shop.asked.length).toBeLessThanOrEqual(4);
});

test.each([...BACK, ...FORWARD])(
  'adjustAll goes on where the clock is set by %i ms',
  async (byMs) => {
    const shop = shopOn(20, (jump) => ({ index, pass }) => {
      if (index === 5) jump(byMs);
      return pass();
    });
    const lines = Array.from({ length: 20 }, (_, index) => ({
      variantId: String(index + 1),
      locationId: BERLIN,
      by: { onHand: 1 },
    }));
    const startedAt = shop.clock.now();
    expect(await shop.run(adjustAll(shop.client, lines))).toMatchObject({ applied: 20 });
    expect(shop.clock.now() - startedAt).toBeLessThan(30_000);
  },
);
