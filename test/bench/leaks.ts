import { getEventListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { InventoryClient } from 'genstore-inventory';
import { withPageServer } from './loopback.ts';
import type { Figure } from './report.ts';
import { medianOf } from './rounds.ts';

const STEPS = 8;
const REQUESTS_PER_STEP = 5000;
const REQUESTS = 20_000;

/**
 * What stays behind when one signal, such as that of a whole program, is given to all calls. What
 * leaks does so in every step; the engine lets go of megabytes in some one of them, and takes some in
 * another, with plain fetch as well. So the figure is the step in the middle.
 */
export async function benchLeaks(): Promise<Figure[]> {
  const { signal } = new AbortController();
  const growth = await withPageServer(async (baseUrl) => {
    const client = new InventoryClient({ baseUrl, accessToken: 'bench-token', rateLimiter: false });
    const grown: number[] = [];
    let before = Number.NaN;
    for (let step = 0; step <= STEPS; step += 1) {
      for (let count = 0; count < REQUESTS_PER_STEP; count += 1) {
        // A deadline makes the client listen to the signal in one more place.
        const options = count % 2 === 0 ? { signal } : { signal, deadlineMs: 60_000 };
        await client.query({ limit: 50 }, options);
      }
      const after = await heapUsed();
      // The first step warms up.
      if (step > 0) grown.push(after - before);
      before = after;
    }
    return (medianOf(grown) / REQUESTS_PER_STEP) * REQUESTS;
  });
  return [
    {
      what: `heap growth over ${REQUESTS.toLocaleString('en')} requests with one signal`,
      value: Math.round(growth / 1024),
      unit: 'kB',
      bar: '<= 512',
    },
    {
      what: 'listeners left on the signal',
      value: getEventListeners(signal, 'abort').length,
      unit: 'listeners',
      bar: '0',
    },
  ];
}

async function heapUsed(): Promise<number> {
  // Sockets have their own time to come to rest.
  await setTimeout(50);
  for (let turn = 0; turn < 5; turn += 1) {
    // In a turn of its own, nothing on the stack keeps anything; what is cleaned up after a collection
    // is only free after the next one.
    await globalThis.gc?.({ type: 'major', execution: 'async' });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}
