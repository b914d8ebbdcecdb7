import { InventoryClient } from 'genstore-inventory';
import { syncStock } from 'genstore-inventory/sync';
import type { DesiredLevel } from 'genstore-inventory/sync';

export const LOCATION = '50002';
const LEVELS = 1_000_000;
const PAGE = 250;

/** An id as long as the platform's. */
export function idOf(index: number): string {
  return String(107_362_030_000_000 + index);
}

interface Options {
  readonly share: number;
  readonly dryRun: boolean;
}

/**
 * How much memory a sync of a million levels holds at most, in MB, garbage left out. Neither what is
 * desired nor the platform is in memory: both are made as they are asked for. The most of three runs:
 * what a run finds in memory of what was before, and is let go of meanwhile, makes it look smaller.
 */
export async function memoryOfSync(options: Options): Promise<number> {
  let most = 0;
  for (let run = 0; run < 3; run += 1) most = Math.max(most, await memoryOfOne(options));
  return most;
}

async function memoryOfOne(options: Options): Promise<number> {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('Memory needs --expose-gc: use npm run bench.');
  const inUse = (): number => {
    gc();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const client = new InventoryClient({
    shop: 'acme',
    accessToken: 'test-token',
    rateLimiter: false,
    fetch: answer,
  });
  const before = inUse();
  let most = 0;
  let calls = 0;
  const outcome = await syncStock(client, desired(options.share), {
    dryRun: options.dryRun,
    maxChangedShare: 1,
    onProgress: () => {
      calls += 1;
      if (calls % 2000 === 1) most = Math.max(most, inUse() - before);
    },
  });
  most = Math.max(most, inUse() - before);
  if (outcome.total !== LEVELS) throw new Error(`${outcome.total} lines`);
  return Math.round(most / 1e6);
}

function* desired(share: number): Generator<DesiredLevel> {
  for (let index = 0; index < LEVELS; index += 1) {
    const onHand = index % 100 < share * 100 ? 6 : 5;
    yield { variantId: idOf(index), locationId: LOCATION, onHand };
  }
}

/** The platform: a million levels of 5 units, in pages whose cursor is a number. */
const answer: typeof globalThis.fetch = async (input, init) => {
  // As over a network: without a turn of the event loop, the runtime cannot let go of old requests.
  await new Promise((resolve) => setImmediate(resolve));
  const { method, url } = new Request(input, init);
  const { pathname, searchParams } = new URL(url);
  if (method === 'PUT') {
    const variantId = pathname.split('/').at(-1);
    return Response.json({ inventory: { variantId, locationId: LOCATION, available: '6' } });
  }
  const start = Number(searchParams.get('pageToken') ?? 0);
  const inventories = Array.from({ length: PAGE }, (_, index) => ({
    variantId: idOf(start + index),
    locationId: LOCATION,
    available: '5',
    committed: '0',
    unavailable: '0',
    incoming: '0',
    onHand: '5',
  }));
  const next = start + PAGE;
  const link = `<https://acme.genmystore.com/inventory?pageToken=${next}>; rel=next`;
  return Response.json({ inventories }, next < LEVELS ? { headers: { link } } : {});
};
