import { InventoryClient } from 'genstore-inventory';
import { inventoryHandlers, strictRequests } from 'genstore-inventory/msw';
import { createInventoryFake, generateSeed } from 'genstore-inventory/testing';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import type { Figure } from './report.ts';
import { compare, timeRatio } from './rounds.ts';

const REQUESTS = 200;
const CONSTANT = 'https://constant.invalid/api';

/** What msw adds to a query of 50 levels, and what the fake's handlers add to msw. */
export async function benchMsw(): Promise<Figure[]> {
  const shop = { shop: 'acme', accessToken: 'test-token' };
  const seed = generateSeed({ variants: 500, locations: 2 });
  const fake = createInventoryFake({ ...shop, seed, rateLimit: false });
  const direct = new InventoryClient({ ...shop, rateLimiter: false, fetch: fake.fetch });
  const behindMsw = new InventoryClient({ ...shop, rateLimiter: false });
  const page = await (
    await fake.fetch(`${fake.apiUrl}/inventory?limit=50`, {
      headers: { 'X-Genstore-Access-Token': shop.accessToken },
    })
  ).text();
  const constant = http.get(CONSTANT, () => new HttpResponse(page));
  const server = setupServer(...inventoryHandlers(fake), constant);
  server.listen(strictRequests);
  const [byFetch, byMsw, byConstant] = await compare(
    {
      fetch: () => repeat(() => direct.query({ limit: 50 })),
      msw: () => repeat(() => behindMsw.query({ limit: 50 })),
      constant: () => repeat(async () => (await fetch(CONSTANT)).json()),
    },
    9,
  );
  server.close();
  return [
    {
      what: 'client.query through msw: time against fake.fetch',
      ...timeRatio(byMsw, byFetch),
      bar: 'for the record',
    },
    {
      what: 'the same: time against fetch through msw with a constant answer',
      ...timeRatio(byMsw, byConstant),
      bar: 'for the record',
    },
  ];
}

async function repeat(request: () => Promise<unknown>): Promise<number> {
  for (let count = 0; count < REQUESTS; count += 1) await request();
  return REQUESTS;
}
