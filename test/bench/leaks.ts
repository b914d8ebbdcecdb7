import { getEventListeners } from 'node:events';
import { InventoryClient } from 'genstore-inventory';
import { withPageServer } from './loopback.ts';
import type { Figure } from './report.ts';

const WARM_UP = 5000;
const REQUESTS = 20_000;

/** What stays behind when one signal, such as that of a whole program, is given to all calls. */
export async function benchLeaks(): Promise<Figure[]> {
  const { signal } = new AbortController();
  const growth = await withPageServer(async (baseUrl) => {
    const client = new InventoryClient({ baseUrl, accessToken: 'bench-token', rateLimiter: false });
    const repeat = async (requests: number): Promise<number> => {
      for (let count = 0; count < requests; count += 1) {
        // A deadline makes the client listen to the signal in one more place.
        await client.query(
          { limit: 50 },
          count % 2 === 0 ? { signal } : { signal, deadlineMs: 60_000 },
        );
      }
      return heapUsed();
    };
    const before = await repeat(WARM_UP);
    return (await repeat(REQUESTS)) - before;
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
  // What is cleaned up in a turn of its own is only free after the next collection.
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}
