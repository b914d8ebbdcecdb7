import type { LedgerEntry, StockLevel } from '../model/index.ts';

/** How a fake's stock is read: it needs no request for that. */
export interface FakeLevels {
  /**
   * The level of a variant at a location, or undefined where they are not connected.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const seed = { levels: [{ ...place, available: 10 }] };
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * fake.level(place.variantId, place.locationId)?.onHand; // → 10
   * fake.level(place.variantId, '50003'); // → undefined
   * ```
   */
  readonly level: (variantId: string, locationId: string) => StockLevel | undefined;

  /**
   * All levels, in the order in which they were connected.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const seed = { levels: [{ ...place, available: 10 }] };
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * fake.levels().map(({ locationId, available }) => `${locationId}: ${available}`); // → [ '50002: 10' ]
   * ```
   */
  readonly levels: () => readonly StockLevel[];

  /**
   * Every change since the seed, oldest first: those by requests and those by `apply`.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const seed = { levels: [{ ...place, available: 10 }] };
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * fake.stock.hold({ ...place, quantity: 4, reason: 'quality check' });
   * fake.ledger().map(({ type, deltas }) => `${type} ${deltas.available}`); // → [ 'stock.held -4' ]
   * ```
   */
  readonly ledger: () => readonly LedgerEntry[];
}
