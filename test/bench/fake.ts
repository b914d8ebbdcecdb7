import { createInventoryFake, generateSeed } from 'genstore-inventory/testing';
import type { InventoryFake } from 'genstore-inventory/testing';
import type { Figure } from './report.ts';
import { compare, timeRatio } from './rounds.ts';
import type { Result } from './rounds.ts';

const REQUESTS = 5000;
const PAGES = 20;
/** Short rounds, and many: most of them are spared by the garbage collector, and so is the median. */
const PAGE_REQUESTS = 400;
const PAGE_ROUNDS = 15;
const COPIES = 1000;
const OPENINGS = 5;
const HEADERS = { 'X-Genstore-Access-Token': 'test-token', 'Content-Type': 'application/json' };

/**
 * The fake by its `fetch`, without a rate limit. Single requests come first: beside a shop of a million
 * levels, a large part of their time would go to the garbage collector. Then pages of 50 levels: in the
 * large shop the same 20 in the middle are read again and again, so that what is compared is the way
 * to a page and not what the processor's caches do; beside it, every page is another one. Then what
 * it costs to keep a shop and to come back to it.
 */
export async function benchFake(): Promise<Figure[]> {
  const small = openFake(generateSeed({ variants: 500, locations: 2 }));
  const single = await compare(
    {
      query: () => repeat(REQUESTS, () => get(small, '/inventory?limit=1')),
      update: () => repeat(REQUESTS, (i) => update(small, i)),
    },
    7,
  );
  const startedAt = performance.now();
  const seed = generateSeed({ variants: 500_000, locations: 2 });
  const generatedAt = performance.now();
  const large = openFake(seed);
  const openedAt = performance.now();
  const [open, map] = await compare(
    {
      open: () => times(1, () => openFake(seed)),
      map: () => times(1, () => mapOf(seed)),
    },
    OPENINGS,
  );
  const [fewPages, allPages] = [await pagesOf(small), await pagesOf(large)];
  const middle = Math.floor(allPages.length / 2);
  const busy = allPages.slice(middle, middle + PAGES);
  const pages = await compare(
    {
      few: () => repeat(PAGE_REQUESTS, (i) => get(small, fewPages[i % fewPages.length] ?? '')),
      many: () => repeat(PAGE_REQUESTS, (i) => get(large, busy[i % PAGES] ?? '')),
      spread: () => repeat(PAGE_REQUESTS, (i) => get(large, allPages[i * 3] ?? '')),
    },
    PAGE_ROUNDS,
  );
  const [query, write] = single;
  const [few, many, spread] = pages;
  return [
    { what: 'fake.fetch, a query of one level', ...perSecond(query), bar: '>= 20,000' },
    { what: 'fake.fetch, an update', ...perSecond(write), bar: '>= 20,000' },
    { what: 'a page of 50, 1 thousand levels', ...perSecond(few), bar: 'for the record' },
    { what: 'a page of 50, 1 million levels', ...perSecond(many), bar: 'for the record' },
    {
      what: 'time of a page, 1 million levels against 1 thousand',
      ...timeRatio(many, few),
      bar: '<= 1.5',
    },
    {
      what: 'the same, each page another one',
      ...timeRatio(spread, few),
      bar: 'for the record',
    },
    ...(await benchCopies()),
    {
      what: 'generateSeed, 1 million levels',
      ...seconds(generatedAt - startedAt),
      bar: 'seconds',
    },
    {
      what: 'time of opening 1 million levels against a Map of them, frozen',
      ...timeRatio(open, map),
      // What was opened in 2.47 times that time by 0.1.0, in 0.4 of it.
      bar: '<= 0.98',
    },
    {
      what: 'createInventoryFake, 1 million levels',
      ...seconds(openedAt - generatedAt),
      bar: 'for the record',
    },
  ];
}

