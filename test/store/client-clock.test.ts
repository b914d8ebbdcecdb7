import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { writesOf } from '../../src/store/define-store.ts';
import { memoryStore } from '../../src/store/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import { jumpingClock } from '../base/jumping-clock.ts';

const PLACE = { variantId: '1', locationId: '7' };
const HOUR = 3_600_000;

test('by the system’s clock, waits are measured by one that nobody can set', () => {
  const shop = { shop: 'acme', accessToken: 'test-token' };
  const { carrier } =
    writesOf(new InventoryClient({ ...shop, store: memoryStore() }))?.writer ?? {};
  const before = carrier?.monotonic() ?? NaN;
  const later = Date.now() + HOUR;
  const spy = vi.spyOn(Date, 'now').mockReturnValue(later);
  onTestFinished(() => spy.mockRestore());
  expect(carrier?.clock.now()).toBe(later);
  expect((carrier?.monotonic() ?? NaN) - before).toBeLessThan(HOUR / 2);
});

describe.each([-24 * HOUR, -HOUR, HOUR, 24 * HOUR])(
  'a process whose clock is set by %i ms while it writes by way of a store',
  (byMs) => {
    /** Sixty lines on levels of their own, of a bucket of forty, and a clock set in the middle. */
    const work = async (): Promise<{ onHand: number[]; seconds: number; refused: number }> => {
      const { clock, virtual, jump } = jumpingClock();
      const levels = Array.from({ length: 60 }, (_, index) => ({
        ...PLACE,
        variantId: String(index),
        available: 10,
      }));
      const shop = { shop: 'acme', accessToken: 'test-token' };
      const fake = createInventoryFake({ ...shop, clock: virtual, seed: { levels } });
      const store = memoryStore({ clock: virtual });
      const client = new InventoryClient({ ...shop, fetch: fake.fetch, clock, store });
      const openedAt = virtual.now();
      virtual.setTimer(() => jump(byMs), 5_000);
      const calls = levels.map(({ variantId, locationId }) =>
        client.adjust(
          { variantId, locationId, by: { onHand: -1 } },
          { idempotencyKey: variantId, priority: 'background' },
        ),
      );
      await virtual.run(Promise.all(calls));
      return {
        onHand: fake.levels().map(({ onHand }) => onHand),
        seconds: (virtual.now() - openedAt) / 1000,
        refused: fake.requests.filter(({ status }) => status === 429).length,
      };
    };

    test('carries each line out once, causes no 429, and waits no longer', async () => {
      const { onHand, seconds, refused } = await work();

      expect(onHand).toEqual(Array.from({ length: 60 }, () => 9));
      expect(refused).toBe(0);
      expect(seconds).toBeLessThan(90);
    });
  },
);
