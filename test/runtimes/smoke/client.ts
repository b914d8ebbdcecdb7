import { InventoryClient, StockRejectedError } from 'genstore-inventory';
import { createInventoryFake } from 'genstore-inventory/testing';
import type { InventoryFake } from 'genstore-inventory/testing';
import { refusal, same } from './check.ts';
import type { SmokeCase } from './check.ts';

const place = { variantId: '107362030756584', locationId: '50002' };

function openShop(): { readonly fake: InventoryFake; readonly inventory: InventoryClient } {
  const access = { shop: 'acme', accessToken: 'test-token' };
  const levels = [{ ...place, available: 10 }];
  const fake = createInventoryFake({ ...access, seed: { levels, variants: ['2'] } });
  const { fetch } = fake;
  const inventory = new InventoryClient({ ...access, fetch, dangerouslyAllowBrowser: true });
  return { fake, inventory };
}

function sent({ requests }: InventoryFake): readonly string[] {
  return requests.map(({ method }) => method);
}

export const CLIENT_CASES: readonly SmokeCase[] = [
  {
    name: 'a client connects a variant and sets what was counted, in two requests',
    run: async () => {
      const { fake, inventory } = openShop();
      await inventory.connect({ ...place, variantId: '2' });
      const level = await inventory.adjust({ ...place, variantId: '2', set: { available: 7 } });
      same([level.available, level.onHand, fake.level('2', '50002')?.available], [7, 7, 7]);
      same(sent(fake), ['POST', 'PUT']);
    },
  },
  {
    name: 'a client reads, decides and writes, and leaves to orders what is theirs',
    run: async () => {
      const { fake, inventory } = openShop();
      fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 3 }] });
      await inventory.adjust({ ...place, by: { available: -2, unavailable: 2 } });
      const { levels } = await inventory.query({ locationIds: ['50002'] });
      const [level] = levels;
      same(
        [level?.available, level?.committed, level?.unavailable, level?.onHand, levels.length],
        [5, 3, 2, 10, 1],
      );
      same(sent(fake), ['GET', 'PUT', 'GET']);
    },
  },
  {
    name: 'a client refuses what the model refuses, and writes nothing',
    run: async () => {
      const { fake, inventory } = openShop();
      const error = await refusal(inventory.adjust({ ...place, by: { available: -11 } }));
      same(error instanceof StockRejectedError && error.rejection.reason, 'negative-quantity');
      same([fake.level(place.variantId, '50002')?.available, sent(fake)], [10, ['GET']]);
    },
  },
];
