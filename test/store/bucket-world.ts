import type { RateLimiter } from '../../src/client/index.ts';
import { sharedBucket } from '../../src/store/bucket/shared-bucket.ts';
import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import type { RecordStore } from '../../src/store/records.ts';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import { PlatformBucket } from './platform-bucket.ts';

export const SHOP = 'acme.example';

interface World {
  readonly clock: ReturnType<typeof createVirtualClock>;
  readonly platform: PlatformBucket;
  readonly store: RecordStore;
  readonly steps: string[];
  readonly process: () => RateLimiter;
  /** One request of a process, from its turn to its answer. */
  readonly request: (bucket: RateLimiter, asked?: object) => Promise<void>;
}

/** A platform with a bucket, a store, and as many processes as a test starts. */
export function world(size?: number): World {
  const clock = createVirtualClock();
  const platform = new PlatformBucket(() => clock.now(), size);
  const steps: string[] = [];
  const store = storeOn(memoryTables(clock));
  const counted: RecordStore = {
    ...store,
    getRecords: async (...args) => {
      steps.push('get');
      return store.getRecords(...args);
    },
    putRecord: async (...args) => {
      steps.push('put');
      return store.putRecord(...args);
    },
  };
  return {
    clock,
    platform,
    store,
    steps,
    process: () => sharedBucket(counted, { shop: SHOP, clock }),
    async request(bucket, asked = {}) {
      const ticket = {};
      await bucket.acquire({ ...asked, ticket });
      const { isRefused, ...told } = platform.request();
      if (isRefused) await bucket.drain(1_000);
      await bucket.observe?.({ ticket, bucket: told });
    },
  };
}
