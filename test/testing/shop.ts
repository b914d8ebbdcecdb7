import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type {
  FakeSeed,
  InventoryFake,
  InventoryFakeOptions,
  VirtualClock,
} from '../../src/testing/index.ts';

export const API = 'https://acme.genmystore.com/api/202412';
const TOKEN = 'test-token';
const START = Date.parse('2026-03-01T10:00:00Z');

/** Two levels of one variant, one of another, and a variant and a location that are not connected. */
export const SEED: FakeSeed = {
  variants: [{ variantId: '107362030756584', productId: '8589934859' }, '107362030756586'],
  locations: ['50004'],
  levels: [
    { variantId: '107362030756584', locationId: '50002', available: 12, committed: 3 },
    {
      variantId: '107362030756584',
      locationId: '50003',
      available: 5,
      unavailable: 2,
      incoming: 8,
    },
    { variantId: '107362030756585', locationId: '50002', available: 0 },
  ],
};

/** A clock that stands still until a test moves it. */
export function testClock(): VirtualClock {
  return createVirtualClock(START);
}

export function openFake(options: Partial<InventoryFakeOptions> = {}): InventoryFake {
  return createInventoryFake({
    shop: 'acme',
    accessToken: TOKEN,
    seed: SEED,
    clock: testClock(),
    rateLimit: false,
    ...options,
  });
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends a request as literal HTTP: a body is the text that goes over the wire. */
export async function send(
  fake: InventoryFake,
  method: string,
  path: string,
  body?: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const url = path.startsWith('https:') || path.startsWith('http:') ? path : `${API}${path}`;
  const response = await fake.fetch(url, {
    method,
    ...(body === undefined ? {} : { body }),
    headers: {
      'X-Genstore-Access-Token': TOKEN,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** All that can be seen of a fake's stock. */
export async function stateOf(fake: InventoryFake): Promise<unknown> {
  const { body } = await send(fake, 'GET', '/inventory?limit=250');
  return [fake.levels(), fake.ledger(), body];
}

/** Reads `{"inventories": […]}` as pairs of ids. */
export function idsOf({ body }: Reply): string[] {
  const { inventories } = body as { inventories: { variantId: string; locationId: string }[] };
  return inventories.map(({ variantId, locationId }) => `${variantId}@${locationId}`);
}

/** The URL that a `Link` header gives a relation. */
export function linkOf({ headers }: Reply, rel: 'next' | 'previous'): string | undefined {
  const links = (headers.get('Link') ?? '').split(', ');
  return links.find((link) => link.endsWith(`; rel=${rel}`))?.match(/^<(.*)>/)?.[1];
}
