import { InventoryClient } from 'genstore-inventory';
import { createInventoryFake } from 'genstore-inventory/testing';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import { createApp } from './app.js';

const place = { variantId: '107362030756584', locationId: '50002' };
const seed = { levels: [{ ...place, available: 12 }] };
const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });

let server;
let url;
beforeEach(async () => {
  const inventory = new InventoryClient({ ...fake.clientOptions, maxRetries: 0 });
  server = createApp(inventory).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${server.address().port}/stock/${place.variantId}`;
});
afterEach(() => {
  server.close();
  fake.verifyAndReset();
});

const change = (onHand) =>
  fetch(`${url}/${place.locationId}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ onHand }),
  });

test('the app tells what there is', async () => {
  assert.deepEqual(await (await fetch(url)).json(), { available: 12 });
});

test('the app takes units', async () => {
  assert.deepEqual(await (await change(-2)).json(), { available: 10 });
});

test('the app takes no more than there are', async () => {
  assert.equal((await change(-13)).status, 409);
});

test('the app says when the platform is out of order', async () => {
  fake.faults.add({ operation: 'query', fault: { kind: 'status', status: 503 } });

  assert.equal((await fetch(url)).status, 502);
});
