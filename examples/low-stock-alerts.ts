// Be told when stock runs low and when it is back: polls, and webhooks as hints where to look first.
// It runs on the embedded fake and its clock, so the hours of the story take no time.
import { InventoryClient } from 'genstore-inventory';
import { watchStock } from 'genstore-inventory/alerts';
import type { StockAssessment, StockWatch } from 'genstore-inventory/alerts';
import { createInventoryFake, createVirtualClock } from 'genstore-inventory/testing';

const [shirt, mug] = ['107362030756584', '107362030756585'];
const locationId = '50002';
const MINUTE = 60_000;

// The platform. With a real shop, leave it out, and leave out `fetch` and `clock` below.
const clock = createVirtualClock(Date.UTC(2026, 2, 2, 8));
const fake = createInventoryFake({
  shop: 'acme',
  accessToken: 'test-token',
  seed: {
    levels: [
      { variantId: shirt, locationId, available: 30 },
      { variantId: mug, locationId, available: 4 },
    ],
  },
  clock,
});
function order(orderId: string, variantId: string, quantity: number): void {
  fake.apply({ type: 'order.placed', orderId, lines: [{ variantId, locationId, quantity }] });
}

// Our app.
const inventory = new InventoryClient({
  shop: 'acme',
  accessToken: 'test-token',
  fetch: fake.fetch,
  clock,
});
const rules = { reorderPoint: 10 };
let saved: StockAssessment = { per: 'variant-location', items: [] };

/** Prints what is told, and keeps what a restart needs: in a file or a database, in earnest. */
async function follow(watch: StockWatch, news: number): Promise<void> {
  for await (const { at, changes, assessment } of watch) {
    for (const { variantId, alert, condition, available } of changes) {
      const name = variantId === shirt ? 'shirt' : 'mug';
      const time = new Date(at).toISOString().slice(11, 16);
      console.log(`${time}  ${name}: ${alert} (${available} available, ${condition})`);
    }
    saved = assessment;
    if ((news -= 1) === 0) break;
  }
}

const watch = watchStock(inventory, { rules, intervalMs: 5 * MINUTE });
clock.setTimer(() => {
  order('1001', mug, 4);
  // What the handler of a webhook does: it only says where to look.
  watch.notify({ variantId: mug });
}, 12 * MINUTE);
clock.setTimer(() => order('1002', shirt, 22), 41 * MINUTE); // this webhook is lost
await clock.run(follow(watch, 3));

console.log('The app is down for an hour. Meanwhile 6 mugs arrive.');
fake.apply({ type: 'stock.adjusted', variantId: mug, locationId, deltas: { onHand: 6 } });
await clock.advance(60 * MINUTE);
await clock.run(follow(watchStock(inventory, { rules, resumeFrom: saved }), 1));
