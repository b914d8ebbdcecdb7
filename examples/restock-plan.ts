// What to move between warehouses and what to order, with the numbers behind each suggestion.
import { InventoryClient } from 'genstore-inventory';
import { planRestock } from 'genstore-inventory/alerts';
import type { DemandRow } from 'genstore-inventory/alerts';
import { createInventoryFake } from 'genstore-inventory/testing';

const [shirt, mug] = ['107362030756584', '107362030756585'];
const [berlin, lyon] = ['50002', '50003'];
const names: Record<string, string> = {
  [shirt]: 'shirt',
  [mug]: 'mug',
  [berlin]: 'Berlin',
  [lyon]: 'Lyon',
};

// The platform. With a real shop, leave it out, and leave out `fetch` below.
const fake = createInventoryFake({
  shop: 'acme',
  accessToken: 'test-token',
  seed: {
    levels: [
      { variantId: shirt, locationId: berlin, available: 150 },
      { variantId: shirt, locationId: lyon, available: 12, incoming: 10 },
      { variantId: mug, locationId: berlin, available: 40 },
      { variantId: mug, locationId: lyon, available: -3, committed: 3 }, // sold beyond its stock
    ],
  },
});

// Our app: levels from the platform, demand from past sales.
const inventory = new InventoryClient({
  shop: 'acme',
  accessToken: 'test-token',
  fetch: fake.fetch,
});
const { levels } = await inventory.query({ limit: 250 });
const demand: DemandRow[] = [
  { variantId: shirt, locationId: berlin, dailyDemand: 4, dailyDeviation: 2 },
  { variantId: shirt, locationId: lyon, dailyDemand: 6, dailyDeviation: 3 },
  { variantId: mug, locationId: berlin, dailyDemand: 3, dailyDeviation: 2 },
  { variantId: mug, locationId: lyon, dailyDemand: 0.5, dailyDeviation: 1 },
];
const { transfers, purchases } = planRestock(levels, demand, {
  leadTimeDays: 9,
  leadTimeDeviationDays: 1,
  serviceLevel: 0.95,
  coverDays: 5,
  overrides: ({ variantId }) =>
    variantId === mug ? { casePack: 12, minimumOrder: 24 } : undefined,
});

console.log('To move before anything is bought:');
console.table(
  transfers.map(({ variantId, fromLocationId, toLocationId, quantity, because }) => ({
    variant: names[variantId],
    from: names[fromLocationId],
    to: names[toLocationId],
    quantity,
    'shortage there': because.taker.shortage,
    'surplus here': because.giver.surplus,
  })),
);
console.log('To order:');
console.table(
  purchases.map(({ variantId, locationId, quantity, because }) => ({
    variant: names[variantId],
    for: names[locationId],
    quantity,
    position: because.position,
    'safety stock': because.safetyStock,
    'reorder point': because.reorderPoint,
    target: because.target,
    shortage: because.shortage,
    'case of': because.casePack,
  })),
);
