import type { LedgerEntry, StockLevel } from '../model/index.ts';
import type { FakeEvent } from './events.ts';

/** One shop of the platform, in memory. Two fakes share nothing. */
export interface InventoryFake {
  /** The shop's name, in lower case. */
  readonly shop: string;
  /** The token that requests must carry. */
  readonly accessToken: string;
  /** The API version in the path of every request. */
  readonly apiVersion: string;
  /** Where the shop is, `https://acme.genmystore.com`: also what a client takes as its `baseUrl`. */
  readonly origin: string;
  /** What the paths of the API stand behind: `https://acme.genmystore.com/api/202412`. */
  readonly apiUrl: string;

  /**
   * Answers a request as the platform does. It needs no `this`, so it can stand wherever a `fetch` is
   * taken. Requests that the platform would refuse are answered with a status and `{"error": "…"}`,
   * and change nothing.
   *
   * @throws TypeError where the global `fetch` does: for what is no URL, or a body already read.
   * @throws the signal's reason, when the request is aborted.
   *
   * @example
   * ```ts
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
   * const response = await fake.fetch(`${fake.apiUrl}/inventory`, {
   *   headers: { 'X-Genstore-Access-Token': fake.accessToken },
   * });
   * await response.json(); // { inventories: [] }
   * ```
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

  /**
   * Lets something happen on the platform's side: what the API cannot do, such as orders, returns and
   * shipments. An event without an `id` gets the next of `evt-1`, `evt-2` …, one without `at` the time
   * of the fake's clock. What is connected this way becomes known to the shop.
   *
   * @returns the levels that the event touched, as it leaves them; none when it repeats an earlier one.
   * @throws EventRefusedError when the model refuses it; nothing changes then.
   * @throws TypeError when it connects ids that no request could name.
   *
   * @example
   * ```ts
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
   * level?.available; // 7
   * ```
   */
  readonly apply: (event: FakeEvent) => readonly StockLevel[];

  /** The level of a variant at a location, or undefined where they are not connected. */
  readonly level: (variantId: string, locationId: string) => StockLevel | undefined;

  /** All levels, in the order in which they were connected. */
  readonly levels: () => readonly StockLevel[];

  /** Every change since the seed, oldest first: those by requests and those by `apply`. */
  readonly ledger: () => readonly LedgerEntry[];

  /**
   * Brings back what the fake was made with. Ids begin anew, the ledger is empty and all cursors are
   * expired; a request that is still being read changes nothing any more.
   */
  readonly reset: () => void;
}
