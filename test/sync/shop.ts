import { InventoryClient } from '../../src/index.ts';
import type { ClientOptions } from '../../src/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type { FakeSeed, InventoryFake, SeedLevel, VirtualClock } from '../../src/testing/index.ts';

export const BERLIN = '50002';
export const LYON = '50003';

/** A request on its way to the fake. */
export interface Passing {
  readonly method: string;
  /** The path after the version, with its query, such as `/inventory?limit=250`. */
  readonly path: string;
  /** How many requests came before it. */
  readonly index: number;
  readonly signal: AbortSignal;
  /** Lets the fake answer it. */
  readonly pass: () => Promise<Response>;
}

/** Stands between the client and the fake. */
export type Middle = (request: Passing) => Response | Promise<Response>;

/** A shop in memory, a client of it, and what the client asked for. */
export interface Shop {
  readonly fake: InventoryFake;
  readonly clock: VirtualClock;
  readonly client: InventoryClient;
  /** Such as `GET /inventory?limit=250` and `PUT /inventory/107`. */
  readonly asked: readonly string[];
  readonly writes: () => readonly string[];
  readonly run: VirtualClock['run'];
}

export interface ShopOptions {
  readonly seed?: Omit<FakeSeed, 'levels'>;
  readonly client?: Partial<ClientOptions>;
  readonly clock?: VirtualClock;
  /** How long every answer takes. */
  readonly latencyMs?: number;
  readonly middle?: Middle;
}

/** Opens a shop with these levels. */
export function openShop(levels: readonly SeedLevel[], options: ShopOptions = {}): Shop {
  const { seed, clock = createVirtualClock(), latencyMs = 0, middle } = options;
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: 'test-token',
    seed: { ...seed, levels },
    clock,
    rateLimit: false,
  });
  const shop = connectTo(fake, clock, { latencyMs, middle, client: options.client });
  return { ...shop, fake, clock, run: (promise) => clock.run(promise) };
}

/** Another client of a shop, with a journal of its own. */
export function connectTo(
  fake: InventoryFake,
  clock: VirtualClock,
  {
    latencyMs = 0,
    middle = ({ pass }: Passing) => pass(),
    client: options = {},
  }: {
    readonly latencyMs?: number | undefined;
    readonly middle?: Middle | undefined;
    readonly client?: Partial<ClientOptions> | undefined;
  },
): Pick<Shop, 'client' | 'asked' | 'writes'> {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const path = decodeURIComponent(request.url.slice(fake.apiUrl.length));
    const { method, signal } = request;
    asked.push(`${method} ${path}`);
    if (latencyMs > 0) await new Promise<void>((resolve) => clock.setTimer(resolve, latencyMs));
    const pass = (): Promise<Response> => fake.fetch(request);
    return middle({ method, path, index: asked.length - 1, signal, pass });
  };
  const client = new InventoryClient({
    baseUrl: fake.origin,
    accessToken: 'test-token',
    fetch,
    clock,
    ...options,
  });
  return {
    client,
    asked,
    writes: () => asked.filter((request) => !request.startsWith('GET')),
  };
}

/** Levels of variants 1, 2, 3 … at one location. */
export function levelsOf(available: readonly number[], locationId = BERLIN): SeedLevel[] {
  return available.map((units, index) => ({
    variantId: String(index + 1),
    locationId,
    available: units,
  }));
}

/** A refusal, as the platform writes it. */
export function refusal(status: number, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ error: 'No' }), { status, headers });
}

/** Fails as `fetch` does when the connection is cut. */
export function cut(): Promise<never> {
  return broken('ECONNRESET');
}

/** Fails as `fetch` does when there is no connection: nothing was sent. */
export function unconnected(): Promise<never> {
  return broken('ECONNREFUSED', 'connect');
}

function broken(code: string, syscall?: 'connect'): Promise<never> {
  const cause = Object.assign(new Error(code), { code, ...(syscall && { syscall }) });
  return Promise.reject(new TypeError('fetch failed', { cause }));
}
