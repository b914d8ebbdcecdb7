import { MAX_LIMIT } from '../wire/index.ts';
import type { InventoryLevel, ListQuery } from '../wire/index.ts';
import { readQuery } from './input.ts';
import type { QueryInput } from './input.ts';
import type { CallOptions } from './options.ts';
import { fetchPage, fetchPages } from './pages.ts';
import type { FetchedPage, InventoryPage } from './pages.ts';
import type { Session } from './session.ts';

/**
 * A query that has not been sent yet. Awaited, it fetches the first page, once; iterated over, it
 * fetches page after page as they are needed, anew each time.
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
 * What a client makes of a query. Users see only its interface: declarations that are bundled would
 * else promise a class that no entry exports.
 */
export class LazyQuery implements InventoryQuery {
  readonly #session: Session;
  readonly #input: QueryInput;
  readonly #options: CallOptions;
  #firstPage: Promise<InventoryPage> | undefined;

  constructor(session: Session, input: QueryInput, options: CallOptions) {
    this.#session = session;
    this.#input = input;
    this.#options = options;
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
  then<Result = InventoryPage, Failure = never>(
    onFulfilled?: ((page: InventoryPage) => Result | PromiseLike<Result>) | null,
    onRejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Result | Failure> {
    this.#firstPage ??= this.#fetchFirstPage();
    return this.#firstPage.then(onFulfilled, onRejected);
  }

  catch<Failure = never>(
    onRejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<InventoryPage | Failure> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<InventoryPage> {
    return this.then().finally(onFinally);
  }

  readonly [Symbol.toStringTag] = 'InventoryQuery';

  async #fetchFirstPage(): Promise<InventoryPage> {
    const { levels, hasNextPage } = await this.#fetch(readQuery(this.#input));
    return { levels, hasNextPage };
  }

  /** Each page is a call of its own: what a program does between two pages does not count. */
  #fetch(query: ListQuery): Promise<FetchedPage> {
    const session = this.#session;
    return session.run('query', this.#options, (call) => fetchPage(session, call, query));
  }
}
