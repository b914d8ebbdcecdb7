import type { InventoryFake } from './inventory-fake.ts';
import type { ForkOptions } from './options.ts';
import type { FakeSnapshot } from './state/shop.ts';

/** How a fake comes back to where it was, and how it is copied. */
export interface FakeCopies {
  /**
   * Keeps everything that the fake remembers: stock, ledger, orders, shipments, cursors, buckets,
   * faults, requests, and the numbers of the next ids. Costs the same however large the shop is.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const seed = { levels: [{ ...place, available: 10 }] };
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * const before = fake.snapshot();
   * fake.stock.set({ ...place, quantities: { onHand: 3 } });
   * fake.restore(before);
   * fake.level(place.variantId, place.locationId)?.available; // → 10
   * ```
   */
  readonly snapshot: () => FakeSnapshot;

  /**
   * Brings back everything as it was at a snapshot, as often as wanted; only the clock goes on. A
   * request that is still under way changes nothing any more.
   *
   * @throws TypeError when it is no snapshot of this fake, its forks, or the fake that it is a fork of.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const seed = { levels: [{ ...place, available: 10 }] };
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 3 }] });
   * const ordered = fake.snapshot(); // each test of what comes next begins here
   * fake.orders.fulfill({ orderId: '1001' });
   * fake.restore(ordered);
   * fake.orders.get('1001')?.lines[0]?.open; // → 3
   * ```
   */
  readonly restore: (snapshot: FakeSnapshot) => void;

  /**
   * Makes another fake that begins as this one is now, with everything that a snapshot keeps; from
   * then on they share nothing but the clock. Its `reset()` comes back to that beginning.
   *
   * @example
   * ```ts run
   * import { createInventoryFake, generateSeed } from 'genstore-inventory/testing';
   *
   * const seed = generateSeed({ variants: 1000, locations: 3 });
   * const base = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * const fake = base.fork(); // one for each test, at no cost
   * ```
   */
  readonly fork: (options?: ForkOptions) => InventoryFake;

  /**
   * Brings back what the fake was made with. Ids begin anew, the ledger and the journal are empty,
   * faults are gone, buckets are full, and all cursors are expired; a request that is still under way
   * changes nothing any more.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const seed = { levels: [{ ...place, available: 10 }] };
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 3 }] });
   * fake.reset();
   * fake.orders.all(); // → []
   * fake.level(place.variantId, place.locationId)?.available; // → 10
   * ```
   */
  readonly reset: () => void;
}
