import { InventoryClient } from 'genstore-inventory';
import ky from 'ky';
import { withPageServer } from './loopback.ts';
import type { Figure } from './report.ts';
import { compare, timeRatio } from './rounds.ts';

const REQUESTS = 250;
const ROUNDS = 31;
const TOKEN = 'bench-token';

/** What the client costs on top of the tools that it stands on, for a query of 50 levels. */
export async function benchOverhead(): Promise<Figure[]> {
  const results = await withPageServer((baseUrl) => {
    const client = new InventoryClient({ baseUrl, accessToken: TOKEN, rateLimiter: false });
    const url = `${baseUrl}/api/202412/inventory?limit=50`;
    const headers = { accept: 'application/json', 'x-genstore-access-token': TOKEN };
    return compare(
      {
        'query of 50 levels': () =>
          repeat(async () => (await client.query({ limit: 50 })).levels.length),
        'plain ky and JSON': () => repeat(async () => lengthOf(await ky(url, { headers }).json())),
        'plain fetch and JSON': () =>
          repeat(async () => lengthOf(await (await fetch(url, { headers })).json())),
      },
      ROUNDS,
    );
  });
  const [client, plainKy, plainFetch] = results;
  return [
    ...results.map(({ name, median }) => ({
      what: name,
      value: Math.round(median),
      unit: 'requests/s',
      bar: 'for the record',
    })),
    { what: 'time against plain ky', ...timeRatio(client, plainKy), bar: '<= 1.15' },
    { what: 'time against plain fetch', ...timeRatio(client, plainFetch), bar: 'for the record' },
  ];
}

/** One request after the other, each of which must bring all levels. */
async function repeat(request: () => Promise<number>): Promise<number> {
  for (let count = 0; count < REQUESTS; count += 1) {
    if ((await request()) !== 50) throw new Error('The page is not whole');
  }
  return REQUESTS;
}

function lengthOf(body: unknown): number {
  return (body as { inventories: unknown[] }).inventories.length;
}
