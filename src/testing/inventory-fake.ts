import type { StockLevel } from '../model/index.ts';
import type { ExchangeRequest } from './platform/call.ts';
import type { FakeEvent } from './backstage/read-event.ts';
import type { FakeChecks } from './fake-checks.ts';
import type { FakeClientOptions } from './client-options.ts';
import type { FakeLevels } from './fake-levels.ts';
import type { ForkOptions } from './options.ts';
import type { FakeSnapshot } from './state/shop.ts';
import type { FaultControl } from './faults/control.ts';
import type { Outcome } from './faults/damage.ts';
import type { RecordedRequest } from './state/journal.ts';
import type { Clock } from '../base/clock.ts';
import type { FakeTokens } from './tokens.ts';
import type { FakeSeed } from './seed/seed.ts';
import type { Watchers } from './state/watchers.ts';
import type { PlatformSide } from './backstage/happenings.ts';
import type { FakeWebhooks } from './webhooks/subscription.ts';

/** One shop of the platform, in memory. Two fakes share nothing. */
export interface InventoryFake extends PlatformSide, FakeLevels, FakeCopies, FakeChecks {
  /** The shop's name, in lower case. */
  readonly shop: string;
  /** The token that requests must carry. */
  readonly accessToken: string;
  /** The API version in the path of every request. */
  readonly apiVersion: string;
  /** Where the shop is, `https://acme.genmystore.com`: also what a client takes as its `baseUrl`. */
  readonly origin: string;
  /** The URL that all paths of the API begin with: `https://acme.genmystore.com/api/202412`. */
  readonly apiUrl: string;
  /** The clock that it lives by. */
  readonly clock: Clock;

  /**
   * All that a client needs to reach this fake: shop, token, version, names, `fetch`, and the fake's
   * clock and rate limit, so that `reset()` and `restore()` leave nothing of them behind.
   *
   * @example
   * ```ts run
   * import { InventoryClient } from 'genstore-inventory';
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
   * const inventory = new InventoryClient({ ...fake.clientOptions, maxRetries: 0 });
   * const { levels } = await inventory.query();
   * levels.length; // → 0
   * ```
   */
  readonly clientOptions: FakeClientOptions;

  /**
   * Answers a request as the platform does. It needs no `this`, so it can stand wherever a `fetch` is
   * taken. Requests that the platform would refuse are answered with a status and `{"error": "…"}`,
   * and change nothing. Redirects are answered and not followed.
   *
   * @throws TypeError where the global `fetch` does: for what is no URL, a body already read, or a
   * connection that a scripted fault cuts.
   * @throws the signal's reason, when the request is aborted.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
   * const response = await fake.fetch(`${fake.apiUrl}/inventory`, {
   *   headers: { 'X-Genstore-Access-Token': fake.accessToken },
   * });
   * await response.json(); // → { inventories: [] }
   * ```
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

  /**
   * Does what `fetch` does for transports of other kinds: the answer is data, and so is what a fault
   * does to the connection.
   *
   * @internal
   */
  readonly exchange: (request: ExchangeRequest) => Promise<Outcome>;

  /**
   * Lets something happen on the platform's side: what the API cannot do, such as orders, returns and
   * shipments. An event without an `id` gets the next of `evt-1`, `evt-2` …, one without `at` the time
   * of the fake's clock. What is connected this way becomes known to the shop. `orders`, `returns`,
   * `shipments`, `stock` and `variants` have a name for each event.
   *
   * @returns the levels that the event touched, as it leaves them; none when it repeats an earlier one.
   * @throws EventRefusedError when the model refuses it; nothing changes then.
   * @throws TypeError when it connects ids that no request could name.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const seed = { levels: [{ ...place, available: 10 }] };
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * const [level] = fake.apply({
   *   type: 'order.placed',
   *   orderId: '1001',
   *   lines: [{ ...place, quantity: 3 }],
   * });
   * level?.available; // → 7
   * ```
   */
  readonly apply: (event: FakeEvent) => readonly StockLevel[];

  /** The webhooks by which the shop tells apps of its orders and levels. */
  readonly webhooks: FakeWebhooks;

  /** The faults: things that go wrong on purpose. */
  readonly faults: FaultControl;

  /**
   * The latest requests, in the order in which they arrived, as many as `journalLimit` says. What is
   * read does not change later.
   */
  readonly requests: readonly RecordedRequest[];

  /** How many requests came before those that are kept. */
  readonly droppedRequests: number;

  /**
   * Those of the requests that met no endpoint: another shop or version, an unknown path, or a method
   * that the path does not take.
   */
  readonly unexpectedRequests: readonly RecordedRequest[];

  /** The tokens that it takes. */
  readonly tokens: FakeTokens;

  /**
   * Writes down all that there is to see as one page of HTML: levels, ledger and requests, to be kept
   * where a test failed. It reads without a network and without scripts; no token is in it.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
   * const html = fake.report(); // write it to a file, such as fake-report.html
   * html.startsWith('<!doctype html>'); // → true
   * ```
   */
  readonly report: () => string;

  /**
   * Calls back whenever something changes, until the function returned is called.
   *
   * @internal
   */
  readonly watch: Watchers['watch'];
}

/** How a fake comes back to where it was, and how it is copied. */
export interface FakeCopies {
  /**
   * Keeps everything that the fake remembers: stock, ledger, orders, shipments, cursors, buckets,
   * faults, requests, and the numbers of the next ids. Costs the same however large the shop is.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const seed = { levels: [{ ...place, available: 10 }] };
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * const before = fake.snapshot();
   * fake.stock.set({ ...place, quantities: { onHand: 3 } });
   * fake.restore(before);
   * fake.level(place.variantId, place.locationId)?.available; // → 10
   * ```
   */
  readonly snapshot: () => FakeSnapshot;

  /**
   * Brings back everything as it was at a snapshot, as often as wanted; only the clock goes on. A
   * request that is still under way changes nothing any more.
   *
   * @throws TypeError when it is no snapshot of this fake, its forks, or the fake that it is a fork of.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const seed = { levels: [{ ...place, available: 10 }] };
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 3 }] });
   * const ordered = fake.snapshot(); // each test of what comes next begins here
   * fake.orders.fulfill({ orderId: '1001' });
   * fake.restore(ordered);
   * fake.orders.get('1001')?.lines[0]?.open; // → 3
   * ```
   */
  readonly restore: (snapshot: FakeSnapshot) => void;

  /**
   * Makes another fake that begins as this one is now, with everything that a snapshot keeps; from
   * then on they share nothing but the clock. Its `reset()` comes back to that beginning.
   *
   * @example
   * ```ts run
   * import { createInventoryFake, generateSeed } from 'genstore-inventory/testing';
   *
   * const seed = generateSeed({ variants: 1000, locations: 3 });
   * const base = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * const fake = base.fork(); // one for each test, at no cost
   * ```
   */
  readonly fork: (options?: ForkOptions) => InventoryFake;

  /**
   * Brings back what the fake was made with. Ids begin anew, the ledger and the journal are empty,
   * faults are gone, buckets are full, and all cursors are expired; a request that is still under way
   * changes nothing any more, and one that a delay holds up is answered at once.
   *
   * @param seed - the stock to begin with instead, until the next reset.
   * @throws TypeError when the seed is wrong; nothing is reset then.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const seed = { levels: [{ ...place, available: 10 }] };
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 3 }] });
   * fake.reset();
   * fake.orders.all(); // → []
   * fake.level(place.variantId, place.locationId)?.available; // → 10
   * ```
   */
  readonly reset: (seed?: FakeSeed) => void;
}
