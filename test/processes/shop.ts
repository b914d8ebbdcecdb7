import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveInventoryFake } from '../../src/server/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import type { InventoryFake, RateLimitOptions } from '../../src/testing/index.ts';
import { openLateProxy } from './late-proxy.ts';
import type { LateProxy } from './late-proxy.ts';

export const TOKEN = 'test-token';
export const STOCK = 10_000;
export const LOCATION = '50002';

/** The variants of a shop of so many levels. */
export function variantOf(level: number): string {
  return String(1000 + level);
}

/** A shop behind a network, and a folder for what its workers write down. */
export interface Shop {
  readonly fake: InventoryFake;
  readonly proxy: LateProxy;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** Opens a shop of some levels of 10,000 units, behind a network that takes up to some milliseconds. */
export async function openShop(
  levels: number,
  random: () => number,
  { longestMs = 60, rateLimit = PLENTY }: ShopOptions = {},
): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'campaign-'));
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: TOKEN,
    rateLimit,
    seed: {
      levels: Array.from({ length: levels }, (_, index) => ({
        variantId: variantOf(index),
        locationId: LOCATION,
        available: STOCK,
      })),
    },
  });
  const served = await serveInventoryFake(fake, { port: 0 });
  const proxy = await openLateProxy(served.url, longestMs, random);
  return {
    fake,
    proxy,
    folder,
    close: async () => {
      await proxy.close();
      await served.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A bucket that nobody empties. Its size has to be told: clients take one that is not for the smallest. */
const PLENTY = { capacity: 4_000, refillPerSecond: 200 };

interface ShopOptions {
  readonly longestMs?: number;
  readonly rateLimit?: RateLimitOptions | undefined;
}

/** A number from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed * 2 + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
