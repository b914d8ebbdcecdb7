import { InventoryClient } from '../../src/index.ts';
import { memoryStore } from '../../src/store/index.ts';
import type { AdjustLine } from '../../src/sync/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type { InventoryFake, VirtualClock } from '../../src/testing/index.ts';

export const LOCATION = '50002';

export interface Scene {
  readonly fake: InventoryFake;
  readonly clock: VirtualClock;
  readonly client: InventoryClient;
}

/** A shop of so many levels, whose bucket is that of the platform. */
export function openScene(levels: number, available: number, hasStore = false): Scene {
  const clock = createVirtualClock();
  const shop = { shop: 'acme', accessToken: 'test-token', clock };
  const seed = {
    levels: Array.from({ length: levels }, (_, index) => {
      return { variantId: String(index), locationId: LOCATION, available };
    }),
  };
  const fake = createInventoryFake({ ...shop, seed });
  const store = hasStore ? memoryStore({ clock }) : undefined;
  return { fake, clock, client: new InventoryClient({ ...shop, fetch: fake.fetch, store }) };
}

/** One more unit less at the levels in turn. */
export function takeOne(lines: number, levels: number): AdjustLine[] {
  return Array.from({ length: lines }, (_, index) => {
    return { variantId: String(index % levels), locationId: LOCATION, by: { onHand: -1 } };
  });
}

/** How old the oldest reading was that was written on, in milliseconds. */
export function oldestReading(fake: InventoryFake): number {
  const readAt = new Map<string, number>();
  let oldest = 0;
  for (const { method, query, path, at } of fake.requests) {
    if (method === 'GET') {
      const named = String(Object.fromEntries(Object.entries(query))['variantIds'] ?? '');
      for (const id of named.split(',')) readAt.set(id, Date.parse(at));
    } else {
      const id = path.slice(path.lastIndexOf('/') + 1);
      oldest = Math.max(oldest, Date.parse(at) - (readAt.get(id) ?? 0));
    }
  }
  return oldest;
}

/** How many requests were answered 429. */
export function refused({ requests }: InventoryFake): number {
  return requests.filter(({ status }) => status === 429).length;
}
