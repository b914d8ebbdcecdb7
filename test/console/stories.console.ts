import { describe, expect, test } from 'vitest';
import { browserForTests, clientOf, OTHER, PLACE, rowOf } from './open-console.ts';
import type { Page } from 'playwright';

const open = browserForTests();

/** A number of the level whose story is told. */
const now = (page: Page, name: string) => page.locator(`[data-now=${name}]`);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Waits until an element shows a text. */
async function expectText(of: { textContent: () => Promise<string | null> }, text: string) {
  await expect.poll(() => of.textContent(), { timeout: 10_000 }).toBe(text);
}

describe('by the pointer', () => {
  test('two clicks place an order: available falls and committed rises', async () => {
    const { page, fake } = await open();
    await rowOf(page, PLACE).click();
    await button(page, 'Place order').click();

    await expectText(now(page, 'available'), '9');
    await expectText(now(page, 'committed'), '1');
    await expectText(rowOf(page, PLACE).locator('.available'), '9');
    await expectText(page.locator('[data-total=committed]'), '1');
    expect(fake.level(PLACE.variantId, PLACE.locationId)).toMatchObject({
      available: 9,
      committed: 1,
    });
  });

  test('orders are fulfilled and cancelled', async () => {
    const { page, fake } = await open();
    await rowOf(page, PLACE).click();
    await page.getByLabel('Units', { exact: true }).fill('3');
    await button(page, 'Place order').click();
    await page.getByRole('button', { name: 'Fulfil order 1001' }).first().click();
    await expectText(now(page, 'onHand'), '7');
    await button(page, 'Place order').click();
    await page.getByRole('button', { name: 'Cancel order 1002' }).first().click();

    await expectText(now(page, 'committed'), '0');
    await expect.poll(() => fake.ledger().length).toBe(4);
    expect(fake.level(PLACE.variantId, PLACE.locationId)).toMatchObject({
      available: 7,
      onHand: 7,
    });
  });

  test('returns, holds and shipments move what they should', async () => {
    const { page } = await open();
    await rowOf(page, PLACE).click();
    await button(page, 'Hold').click();
    await expectText(now(page, 'unavailable'), '1');
    await button(page, 'Return').click();
    await expectText(now(page, 'unavailable'), '2');
    await button(page, 'Restock').click();
    await expectText(now(page, 'available'), '10');
    await button(page, 'Shipment').click();
    await expectText(now(page, 'incoming'), '1');
    await page.getByRole('button', { name: 'Receive shipment S-1001' }).first().click();

    await expectText(now(page, 'available'), '11');
    await expectText(now(page, 'incoming'), '0');
  });

  test('a refused order says why, and changes nothing', async () => {
    const { page, fake } = await open();
    await rowOf(page, OTHER).click();
    await page.getByLabel('Units', { exact: true }).fill('4');
    await button(page, 'Place order').click();

    await page.getByRole('alert').getByText('Not enough stock').waitFor();
    expect(fake.ledger()).toEqual([]);
  });

  test('the pointer on the chart tells of the event under it', async () => {
    const { page, fake } = await open();
    fake.orders.place({ orderId: 'A', lines: [{ ...PLACE, quantity: 2 }] });
    fake.stock.hold({ ...PLACE, quantity: 3, reason: 'check' });
    fake.orders.fulfill({ orderId: 'A' });
    await rowOf(page, PLACE).click();
    const chart = page.getByRole('slider');
    const box = (await chart.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    // A third of the way from the first step to the last is the first event.
    await page.mouse.move(box.x + 44 + ((box.width - 60) * 1) / 3.4, box.y + 60);

    await page.locator('.looked').getByText('Order placed').waitFor();
    expect(await chart.getAttribute('aria-valuenow')).toBe('1');
    await page.mouse.move(box.x + 44 + ((box.width - 60) * 2) / 3.4, box.y + 60);
    await page.locator('.looked').getByText('Held').waitFor();
  });

  test('the filter leaves what it asks for, and sorting puts the lowest first', async () => {
    const { page } = await open();
    const rows = page.locator('[role=row][data-key]');
    await button(page, 'Available').click();
    await expect.poll(() => rows.first().getAttribute('data-key')).toContain(OTHER.variantId);
    await page.getByLabel('Filter by variant or location').fill('584 50002');

    await expect.poll(() => rows.count()).toBe(1);
    await page.getByText('1 of 2 levels').waitFor();
  });
});

describe('by the keyboard', () => {
  test('an order is placed without a pointer', async () => {
    const { page } = await open();
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: OTHER.variantId }).waitFor();
    await tabTo(page, 'Place order');
    await page.keyboard.press('Enter');

    await expectText(now(page, 'available'), '2');
    await expectText(now(page, 'committed'), '1');
    // Whoever cannot see the numbers is told them.
    await page.getByRole('status').getByText('Available 2, committed 1').waitFor();
  });

  test('the arrow keys go through the events of a story', async () => {
    const { page, fake } = await open();
    fake.orders.place({ orderId: 'A', lines: [{ ...PLACE, quantity: 2 }] });
    fake.orders.fulfill({ orderId: 'A' });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
    const chart = page.getByRole('slider');
    await expect.poll(() => chart.getAttribute('aria-valuenow')).toBe('2');
    await chart.focus();
    await page.keyboard.press('ArrowLeft');

    await expect.poll(() => chart.getAttribute('aria-valuetext')).toContain('Order placed order A');
    expect(await chart.getAttribute('aria-valuetext')).toContain('Available 8, Committed 2');
  });

  test('the tabs and a fault are reached without a pointer', async () => {
    const { page, fake } = await open();
    await page.getByRole('tab', { name: 'Requests' }).focus();
    await page.keyboard.press('ArrowRight');
    await tabTo(page, 'Lose the answer to a write');
    await page.keyboard.press('Space');

    await page.getByRole('button', { name: 'Take back fault-1, cut-after' }).waitFor();
    expect(fake.faults.pending()).toMatchObject([{ operation: 'adjust' }]);
  });
});

