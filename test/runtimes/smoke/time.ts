import { createTokenBucket, InventoryClient, TimeoutError } from 'genstore-inventory';
import { createInventoryFake, createVirtualClock } from 'genstore-inventory/testing';
import { refusal, same } from './check.ts';
import type { SmokeCase } from './check.ts';

export const TIME_CASES: readonly SmokeCase[] = [
  {
    name: 'a bucket lets 38 requests through at once, and then two a second, by its clock',
    run: async () => {
      const clock = createVirtualClock(0);
      const bucket = createTokenBucket({ clock });
      const wait = async (): Promise<number> => bucket.acquire().then(clock.now);
      const sentAt = await clock.run(Promise.all(Array.from({ length: 41 }, wait)));
      same(sentAt.slice(36), [0, 0, 500, 1000, 1500]);
      same(clock.timers, 0);
    },
  },
  {
    name: 'a client gives up an answer that is late by its clock, and reads a second time',
    run: async () => {
      const access = { shop: 'acme', accessToken: 'test-token', clock: createVirtualClock(0) };
      const { clock } = access;
      const fake = createInventoryFake(access);
      const options = { timeoutMs: 1000, maxRetries: 0, dangerouslyAllowBrowser: true };
      const inventory = new InventoryClient({ ...access, ...options, fetch: fake.fetch });
      fake.faults.add({ fault: { kind: 'delay', ms: 5000 } });

      const error = await clock.run(refusal(inventory.query()));
      same([error instanceof TimeoutError, clock.now()], [true, 1000]);
      const { levels } = await clock.run(inventory.query());
      same([levels, fake.requests.length], [[], 2]);
    },
  },
];
