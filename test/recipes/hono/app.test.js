import { InventoryClient } from 'genstore-inventory';
import { createInventoryFake } from 'genstore-inventory/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from './app.js';

const place = { variantId: '107362030756584', locationId: '50002' };
const seed = { levels: [{ ...place, available: 12 }] };
const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
const path = `/stock/${place.variantId}`;

let app;
beforeEach(() => {
  app = createApp(new InventoryClient({ ...fake.clientOptions, maxRetries: 0 }));
});
afterEach(fake.verifyAndReset);

const change = (onHand) => {
  const init = { method: 'POST', body: JSON.stringify({ onHand }) };
  return app.request(`${path}/${place.locationId}`, init);
};

test('the app tells what there is', async () => {
  const response = await app.request(path);

  expect(await response.json()).toEqual({ available: 12 });
});

test('the app takes units', async () => {
  expect(await (await change(-2)).json()).toEqual({ available: 10 });
});

test('the app takes no more than there are', async () => {
  expect((await change(-13)).status).toBe(409);
});

test('the app says when the platform is out of order', async () => {
  fake.faults.add({ operation: 'query', fault: { kind: 'status', status: 503 } });

  expect((await app.request(path)).status).toBe(502);
});
