import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type { FakeSeed, InventoryFake, VirtualClock } from '../../src/testing/index.ts';
import type { ContractCase } from './contract-case.ts';
import { TOKEN } from './expect-exchange.ts';

/** The shop of a case, and its time. */
export interface ContractShop {
  readonly fake: InventoryFake;
  readonly clock: VirtualClock;
}

const START = Date.parse('2026-03-01T10:00:00Z');

/** Two levels of one variant, one of another; a variant and a location that are not connected. */
const SEED: FakeSeed = {
  variants: [{ variantId: '107362030756584', productId: '8589934859' }, '107362030756586'],
  locations: ['50004'],
  levels: [
    {
      variantId: '107362030756584',
      locationId: '50002',
      available: 12,
      committed: 3,
      unavailable: 2,
      incoming: 8,
    },
    { variantId: '107362030756584', locationId: '50003', available: 5 },
    { variantId: '107362030756585', locationId: '50002' },
  ],
};

/** Opens the shop acme as a case wants it, at 2026-03-01T10:00:00Z. */
export function openShop(options: ContractCase['shop'] = {}): ContractShop {
  const clock = createVirtualClock(START);
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: TOKEN,
    seed: SEED,
    clock,
    ...options,
  });
  return { fake, clock };
}
