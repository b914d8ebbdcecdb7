import type { FakeSeed } from 'genstore-inventory/testing';

/** What the served shop begins with: 20 levels with 1 to 20 units. */
export const SERVED_SEED: FakeSeed = {
  levels: Array.from({ length: 20 }, (_, index) => ({
    variantId: String(1001 + index),
    locationId: '50002',
    available: index + 1,
  })),
};
