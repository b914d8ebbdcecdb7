import { decodeInventories, inventoryPath, MAX_LIMIT, writeListQuery } from '../wire/index.ts';
import type {
  Decoded,
  DecodedPage,
  InventoryLevel,
  ListQuery,
  UntrackedLevel,
} from '../wire/index.ts';
import type { Call } from './call.ts';
import { readQuery } from './input.ts';
import type { QueryInput } from './input.ts';
import { nextPageOf, walkPages } from './pages.ts';
import type { WalkedPage } from './pages.ts';

/**
 * A query that has not been sent yet: a promise of its first page that begins when it is first waited
 * for. Awaited, it fetches that page, once; iterated over, it fetches page after page as they are
 * needed, anew each time. One that nobody waits for sends nothing.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const { levels, hasNextPage } = await inventory.query({ limit: 10 });
 * console.log(levels.length, hasNextPage); // → 1 false
 * for await (const level of inventory.query({ locationIds: ['50003'] })) {
 *   console.log(level.variantId, level.available); // → 107362030756585 12
 * }
 * ```
 */
export interface InventoryQuery extends Promise<InventoryPage>, AsyncIterable<InventoryLevel> {
  /** All pages, each fetched when it is asked for. */
  pages(): AsyncGenerator<InventoryPage, void, undefined>;
  /** All levels of all pages. */
  [Symbol.asyncIterator](): AsyncGenerator<InventoryLevel, void, undefined>;
}

/**
 * A query of a client: a promise that begins its work when it is first waited for, so that
 * one which is iterated over costs no request more. Users see only its interface: declarations that
 * are bundled would else promise a class that no entry exports.
 */
export class LazyQuery extends Promise<InventoryPage> implements InventoryQuery {
  readonly #input: QueryInput;
  readonly #fetch: (query: ListQuery) => Promise<FetchedPage>;
  #firstPage: Promise<InventoryPage> | undefined;

  /** @param fetch - fetches a page, as a call of its own. */
  constructor(input: QueryInput, fetch: (query: ListQuery) => Promise<FetchedPage>) {
    // Nothing waits for this promise itself: all that a promise does goes through then.
    super(() => {});
    this.#input = input;
    this.#fetch = fetch;
  }

  /** What is made of it are promises like any other. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  async *pages(): AsyncGenerator<InventoryPage, void, undefined> {
    const query = readQuery(this.#input);
    // Every page costs a request of the shop's budget, so all of them are read in large ones.
    const limit = query.limit ?? MAX_LIMIT;
    yield* fetchPages((pageToken) => this.#fetch({ ...query, limit, pageToken }));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<InventoryLevel, void, undefined> {
    for await (const page of this.pages()) yield* page.levels;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- being awaited is what it is for
  override then<Result = InventoryPage, Failure = never>(
    onFulfilled?: ((page: InventoryPage) => Result | PromiseLike<Result>) | null,
    onRejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Result | Failure> {
    this.#firstPage ??= this.#fetchFirstPage();
    return this.#firstPage.then(onFulfilled, onRejected);
  }

  async #fetchFirstPage(): Promise<InventoryPage> {
    const { page } = await this.#fetch(readQuery(this.#input));
    return page;
  }
}

/** One page of levels. */
export interface InventoryPage {
  /** The levels of the page, in the platform's order. */
  readonly levels: readonly InventoryLevel[];
  /** Levels of the page that have no numbers: variants whose stock the merchant does not track. */
  readonly untracked: readonly UntrackedLevel[];
  /** Whether more pages follow. Cursors are not shown: the platform's are not made to be kept. */
  readonly hasNextPage: boolean;
}

/** A page, and how it goes on. It is empty where the platform sent not even a level that nobody had asked for. */
export interface FetchedPage extends WalkedPage {
  readonly page: InventoryPage;
}

/** Fetches one page. */
export async function fetchPage(call: Call, query: ListQuery): Promise<FetchedPage> {
  const { apiVersion, wire } = call.shared.settings;
  const path = inventoryPath(apiVersion);
  const request = { method: 'GET', path, query: writeListQuery(query, wire) } as const;
  const decode = (body: unknown): Decoded<DecodedPage> => decodeInventories(body, wire);
  const exchange = await call.read(request, decode);
  const { value } = exchange;
  const next = nextPageOf(exchange);
  const isEmpty = value.levels.length + value.untracked.length === 0;
  const isWanted = isAskedFor(query);
  const levels = value.levels.filter(isWanted);
  const untracked = value.untracked.filter(isWanted);
  const page = { levels, untracked, hasNextPage: next.pageToken !== undefined };
  return { ...next, page, isEmpty };
}

/** The platform filters; where a filter takes one id, or has another name, it sends everything. */
function isAskedFor({ variantIds, locationIds }: ListQuery): (level: UntrackedLevel) => boolean {
  const variants = variantIds && new Set(variantIds);
  const locations = locationIds && new Set(locationIds);
  return ({ variantId, locationId }) =>
    variants?.has(variantId) !== false && locations?.has(locationId) !== false;
}

/** Fetches page after page until there is no next one. */
export async function* fetchPages(
  fetch: (pageToken: string | undefined) => Promise<FetchedPage>,
): AsyncGenerator<InventoryPage, void, undefined> {
  for await (const { page } of walkPages(fetch)) yield page;
}
