import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createVirtualClock } from '../../src/testing/index.ts';
import { serveInventoryFake } from '../../src/server/index.ts';
import { browserForTests, clientOf, PLACE, rowOf, smallFake } from './open-console.ts';

const open = browserForTests();

test('a whole visit asks nobody but the server, and breaks no policy', async () => {
  const { page, served, foreign, complaints } = await open();
  await rowOf(page, PLACE).click();
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('slider').waitFor();
  await clientOf(served).adjust({ ...PLACE, by: { onHand: -1 } });
  for (const tab of ['Faults', 'Webhooks', 'Orders', 'Requests']) {
    await page.getByRole('tab', { name: tab }).click();
  }
  await page.locator('.request').first().click();

  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
});

test('the policy lets no other script, style or address in', async () => {
  const { page } = await open();
  const broken = await page.evaluate(async () => {
    const found: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      found.push(effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'globalThis.intruder = true';
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    const button = document.createElement('div');
    button.setAttribute('onclick', 'globalThis.intruder = true');
    document.body.append(script, style, button);
    button.click();
    await fetch('https://elsewhere.example/').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { found, intruder: 'intruder' in globalThis };
  });

  expect(broken.intruder).toBe(false);
  expect(broken.found).toEqual(
    expect.arrayContaining(['script-src-elem', 'style-src-elem', 'script-src-attr', 'connect-src']),
  );
});

test('webhooks are shown with their signature and with what the receiver answered', async () => {
  const received: { signature: string; body: string }[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const signature = Object.entries(request.headers).find(([name]) => name.includes('hmac'));
      received.push({ signature: String(signature?.[1]), body });
      response.end('{"thanks":true}');
    });
  });
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void receiver.close());
  const { page } = await open();
  await page.getByRole('tab', { name: 'Webhooks' }).click();
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  await page.getByLabel('Address of a receiver').fill(url);
  await page.getByLabel('Secret to sign with').fill('client-secret');
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await page.getByText('✓ listening').waitFor();
  await rowOf(page, PLACE).click();
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('button', { name: /^Deliver \d+ now$/ }).click();
  const attempt = page.locator('.request', { hasText: 'orders/create' });
  await attempt.locator('summary').click();

  await attempt.getByText('"thanks": true').waitFor();
  const [first] = received;
  const digest = createHmac('sha256', 'client-secret').update(first?.body ?? '');
  expect(first?.signature).toBe(digest.digest('base64'));
  expect(await attempt.locator('code').textContent()).toBe(first?.signature);
});

test('the clock is moved on', async () => {
  const clock = createVirtualClock();
  const before = clock.now();
  const { page } = await open({ fake: smallFake({ clock }) });
  await page.getByRole('button', { name: 'Move the clock on by 1 min' }).click();

  await expect.poll(() => clock.now() - before).toBe(60_000);
});

test('the page keeps what it shows while the server is away, and comes back by itself', async () => {
  const { page, served, fake } = await open();
  await rowOf(page, PLACE).click();
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.locator('[data-now=available]', { hasText: '9' }).waitFor();
  await page.getByLabel('Units', { exact: true }).fill('2');
  await served.close({ timeoutMs: 0 });
  await page.getByText('○ server away').waitFor();
  await page.getByRole('alert').getByText('The server is away.').waitFor();
  expect(await page.locator('[data-now=available]').textContent()).toBe('9');
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByText('The server did not answer.').waitFor();

  const again = await serveInventoryFake(fake, { control: true, port: served.port });
  onTestFinished(() => again.close());
  fake.stock.set({ ...PLACE, quantities: { available: 40 } });

  await page.getByText('● live').waitFor();
  await page.locator('[data-now=available]', { hasText: '40' }).waitFor();
  await page.getByRole('status').getByText('It was started anew').waitFor();
  // The new server has another token; what was filled in is still there.
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.locator('[data-now=available]', { hasText: '38' }).waitFor();
});

test('a reset from elsewhere brings the page back to the seed', async () => {
  const { page, fake } = await open();
  fake.orders.place({ orderId: 'A', lines: [{ ...PLACE, quantity: 4 }] });
  await rowOf(page, PLACE).locator('.available', { hasText: '6' }).waitFor();
  fake.reset();

  await rowOf(page, PLACE).locator('.available', { hasText: '10' }).waitFor();
  expect(await page.locator('[data-total=committed]').textContent()).toBe('0');
});
