// How an app tests its own code: msw catches the app's requests, and the fake answers them.
import { InventoryClient } from 'genstore-inventory';
import { inventoryHandlers, strictRequests } from 'genstore-inventory/msw';
import { createInventoryFake } from 'genstore-inventory/testing';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

/** The code under test: takes one unit out of sale. */
async function takeForRepair(variantId: string, locationId: string): Promise<number> {
  const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
  const by = { available: -1, unavailable: 1 };
  const level = await inventory.adjust({ variantId, locationId, by });
  return level.available;
}

const place = { variantId: '107362030756584', locationId: '50002' };
const fake = createInventoryFake({
  shop: 'acme',
  accessToken: 'test-token',
  seed: { levels: [{ ...place, available: 3 }] },
});
const server = setupServer(...inventoryHandlers(fake));

beforeAll(() => server.listen(strictRequests));
afterEach(fake.verifyAndReset);
afterAll(() => server.close());

test('a unit that goes to repair can no longer be bought', async () => {
  expect(await takeForRepair(place.variantId, place.locationId)).toBe(2);
  expect(fake.level(place.variantId, place.locationId)).toMatchObject({
    available: 2,
    unavailable: 1,
    onHand: 3,
  });
});

test('the last unit can be ordered, and then there is nothing left to repair', async () => {
  fake.apply({ type: 'order.placed', orderId: '1001', lines: [{ ...place, quantity: 3 }] });
  await expect(takeForRepair(place.variantId, place.locationId)).rejects.toMatchObject({
    code: 'stock-rejected',
    rejection: { reason: 'negative-quantity', name: 'available', requested: -1 },
  });
});
