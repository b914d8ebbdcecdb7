import { expect, test } from '@playwright/test';
import { createInventoryFake } from 'genstore-inventory/testing';
import { answerFor } from './answer-for.js';

const place = { variantId: '107362030756584', locationId: '50002' };
const seed = { levels: [{ ...place, available: 12 }] };
const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });

// A page of a merchant's own tool: it shows what is left, and takes one by fetch or by XMLHttpRequest.
const PAGE = `<!doctype html>
<p>…</p> <button id="fetch">by fetch</button> <button id="xhr">by XHR</button>
<script type="module">
  const url = '${fake.apiUrl}/inventory';
  const headers = { 'X-Genstore-Access-Token': 'test-token' };
  const text = document.querySelector('p');
  const show = async () => {
    const { inventories } = await (await fetch(url, { headers })).json();
    text.textContent = inventories[0].available + ' left';
    return Number(inventories[0].available);
  };
  const json = { ...headers, 'Content-Type': 'application/json' };
  const bodyOf = (available) => JSON.stringify({ inventory: { locationId: '50002', available } });
  document.querySelector('#fetch').onclick = async () => {
    const body = bodyOf((await show()) - 1);
    try {
      await fetch(url + '/107362030756584', { method: 'PUT', headers: json, body });
      await show();
    } catch {
      text.textContent = 'Please look again';
    }
  };
  document.querySelector('#xhr').onclick = async () => {
    const request = new XMLHttpRequest();
    request.open('PUT', url + '/107362030756584');
    for (const [name, value] of Object.entries(json)) request.setRequestHeader(name, value);
    request.onload = show;
    request.send(bodyOf((await show()) - 1));
  };
  await show();
</script>`;

test.beforeEach(async ({ page }) => {
  await answerFor(page, fake);
  await page.route('https://tool.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: PAGE }),
  );
  await page.goto('https://tool.example/');
  await expect(page.locator('p')).toHaveText('12 left');
});
test.afterEach(() => fake.verifyAndReset());

for (const how of ['fetch', 'xhr']) {
  test(`a page takes a unit, by ${how}`, async ({ page }) => {
    await page.locator(`#${how}`).click();

    await expect(page.locator('p')).toHaveText('11 left');
    expect(fake.level(place.variantId, place.locationId)?.available).toBe(11);
  });
}

test('an order comes in while the page is open', async ({ page }) => {
  fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 2 }] });
  await page.reload();

  await expect(page.locator('p')).toHaveText('10 left');
});

test('a page whose connection is cut says so', async ({ page }) => {
  fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });
  await page.locator('#fetch').click();

  await expect(page.locator('p')).toHaveText('Please look again');
});
