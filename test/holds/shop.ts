import { createHolds } from '../../src/holds/index.ts';
import type { HoldInput, Holds, HoldsOptions } from '../../src/holds/index.ts';
import { InventoryClient } from '../../src/index.ts';
import type { ClientOptions } from '../../src/index.ts';
import type { InventoryStore } from '../../src/store/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';

export const PLACE = { variantId: '107362030756584', locationId: '50002' };
const TOKEN = 'test-token';

let shops = 0;

/** A shop of one level, in which nothing waits for tokens. */
export function openShop(available: number): InventoryFake {
  shops += 1;
  const seed = { levels: [{ ...PLACE, available }] };
  return createInventoryFake({
    shop: `holds-${process.pid}-${shops}`,
    accessToken: TOKEN,
    seed,
    rateLimit: false,
  });
}

export function startProcess(
  fake: InventoryFake,
  store: InventoryStore,
  onExpire?: HoldsOptions['onExpire'],
  options: Partial<ClientOptions> = {},
): Holds {
  const client = new InventoryClient({
    shop: fake.shop,
    accessToken: TOKEN,
    fetch: fake.fetch,
    store,
    rateLimiter: false,
    ...options,
  });
  return createHolds({ client, store, onExpire });
}

export const inAnHour = (): Date => new Date(Date.now() + 3_600_000);
export const quote = (key: string, quantity = 1, until = inAnHour()): HoldInput => {
  return { ...PLACE, key, quantity, until };
};

/** available, unavailable, on hand. */
export function units(fake: InventoryFake): number[] {
  const level = fake.level(PLACE.variantId, PLACE.locationId);
  return [level?.available ?? NaN, level?.unavailable ?? NaN, level?.onHand ?? NaN];
}
