import { expect, test } from 'vitest';
import { InventoryClient, OutcomeUnknownError, StoreError } from '../../src/index.ts';
import { defineStore } from '../../src/store/define-store.ts';
import type { InventoryStore } from '../../src/store/index.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import { createInventoryFake } from '../../src/testing/index.ts';

let shops = 0;
const OPTIONS = { inFlightMs: 2_000, sendDeadlineMs: 500, leaseMs: 600, timeoutMs: 1_000 };
const LINES = 40;
const HOUR = 3_600_000;

/** Carries lines out in two processes, while something happens at the tenth write. */
export async function workThrough(
  open: () => Promise<InventoryStore>,
  happen: () => Promise<void> | void,
): Promise<{ readonly onHand: readonly number[]; readonly seconds: number }> {
  const shop = { shop: `acme-${(shops += 1)}`, accessToken: 'test-token' };
  const levels = Array.from({ length: LINES }, (_, index) => ({
    variantId: String(index),
    locationId: '7',
    available: 10,
  }));
  const fake = createInventoryFake({ ...shop, rateLimit: false, seed: { levels } });
  let writes = 0;
  let happening: Promise<void> | undefined;
  const stores = [await open(), await open()];
  const clients = stores.map(
    (store) =>
      new InventoryClient({
        ...shop,
        ...OPTIONS,
        store,
        rateLimiter: false,
        fetch: (url, init) => {
          const isTenth = init?.method === 'PUT' && (writes += 1) === 10;
          if (isTenth) happening = (async () => happen())();
          return fake.fetch(url, init);
        },
      }),
  );
  const carryOut = async (client: InventoryClient | undefined, id: string): Promise<void> => {
    const sale = { variantId: id, locationId: '7', by: { onHand: -1 } };
    for (;;) {
      try {
        await client?.adjust(sale, { idempotencyKey: id });
        return;
      } catch (error) {
        // Either way the same key finds out, or carries it out.
        const isOfStore = error instanceof StoreError || error instanceof OutcomeUnknownError;
        if (!isOfStore) throw error;
      }
    }
  };
  const beganAt = performance.now();
  await Promise.all(levels.map(({ variantId }, index) => carryOut(clients[index % 2], variantId)));
  const seconds = (performance.now() - beganAt) / 1000;
  await happening;
  await Promise.all(stores.map((store) => store.close()));
  return { onHand: fake.levels().map(({ onHand }) => onHand), seconds };
}

/** What a clock that jumps does to the processes of an engine. */
export function testClock(name: string, stepsAt: (now: () => number) => Promise<StoreSteps>): void {
  test.each([
    ['is set back by a day', -24 * HOUR],
    ['gives way to the clock of a standby, which is an hour ahead', HOUR],
  ])(`while the clock of ${name} %s, each line is carried out once`, async (_, byMs) => {
    let shift = 0;
    const now = (): number => Date.now() + shift;
    const open = async (): Promise<InventoryStore> => defineStore(await stepsAt(now));
    const { onHand, seconds } = await workThrough(open, () => {
      shift = byMs;
    });
    expect(onHand).toEqual(Array.from({ length: LINES }, () => 9));
    expect(seconds).toBeLessThan(20);
  });
}
