import { InventoryClient } from 'genstore-inventory';
import { adjustAll, syncStock } from 'genstore-inventory/sync';
import type { DesiredLevel } from 'genstore-inventory/sync';
import { createInventoryFake, createVirtualClock } from 'genstore-inventory/testing';
import type { Figure } from './report.ts';
import { idOf, LOCATION, memoryOfSync } from './sync-memory.ts';

/** How long every answer takes, in virtual milliseconds. */
const LATENCY_MS = 200;
const LEVELS = 10_000;
const CHANGED = 300;

/** What bulk work takes, on a virtual clock: requests, time, and memory. */
export async function benchSync(): Promise<Figure[]> {
  const onHand = await measure((client) => syncStock(client, desiredBy('onHand')));
  const available = await measure((client) => syncStock(client, desiredBy('available')));
  const naive = await measure(async (client) => {
    for (const { variantId, locationId, onHand: units = 0 } of desiredBy('onHand')) {
      await client.adjust({ variantId, locationId, set: { onHand: units } });
    }
  });
  const bulk = await measure((client) =>
    adjustAll(
      client,
      Array.from({ length: 2000 }, (_, index) => ({
        variantId: idOf(index),
        locationId: LOCATION,
        set: { available: 7 },
      })),
    ),
  );
  const some = await memoryOfSync({ share: 0.03, dryRun: false });
  const all = await memoryOfSync({ share: 1, dryRun: true });
  const each = `${LEVELS} levels, ${CHANGED} changed`;
  return [
    { what: `syncStock, ${each}: requests`, value: onHand.requests, unit: 'requests', bar: '340' },
    {
      what: `syncStock, ${each}: time`,
      value: onHand.seconds,
      unit: 'virtual s',
      bar: 'about 150',
    },
    {
      what: `syncStock by available, ${each}: requests`,
      value: available.requests,
      unit: 'requests',
      bar: 'for the record',
    },
    {
      what: `syncStock by available, ${each}: time`,
      value: available.seconds,
      unit: 'virtual s',
      bar: 'for the record',
    },
    {
      what: `one adjust after the other, ${each}: requests`,
      value: naive.requests,
      unit: 'requests',
      bar: '10,000',
    },
    {
      what: `one adjust after the other, ${each}: time`,
      value: naive.seconds,
      unit: 'virtual s',
      bar: 'about 4,980',
    },
    {
      what: 'adjustAll, 2,000 lines, of what the bucket allows',
      value: bulk.share,
      unit: '%',
      bar: '>= 99',
    },
    {
      what: 'adjustAll, 2,000 lines, answered 429',
      value: bulk.refused,
      unit: 'requests',
      bar: '0',
    },
    {
      what: 'syncStock, 1 million levels, 3 % changed, memory in use at most',
      value: some,
      unit: 'MB',
      bar: '<= 200',
    },
    {
      what: 'syncStock as a dry run, 1 million levels, all changed, memory in use at most',
      value: all,
      unit: 'MB',
      bar: 'for the record',
    },
  ];
}

interface Measured {
  readonly requests: number;
  readonly refused: number;
  readonly seconds: number;
  /** Of the requests that a bucket of 40 and 2 a second lets through in this time, in %. */
  readonly share: number;
}

/** Runs a task on a fake with 10,000 levels of 5 units, with answers that take their time. */
async function measure(task: (client: InventoryClient) => Promise<unknown>): Promise<Measured> {
  const clock = createVirtualClock();
  const levels = Array.from({ length: LEVELS }, (_, index) => ({
    variantId: idOf(index),
    locationId: LOCATION,
    available: 5,
  }));
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: 'test-token',
    seed: { levels },
    clock,
    rateLimit: false,
  });
  let requests = 0;
  let refused = 0;
  let lastSentAt = clock.now();
  const client = new InventoryClient({
    shop: 'acme',
    accessToken: 'test-token',
    clock,
    fetch: async (input, init) => {
      requests += 1;
      lastSentAt = clock.now();
      await new Promise<void>((resolve) => clock.setTimer(resolve, LATENCY_MS));
      const answer = await fake.fetch(input, init);
      if (answer.status === 429) refused += 1;
      return answer;
    },
  });
  const startedAt = clock.now();
  await clock.run(task(client));
  const allowed = 40 + Math.floor(((lastSentAt - startedAt) / 1000) * 2);
  return {
    requests,
    refused,
    seconds: Math.round((clock.now() - startedAt) / 1000),
    share: Math.round((requests / allowed) * 1000) / 10,
  };
}

function desiredBy(quantity: 'onHand' | 'available'): DesiredLevel[] {
  const every = Math.floor(LEVELS / CHANGED);
  return Array.from({ length: LEVELS }, (_, index) => {
    const isChanged = index % every === 0 && index < every * CHANGED;
    const place = { variantId: idOf(index), locationId: LOCATION };
    const units = isChanged ? 6 : 5;
    return quantity === 'onHand' ? { ...place, onHand: units } : { ...place, available: units };
  });
}
