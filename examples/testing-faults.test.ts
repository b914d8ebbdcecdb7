// How an app proves that it survives a bad connection: faults are scripted, and waiting costs no time.
import { InventoryClient, OutcomeUnknownError } from 'genstore-inventory';
import { createInventoryFake, createVirtualClock } from 'genstore-inventory/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';

const place = { variantId: '107362030756584', locationId: '50002' };

/** The code under test: takes a broken unit off the shelf, and asks for help where it cannot tell. */
async function takeOut(inventory: InventoryClient): Promise<number | 'please check'> {
  try {
    const level = await inventory.adjust({ ...place, by: { onHand: -1 } });
    return level.available;
  } catch (error) {
    if (error instanceof OutcomeUnknownError) return 'please check';
    throw error;
  }
}

const clock = createVirtualClock();
const fake = createInventoryFake({
  shop: 'acme',
  accessToken: 'test-token',
  seed: { levels: [{ ...place, available: 10 }] },
  clock,
});
let inventory: InventoryClient;

beforeEach(() => {
  inventory = new InventoryClient(fake.clientOptions);
});
afterEach(fake.verifyAndReset);

test('a unit whose answer is lost is taken out once', async () => {
  fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });

  expect(await clock.run(takeOut(inventory))).toBe(9);
  expect(fake.requests.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET']);
  expect(fake.ledger()).toHaveLength(1);
});

test('a platform that is down for a moment is waited for', async () => {
  fake.faults.add({ fault: { kind: 'status', status: 503 }, times: 2 });
  fake.faults.add({ fault: { kind: 'rate-limited', retryAfter: 20 } });

  expect(await clock.run(takeOut(inventory))).toBe(9);
});

test('an order that comes in beside a lost answer leaves no doubt', async () => {
  fake.faults.add({ operation: 'adjust', fault: { kind: 'delay', ms: 60_000 } });
  const taken = takeOut(inventory);
  await clock.advance(10_000);
  fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 2 }] });

  expect(await clock.run(taken)).toBe(7);
});

test('units that arrive beside a lost answer make the outcome unknown', async () => {
  fake.faults.add({ operation: 'adjust', fault: { kind: 'delay', ms: 60_000 } });
  const taken = takeOut(inventory);
  await clock.advance(10_000);
  fake.stock.adjust({ ...place, deltas: { onHand: 5 } });

  expect(await clock.run(taken)).toBe('please check');
  expect(fake.level(place.variantId, place.locationId)).toMatchObject({ available: 15 });
});
