import { expect, test } from 'vitest';
import type { InventoryStore } from '../../src/store/index.ts';
import { openShop, quote, startProcess, units } from './shop.ts';

/** A thousand holds that are over at the same time, on any store. */
export function testManyExpiries(name: string, open: () => Promise<InventoryStore>): void {
  test(`1,000 holds on ${name} that expire in one go are released together, in a few requests`, async () => {
    const store = await open();
    const fake = openShop(2_000);
    const holds = startProcess(fake, store);
    const keys = Array.from({ length: 1_000 }, (_, index) => `q${index}`);
    await Promise.all(keys.map((key) => holds.hold(quote(key))));
    // Each counts from its own step, however long the others take.
    for (const key of keys) await holds.extend(key, new Date(Date.now() + 1_000));
    const before = fake.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 1_020));
    const { released } = await holds.releaseExpired();

    expect(released).toHaveLength(1_000);
    expect(units(fake)).toEqual([2_000, 0, 2_000]);
    expect(fake.requests.length - before).toBeLessThanOrEqual(12);
    await store.close();
  });
}
