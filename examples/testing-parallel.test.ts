// How tests share one large shop and still run side by side: each forks it, which costs next to nothing.
import { InventoryClient } from 'genstore-inventory';
import { inventoryHandlers } from 'genstore-inventory/msw';
import { createInventoryFake, generateSeed } from 'genstore-inventory/testing';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The code under test: sets a warehouse's stock of a variant to what was counted. */
async function count(
  shop: string,
  variantId: string,
  onHand: number,
  fetch?: typeof globalThis.fetch,
) {
  const options = { shop, accessToken: 'test-token', ...(fetch && { fetch }) };
  const level = await new InventoryClient(options).adjust({
    variantId,
    locationId: '50002',
    set: { onHand },
  });
  return level.onHand;
}

const base = createInventoryFake({
  shop: 'acme',
  accessToken: 'test-token',
  seed: generateSeed({ variants: 2000, locations: 3 }),
});
const [first = { variantId: '' }] = base.levels();

test.concurrent.each([7, 8, 9])('a count of %i is what is there afterwards', async (onHand) => {
  const fake = base.fork();

  expect(await count(fake.shop, first.variantId, onHand, fake.fetch)).toBe(onHand);
  expect(fake.ledger()).toHaveLength(1);
  expect(base.ledger()).toEqual([]);
});

// Through msw there is one network for all tests, so each has a shop with a name of its own.
const shops = ['one', 'two', 'three'].map((shop) => base.fork({ shop }));
const server = setupServer(...inventoryHandlers(...shops));
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

test.concurrent.each(shops)('shop $shop has requests of its own', async (fake) => {
  expect(await count(fake.shop, first.variantId, 5)).toBe(5);
  expect(fake.requests).toHaveLength(1);
});
