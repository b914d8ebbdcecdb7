import { expect, test } from 'vitest';
import { InventoryClient, OutcomeUnknownError, StaleReadError } from '../../src/index.ts';
import type { Clock, Fault } from '../../src/testing/index.ts';
import { serve } from './served.ts';
import type { Served } from './served.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };

/** Sockets know no virtual time, so the time of client and fake goes by fifty times as fast. */
const HASTE = 50;
const hasty: Clock = {
  now: () => Date.now() * HASTE,
  setTimer: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs / HASTE);
    return () => clearTimeout(timer);
  },
};

/** A client at a fake behind real sockets; what is to happen in between happens after a lost write. */
async function scene(
  between: (served: Served) => void = () => {},
): Promise<{ served: Served; client: InventoryClient }> {
  const served = await serve({}, { clock: hasty });
  const client = new InventoryClient({
    baseUrl: served.url,
    accessToken: 'test-token',
    clock: hasty,
    fetch: async (url, init) => {
      try {
        return await fetch(url, init);
      } catch (error) {
        between(served);
        throw error;
      }
    },
  });
  return { served, client };
}

/** Waits until whatever was late has arrived. */
function arrival(): Promise<void> {
  return new Promise((resolve) => {
    hasty.setTimer(resolve, 12_000);
  });
}

test('takes each unit once where a reading shows what was', async () => {
  const { served, client } = await scene();
  await client.adjust({ ...PLACE, by: { available: -1 } });
  served.fake.faults.add({ fault: { kind: 'stale-read' }, times: 2 });

  await client.adjust({ ...PLACE, by: { available: -1 } });
  expect(served.available()).toBe(10);
});

test('writes nothing where readings stay old', async () => {
  const { served, client } = await scene();
  await client.adjust({ ...PLACE, by: { available: -1 } });
  served.fake.faults.add({ fault: { kind: 'stale-read' }, times: 20 });

  const call = client.adjust({ ...PLACE, by: { available: -1 } });
  await expect(call).rejects.toBeInstanceOf(StaleReadError);
  expect(served.available()).toBe(11);
});

const LOST: readonly Fault[] = [
  { kind: 'cut-after' },
  { kind: 'cut-before' },
  { kind: 'late', ms: 50 },
  { kind: 'late', ms: 3000 },
];

test.each(LOST)('counts units once where the answer to a write is lost: %o', async (fault) => {
  const { served, client } = await scene();
  served.fake.faults.add({ fault, operation: 'adjust' });
  const before = served.available() ?? 0;

  await client.adjust({ ...PLACE, by: { onHand: -1 } });
  await arrival();
  expect(served.available()).toBe(before - 1);
});

const order = ({ fake }: Served): unknown =>
  fake.orders.place({ orderId: '77', lines: [{ ...PLACE, quantity: 4 }] });

test('sells an order’s units once, whether the write arrives late or not', async () => {
  const { served, client } = await scene(order);
  served.fake.faults.add({ fault: { kind: 'late', ms: 5000 }, operation: 'adjust' });

  await client.adjust({ ...PLACE, by: { onHand: -1 } });
  await arrival();
  expect(served.fake.level(PLACE.variantId, PLACE.locationId)).toMatchObject({
    available: 7,
    committed: 7,
    onHand: 14,
  });
});

test('says that nobody knows where an order came between and available is sent', async () => {
  const { served, client } = await scene(order);
  served.fake.faults.add({ fault: { kind: 'late', ms: 5000 }, operation: 'adjust' });

  const call = client.adjust({ ...PLACE, by: { available: -1 } });
  await expect(call).rejects.toBeInstanceOf(OutcomeUnknownError);
});
