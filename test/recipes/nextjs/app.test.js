import { serveInventoryFake } from 'genstore-inventory/server';
import { createInventoryFake } from 'genstore-inventory/testing';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';

const place = { variantId: '107362030756584', locationId: '50002' };
const seed = { levels: [{ ...place, available: 12 }] };
const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });

let served;
let app;
let url;
beforeAll(async () => {
  // The app runs in another process, and reaches the fake over HTTP.
  served = await serveInventoryFake(fake);
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  execFileSync('npx', ['next', 'build'], { env, stdio: 'pipe' });
  const access = { GENSTORE_URL: served.url, GENSTORE_TOKEN: 'test-token' };
  app = spawn('npx', ['next', 'start', '--port', '0'], {
    env: { ...env, ...access },
    stdio: 'pipe',
    detached: true,
  });
  url = await new Promise((resolve, reject) => {
    let said = '';
    app.stdout.on('data', (text) => {
      said += text;
      const [, found] = /(http:\/\/localhost:\d+)/.exec(said) ?? [];
      if (found !== undefined && said.includes('Ready')) resolve(found);
    });
    app.once('exit', () => reject(new Error(said)));
  });
}, 300_000);
afterAll(async () => {
  process.kill(-app.pid);
  await once(app, 'exit');
  await served.close();
});

test('a route handler tells what there is', async () => {
  const response = await fetch(`${url}/stock/${place.variantId}`);

  expect(await response.json()).toEqual({ available: 12 });
});

/** Sends the form of the page as a browser without JavaScript does. */
async function take(units) {
  const page = await (await fetch(url)).text();
  const [, action] = /name="(\$ACTION_ID_[^"]+)"/.exec(page);
  const form = new FormData();
  for (const [name, value] of Object.entries({ [action]: '', ...place, units })) {
    form.set(name, value);
  }
  const response = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  return response.headers.get('location');
}

test('a server action takes units, and no more than there are', async () => {
  expect(await take('2')).toContain('outcome=taken');
  expect(fake.level(place.variantId, place.locationId)?.onHand).toBe(10);
  expect(await take('11')).toContain('outcome=too-many');
  expect(fake.level(place.variantId, place.locationId)?.onHand).toBe(10);
});
