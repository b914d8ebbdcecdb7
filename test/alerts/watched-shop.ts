import { expect } from 'vitest';
import type { StockNews, StockWatch, WatchOptions } from '../../src/alerts/index.ts';
import { watchStock } from '../../src/alerts/index.ts';
import { InventoryClient } from '../../src/index.ts';
import type { ClientOptions } from '../../src/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type { InventoryFake, SeedLevel, VirtualClock } from '../../src/testing/index.ts';

/** A request, and when it was sent, in milliseconds after the shop was opened. */
interface SentRequest {
  readonly at: number;
  /** The query without the limit, such as `variantIds=1,2`. */
  readonly query: string;
}

/** A shop on a virtual clock, and a client of it. */
export interface WatchedShop {
  readonly fake: InventoryFake;
  readonly clock: VirtualClock;
  readonly client: InventoryClient;
  readonly sent: readonly SentRequest[];
  /** Answers the next requests instead of the platform, in order; undefined lets one through. */
  readonly script: (() => Promise<Response> | undefined)[];
  /** Milliseconds since the shop was opened. */
  readonly elapsed: () => number;
  /** Sets what is available, on the platform's side, after a time. */
  readonly later: (afterMs: number, variantId: string, available: number) => void;
  readonly watch: (options?: Partial<WatchOptions>) => StockWatch;
  /** Waits for the next news, on the virtual clock. */
  readonly next: (watch: StockWatch) => Promise<StockNews>;
  /** The error that the iteration ends with. */
  readonly failure: (watch: StockWatch) => Promise<unknown>;
}

/** Levels of many variants at one location. */
export function levelsOf(count: number, available = 5): SeedLevel[] {
  return Array.from({ length: count }, (_, index) => ({
    variantId: String(index + 1),
    locationId: 'berlin',
    available,
  }));
}

/** Opens a shop with levels. */
export function openShop(
  levels: readonly SeedLevel[],
  options: Partial<ClientOptions> = {},
  clock = createVirtualClock(),
): WatchedShop {
  const opened = clock.now();
  const [shop, accessToken] = ['acme', 'test-token'];
  const fake = createInventoryFake({
    shop,
    accessToken,
    seed: { levels },
    clock,
  });
  const sent: SentRequest[] = [];
  const script: WatchedShop['script'] = [];
  const elapsed = (): number => clock.now() - opened;
  const client = new InventoryClient({
    shop,
    accessToken,
    clock,
    maxRetries: 0,
    fetch: (input, init) => {
      const request = new Request(input, init);
      const { searchParams } = new URL(request.url);
      searchParams.delete('limit');
      sent.push({ at: elapsed(), query: decodeURIComponent(searchParams.toString()) });
      return script.shift()?.() ?? fake.fetch(request);
    },
    ...options,
  });
  const setAvailable = (variantId: string, available: number): void => {
    const event = { type: 'stock.set', variantId, locationId: 'berlin' } as const;
    fake.apply({ ...event, quantities: { available } });
  };
  return {
    fake,
    clock,
    client,
    sent,
    script,
    elapsed,
    later: (afterMs, variantId, available) => {
      clock.setTimer(() => setAvailable(variantId, available), afterMs);
    },
    watch: (rest = {}) => watchStock(client, { rules: {}, ...rest }),
    next: async (watch) => {
      const { value } = await clock.run(watch.next());
      return value ?? expect.unreachable('The watch has ended.');
    },
    failure: async (watch) => {
      let failure: unknown;
      const ended = watch.next().then(
        () => expect.unreachable('The watch should have failed.'),
        (error: unknown) => {
          failure = error;
        },
      );
      await clock.run(ended);
      return failure;
    },
  };
}

/** An answer of the platform's with a status. */
export function answer(status: number, headers: Readonly<Record<string, string>> = {}) {
  return (): Promise<Response> =>
    Promise.resolve(new Response('{"error":"scripted"}', { status, headers }));
}

/** What news say, such as `1 out`. */
export function told({ changes }: StockNews): string[] {
  return changes.map(({ variantId, alert }) => `${variantId} ${alert}`);
}
