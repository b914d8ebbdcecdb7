import { InventoryClient } from 'genstore-inventory';
import { createInventoryFake } from 'genstore-inventory/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reserve } from './reserve.js';

const place = { variantId: '107362030756584', locationId: '50002' };
const seed = { levels: [{ ...place, available: 10 }] };
const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });

// A client remembers what it wrote, so each test has its own.
let inventory;
beforeEach(() => {
  inventory = new InventoryClient(fake.clientOptions);
});
afterEach(fake.verifyAndReset);

test('units are set aside', async () => {
  expect(await reserve(inventory, place, 4)).toBe(true);
  expect(fake.level(place.variantId, place.locationId)).toMatchObject({
    available: 6,
    unavailable: 4,
  });
});

test('there are not enough units', async () => {
  expect(await reserve(inventory, place, 11)).toBe(false);
});

test('a lost answer takes nothing twice', async () => {
  fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });

  expect(await reserve(inventory, place, 4)).toBe(true);
  expect(fake.level(place.variantId, place.locationId)?.available).toBe(6);
});

test.each(Array.from({ length: 60 }, (_, index) => index))(
  'round %i waits for no rate limit',
  async () => {
    expect(await reserve(inventory, place, 1)).toBe(true);
  },
);
