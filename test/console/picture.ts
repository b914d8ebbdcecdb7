// Writes docs/console.png: `npm run picture`, when the console looks otherwise than it did.
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import type { Page } from 'playwright';
import { buildConsole } from '../../src/console/build.ts';
import { InventoryClient } from '../../src/index.ts';
import { createInventoryFake, generateSeed } from '../../src/testing/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';
import { launchOptions } from '../browser/chromium.ts';
import { serveInventoryFake } from '../../src/server/index.ts';

const TARGET = fileURLToPath(new URL('../../docs/console.png', import.meta.url));

/** A shop in which something has happened, so that there is something to see. */
export function livelyFake(): InventoryFake {
  const seed = generateSeed({ variants: 24, locations: 2, seed: 3 });
  return createInventoryFake({ shop: 'acme', accessToken: 'test-token', rateLimit: false, seed });
}

/** Lets a day happen: customers, a warehouse, and a client whose connection breaks once. */
export async function liveADay(fake: InventoryFake, url: string): Promise<string> {
  const level = fake.levels().find(({ available }) => available >= 12 && available <= 60);
  if (level === undefined) throw new Error('The seed has no level to tell a story of');
  const { variantId, locationId } = level;
  const place = { variantId, locationId };
  const client = new InventoryClient({ baseUrl: url, accessToken: 'test-token' });
  const placeOrder = (orderId: string, quantity: number): unknown =>
    fake.orders.place({ orderId, lines: [{ ...place, quantity }] });
  placeOrder('1001', 3);
  placeOrder('1002', 2);
  fake.orders.fulfill({ orderId: '1001' });
  fake.stock.hold({ ...place, quantity: 2, reason: 'quality check' });
  fake.shipments.announce({
    shipmentId: 'S-1001',
    locationId,
    lines: [{ variantId, quantity: 8 }],
  });
  placeOrder('1003', 1);
  fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });
  await client.adjust({ ...place, by: { onHand: -1 } });
  fake.returns.receive({ orderId: '1001', lines: [{ ...place, quantity: 1 }] });
  fake.orders.cancel({ orderId: '1003' });
  fake.shipments.receive({
    shipmentId: 'S-1001',
    lines: [{ variantId, accepted: 6, rejected: 1 }],
  });
  placeOrder('1004', 4);
  fake.orders.fulfill({ orderId: '1002' });
  placeOrder('1005', 2);
  return `${variantId}/${locationId}`;
}

/** Shows the story of a level, with the first request opened. */
export async function tellStory(page: Page, key: string): Promise<void> {
  await page.locator(`[role=row][data-key="${key}"]`).first().click();
  await page.getByRole('slider').waitFor();
  await page.locator('.request summary').nth(1).click();
  await page.mouse.move(0, 0);
  // What was just changed is marked for a while; the picture is of a quiet moment.
  await pause(2200);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildConsole();
  const fake = livelyFake();
  const served = await serveInventoryFake(fake, { control: true });
  const key = await liveADay(fake, served.url);
  const browser = await chromium.launch(launchOptions());
  const page = await browser.newPage({
    viewport: { width: 1600, height: 940 },
    // A page that shows it has about half the room.
    deviceScaleFactor: 0.75,
  });
  await page.goto(`${served.url}/__fake/`);
  await tellStory(page, key);
  await page.screenshot({ path: TARGET });
  await browser.close();
  await served.close();
}
