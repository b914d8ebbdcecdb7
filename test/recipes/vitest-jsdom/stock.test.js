import { InventoryClient } from 'genstore-inventory';
import { inventoryHandlers, strictRequests } from 'genstore-inventory/msw';
import { createInventoryFake } from 'genstore-inventory/testing';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { count, countByAxios, show, showByAxios } from './stock.js';

const place = { variantId: '107362030756584', locationId: '50002' };
const seed = { levels: [{ ...place, available: 12 }] };
const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
const server = setupServer(...inventoryHandlers(fake));

beforeAll(() => server.listen(strictRequests));
afterEach(fake.verifyAndReset);
afterAll(() => server.close());

const left = () => fake.level(place.variantId, place.locationId)?.available;

test.each([
  ['fetch', show],
  ['axios', showByAxios],
])('a page shows what is left, by %s', async (_, showLeft) => {
  const element = document.createElement('p');
  await showLeft(element, 'test-token');

  expect(element.textContent).toBe('12 left');
});

test.each([
  ['fetch', count],
  ['axios', countByAxios],
])('a page writes a count, by %s', async (_, write) => {
  expect(await write(place, 7, 'test-token')).toBe(200);
  expect(left()).toBe(7);
});

test('a page reads the refusal of a wrong token', async () => {
  const element = document.createElement('p');
  await show(element, 'wrong-token');

  expect(element.textContent).toContain('no valid access token');
});

test('a page meets a fault', async () => {
  fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });
  const outcome = await count(place, 7, 'test-token').catch(() => 'cut off');

  expect(outcome).toBe('cut off');
  expect(left()).toBe(7);
});

test('code of a server runs here, too: a fake asks for no permission', async () => {
  const inventory = new InventoryClient(fake.clientOptions);
  const level = await inventory.adjust({ ...place, by: { available: -2 } });

  expect(level.available).toBe(10);
});