/** What it takes to keep a shop of 100,000 levels, before and after half of them have changed. */
async function benchCopies(): Promise<Figure[]> {
  const fresh = openFake(generateSeed({ variants: 50_000, locations: 2 }));
  const used = fresh.fork();
  for (const { variantId, locationId } of used.levels().slice(0, 50_000)) {
    used.stock.adjust({ variantId, locationId, deltas: { incoming: 1 } });
  }
  const kept = used.snapshot();
  const [{ variantId, locationId } = { variantId: '', locationId: '' }] = used.levels();
  const place = { variantId, locationId };
  const results = await compare(
    {
      fork: () => times(COPIES, () => fresh.fork()),
      usedFork: () => times(COPIES, () => used.fork()),
      snapshot: () => times(COPIES, () => used.snapshot()),
      restore: () => times(COPIES, () => used.restore(kept)),
      restoreAndWrite: () =>
        times(COPIES, () => {
          used.restore(kept);
          used.stock.adjust({ ...place, deltas: { incoming: 1 } });
        }),
    },
    5,
  );
  const names = [
    'fork, 100,000 levels',
    'fork, half of them changed since the seed',
    'snapshot, the same',
    'restore, the same',
    'restore and one change, the same',
  ];
  return results.map(({ median }, index) => ({
    what: names[index] ?? '',
    value: round(1000 / median),
    unit: 'ms',
    bar: '< 10',
  }));
}

/** What a program would make of a seed by hand, without a check: a frozen object for each level. */
function mapOf({ levels }: ReturnType<typeof generateSeed>): unknown {
  const map = new Map<string, unknown>();
  for (const level of levels) {
    const { variantId, locationId, available = 0, committed = 0, unavailable = 0 } = level;
    const onHand = available + committed + unavailable;
    map.set(`${variantId}/${locationId}`, Object.freeze({ ...level, onHand }));
  }
  return map;
}

function openFake(seed: ReturnType<typeof generateSeed>): InventoryFake {
  return createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed, rateLimit: false });
}

/** The ways to all pages of 50, by cursors that were given out for larger ones. */
async function pagesOf(fake: InventoryFake): Promise<string[]> {
  const pages: string[] = [];
  let next: string | undefined = '/inventory?limit=250';
  while (next !== undefined) {
    const response = await get(fake, next);
    const token = /pageToken=([^&>]+)>; rel=next/.exec(response.headers.get('Link') ?? '')?.[1];
    next = token === undefined ? undefined : `/inventory?limit=250&pageToken=${token}`;
    if (next !== undefined) pages.push(next.replace('250', '50'));
  }
  return pages;
}

async function get(fake: InventoryFake, path: string): Promise<Response> {
  const response = await fake.fetch(`${fake.apiUrl}${path}`, { headers: HEADERS });
  await response.text();
  if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
  return response;
}

const ids = new Map<InventoryFake, readonly string[]>();

async function update(fake: InventoryFake, index: number): Promise<void> {
  const known = ids.get(fake) ?? fake.levels().map(({ variantId }) => variantId);
  ids.set(fake, known);
  const variantId = known[index % known.length] ?? '';
  const body = `{"inventory":{"locationId":"50002","incoming":${index}}}`;
  const init = { method: 'PUT', headers: HEADERS, body };
  const response = await fake.fetch(`${fake.apiUrl}/inventory/${variantId}`, init);
  await response.text();
  if (!response.ok) throw new Error(`An update was answered ${response.status}`);
}

async function repeat(count: number, act: (index: number) => Promise<unknown>): Promise<number> {
  for (let index = 0; index < count; index += 1) await act(index);
  return count;
}

function times(count: number, act: () => unknown): number {
  for (let index = 0; index < count; index += 1) act();
  return count;
}

function perSecond(result: Result | undefined): { value: number; unit: string } {
  return { value: Math.round(result?.median ?? 0), unit: 'requests/s' };
}

function seconds(ms: number): { value: number; unit: string } {
  return { value: round(ms / 1000), unit: 's' };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
