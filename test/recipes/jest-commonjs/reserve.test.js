const { InventoryClient } = require('genstore-inventory');
const { createInventoryFake } = require('genstore-inventory/testing');
const { reserve } = require('./reserve.js');

const place = { variantId: '107362030756584', locationId: '50002' };
const seed = { levels: [{ ...place, available: 10 }] };
const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });

// A client remembers what it wrote, so each test has its own.
let inventory;
beforeEach(() => {
  inventory = new InventoryClient(fake.clientOptions);
});

// An arrow: jest hands a callback to a function that it believes to take one.
afterEach(() => fake.verifyAndReset());

test('units are set aside', async () => {
  expect(await reserve(inventory, place, 4)).toBe(true);
  expect(fake.level(place.variantId, place.locationId)?.available).toBe(6);
});

test('there are not enough units', async () => {
  expect(await reserve(inventory, place, 11)).toBe(false);
});
