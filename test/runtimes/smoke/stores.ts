import { InventoryClient } from 'genstore-inventory';
import { readCatalog } from 'genstore-inventory/catalog';
import { createHolds } from 'genstore-inventory/holds';
import { memoryStore } from 'genstore-inventory/store';
import { createInventoryFake } from 'genstore-inventory/testing';
import type { InventoryFake } from 'genstore-inventory/testing';
import { same } from './check.ts';
import type { SmokeCase } from './check.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };

function fakeOfTen(): InventoryFake {
  const { variantId } = PLACE;
  const seed = { variants: [{ variantId, sku: 'P001' }], levels: [{ ...PLACE, available: 10 }] };
  return createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
}

function clientOf(fake: InventoryFake, store = memoryStore()): InventoryClient {
  return new InventoryClient({ ...fake.clientOptions, store });
}

function availableOf(fake: InventoryFake): number | undefined {
  return fake.level(PLACE.variantId, PLACE.locationId)?.available;
}

export const STORE_CASES: readonly SmokeCase[] = [
  {
    name: 'with a store, two clients carry the change of one key out once',
    run: async () => {
      const fake = fakeOfTen();
      const store = memoryStore();
      const clients = [clientOf(fake, store), clientOf(fake, store)];
      const levels = await Promise.all(
        [...clients, ...clients].map((client) =>
          client.adjust({ ...PLACE, by: { onHand: -1 } }, { idempotencyKey: 'line-1' }),
        ),
      );
      await store.close();
      same([...levels.map(({ available }) => available), availableOf(fake)], [9, 9, 9, 9, 9]);
    },
  },
  {
    name: 'units are held for a customer, and given back once',
    run: async () => {
      const fake = fakeOfTen();
      const store = memoryStore();
      const holds = createHolds({ client: clientOf(fake, store), store });
      const until = new Date(fake.clock.now() + 3_600_000);
      await holds.hold({ key: 'cart-1', ...PLACE, quantity: 4, until });
      const held = availableOf(fake);
      await holds.release('cart-1');
      await holds.release('cart-1');
      await store.close();
      same([held, availableOf(fake)], [6, 10]);
    },
  },
  {
    name: 'a catalog finds the variant of a SKU',
    run: async () => {
      const catalog = await readCatalog(clientOf(fakeOfTen()), { skus: ['P001'] });
      same(catalog.variantOf('P001')?.variantId, PLACE.variantId);
    },
  },
];