/** Presses Tab until a button of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let left = 60; left > 0; left -= 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === name) return;
  }
  throw new Error(`Tab does not reach ${name}`);
}

describe('with a client at the other terminal', () => {
  test('what it writes appears in the table, under Just now, and in the journal with bodies', async () => {
    const { page, served } = await open();
    await clientOf(served).adjust({ ...PLACE, by: { onHand: -4 } });

    await expectText(rowOf(page, PLACE).locator('.available'), '6');
    await page.getByRole('region', { name: 'Just now' }).getByText('Stock set').waitFor();
    const entry = page.locator('.request', { hasText: 'PUT' });
    await entry.locator('summary').click();
    await entry.getByText('"onHand": 6').first().waitFor();
    await entry.getByText('✓ 200').waitFor();
  });

  test('a fault is switched on, and the journal shows how the client copes', async () => {
    const { page, fake, served } = await open();
    await page.getByRole('tab', { name: 'Faults' }).click();
    await button(page, 'Lose the answer to a write').click();
    await page.getByRole('button', { name: /^Take back fault-1/ }).waitFor();
    await clientOf(served).adjust({ ...PLACE, by: { onHand: -1 } });

    await page.getByText('Nothing is scripted to go wrong').waitFor();
    await page.getByRole('tab', { name: 'Requests' }).click();
    const entries = page.locator('.request');
    // Read, written with the answer lost, and read back: not written twice.
    await expect.poll(() => entries.count()).toBe(3);
    await entries.nth(1).getByText('cut-after').waitFor();
    expect(await entries.nth(0).textContent()).toContain('GET');
    expect(fake.level(PLACE.variantId, PLACE.locationId)?.available).toBe(9);
  });

  test('a level that it connects appears, and one that is gone disappears', async () => {
    const { page, fake } = await open();
    fake.variants.add('77');
    fake.variants.connect({ variantId: '77', locationId: '50002' });
    await rowOf(page, { variantId: '77', locationId: '50002' }).waitFor();
    fake.variants.disconnect({ variantId: '77', locationId: '50002' });

    await expect.poll(() => page.locator('[role=row][data-key]').count()).toBe(2);
  });
});
