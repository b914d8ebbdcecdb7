import { memoryStore } from '../../src/store/index.ts';
import { InventoryClient } from '../../src/index.ts';
import type { ClientOptions } from '../../src/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import type { FakeSeed, InventoryFake, VirtualClock } from '../../src/testing/index.ts';

export const TOKEN = 'test-token';
export const START = Date.parse('2026-03-01T10:00:00Z');

/** The level that is adjusted. */
export const PLACE = { variantId: '107362030756584', locationId: '50002' };
/** The level that is not there until it is connected. Orders may take it below 0. */
export const NEW_PLACE = { variantId: '107362030756590', locationId: '50002' };
/** Neither is in the shop. */
export const STRANGER = { variantId: '999362030756584', locationId: '99902' };

export const LEVEL = { available: 20, committed: 3, unavailable: 2, incoming: 5, onHand: 25 };

export const SEED: FakeSeed = {
  variants: [{ variantId: NEW_PLACE.variantId, oversell: 'continue' }],
  locations: [NEW_PLACE.locationId],
  levels: [
    { ...PLACE, ...LEVEL },
    { variantId: PLACE.variantId, locationId: '50003', available: 7 },
    { variantId: '107362030756586', locationId: '50002', available: 1, unavailable: 1 },
    { variantId: '107362030756586', locationId: '50003', incoming: 4 },
    { variantId: '107362030756588', locationId: '50002', available: 12 },
  ],
};

/** Opens the shop at the clock's time. */
export function openFake(clock: VirtualClock, seed: FakeSeed = SEED): InventoryFake {
  return createInventoryFake({ shop: 'acme', accessToken: TOKEN, seed, clock, rateLimit: false });
}

/** Where a client records its writes. */
export type Recording = 'no store' | 'memory store';

export const RECORDINGS: readonly Recording[] = ['no store', 'memory store'];

/** What a client is told about that. */
export function recordingOptions(
  recording: Recording,
  clock: VirtualClock,
): Pick<ClientOptions, 'store'> {
  return recording === 'no store' ? {} : { store: memoryStore({ clock }) };
}

/** Makes a client that reaches the shop through a fetch, and has time. Its token can be renewed. */
export function openClient(
  clock: VirtualClock,
  fetch: typeof globalThis.fetch,
  options: Partial<ClientOptions> = {},
): InventoryClient {
  return new InventoryClient({
    shop: 'acme',
    accessToken: () => TOKEN,
    clock,
    fetch,
    deadlineMs: Infinity,
    ...options,
  });
}
