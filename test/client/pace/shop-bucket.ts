import { InventoryClient } from '../../../src/index.ts';
import type { ClientOptions } from '../../../src/index.ts';
import { createVirtualClock } from '../../../src/testing/index.ts';
import type { VirtualClock } from '../../../src/testing/index.ts';
import { PLACE, TOKEN } from '../platform.ts';

/** The bucket of a shop as the platform keeps it, and what came of the requests. */
export interface ShopBucket {
  readonly fetch: NonNullable<ClientOptions['fetch']>;
  readonly clock: VirtualClock;
  /** When each request that was let in came in, in milliseconds from the start. */
  readonly times: number[];
  /** How many requests were answered 429. */
  refused: number;
  /** Makes a client of the shop; each has a bucket of its own. */
  readonly client: (options?: Partial<ClientOptions>) => InventoryClient;
}

/** What a shop's bucket is like. */
interface Plan {
  readonly size: number;
  readonly perSecond: number;
  /** Whether its answers tell the bucket; they do, unless told otherwise. */
  readonly isTold?: boolean;
  /** How long each request is on its way, there and back; 0 by default. */
  readonly latencyMs?: (index: number) => number;
}

const LEVEL = { ...PLACE, available: '10', committed: '0', unavailable: '0', incoming: '0' };

/** Opens a shop whose bucket is full, on a clock of its own. */
export function openShop({ size, perSecond, isTold = true, latencyMs }: Plan): ShopBucket {
  const clock = createVirtualClock(Date.UTC(2026, 2, 1));
  const startedAt = clock.now();
  let left = size;
  let toldAt = startedAt;
  let count = 0;
  const travel = async (index: number): Promise<void> => {
    const ms = (latencyMs?.(index) ?? 0) / 2;
    if (ms > 0) await new Promise<void>((resolve) => void clock.setTimer(resolve, ms));
  };
  const answer = (method: string): Response => {
    const now = clock.now();
    left = Math.min(size, left + ((now - toldAt) * perSecond) / 1000);
    toldAt = now;
    // A thousandth is what the sum of many fractions may be wrong by.
    const isIn = left >= 0.999;
    if (isIn) left -= 1;
    if (isIn) shop.times.push(now - startedAt);
    else shop.refused += 1;
    const used = Math.min(size, Math.round(size - left));
    const headers: Record<string, string> = isTold
      ? { 'X-Genstore-Shop-Api-Rate-Limit': `${used}/${size}` }
      : {};
    if (!isIn)
      return new Response('{}', { status: 429, headers: { ...headers, 'Retry-After': '1' } });
    const body = method === 'GET' ? { inventories: [LEVEL] } : { inventory: LEVEL };
    return new Response(JSON.stringify(body), { headers });
  };
  const shop: ShopBucket = {
    clock,
    times: [],
    refused: 0,
    fetch: async (_, { method }) => {
      const index = count;
      count += 1;
      await travel(index);
      const response = answer(method);
      await travel(index);
      return response;
    },
    client: (options) =>
      new InventoryClient({
        shop: 'acme',
        accessToken: TOKEN,
        clock,
        fetch: shop.fetch,
        ...options,
      }),
  };
  return shop;
}
