import { argumentsTo } from '../errors/index.ts';
import { keyOf } from '../model/level.ts';
import type { InventoryLevel } from '../wire/index.ts';
import { carryOut, givenUp } from './write/line.ts';
import type { Line } from './write/line.ts';
import { planConnect, planSet } from './write/plan-write.ts';
import type { Adjustment } from './write/plan-write.ts';
import type { Call } from './call.ts';
import type { Clock } from '../base/clock.ts';
import { sessions } from './door.ts';
import { readAdjustment, readLevelId } from './input.ts';
import type { AdjustInput, LevelId, QueryInput } from './input.ts';
import type { CallOptions, ConnectOptions, WriteOptions } from './options/call-options.ts';
import { readOptions, readTokenOption } from './options/options.ts';
import type { InventoryClientOptions } from './options/options.ts';
import { levelThere } from './write/read-level.ts';
import { fetchPage, LazyQuery } from './query.ts';
import type { InventoryQuery } from './query.ts';
import { KeyedQueue } from './write/keyed-queue.ts';
import { Session } from './session.ts';
import type { StoreWrites } from './store.ts';
import { write } from './write/write-once.ts';

/**
 * A client of one shop's inventory.
 *
 * @throws InvalidInputError when an option is wrong, before anything is sent.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 *
 * const inventory = new InventoryClient({
 *   shop: 'acme', // acme.genmystore.com
 *   accessToken: () => process.env.GENSTORE_TOKEN ?? '',
 * });
 * const { levels } = await inventory.query({ limit: 10 });
 * levels.length; // → 1
 * ```
 */
export class InventoryClient {
  readonly #session: Session;
  readonly #queue = new KeyedQueue<Line | undefined>();
  readonly #stored: StoreWrites | undefined;

  constructor(options: InventoryClientOptions) {
    const settings = readOptions(options);
    this.#session = new Session(settings, readTokenOption(options.accessToken));
    sessions.set(this, this.#session);
    this.#stored = settings.machine?.open(this, options);
  }

  /** Where requests go: what stands before `/api/{version}`. */
  get baseUrl(): string {
    return this.#session.settings.baseUrl;
  }

  /** The version in the path of every request. */
  get apiVersion(): string {
    return this.#session.settings.apiVersion;
  }

  /** The client's source of time, for what is built on it. */
  get clock(): Clock {
    return this.#session.settings.clock;
  }

  /** Whether it has a `store`, so that calls may have an `idempotencyKey`. */
  get hasStore(): boolean {
    return this.#stored !== undefined;
  }

  /**
   * Links a variant to a location (a warehouse), where it then has a level.
   *
   * @returns the new level.
   * @throws NotFoundError when the platform does not know the variant or the location.
   * @throws ConflictError when they are connected already, unless `ifConnected` is `'return'`.
   *
   * @example
   * ```ts run
   * import { InventoryClient } from 'genstore-inventory';
   *
   * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const level = await inventory.connect(place);
   * const same = await inventory.connect(place, { ifConnected: 'return' });
   * console.log(level.available, same.available); // → 0 0
   * ```
   */
  async connect(place: LevelId, options: ConnectOptions = {}): Promise<InventoryLevel> {
    const id = readLevelId(argumentsTo('connect'), place);
    if (this.#stored) return this.#stored.connect(id, options);
    const planned = planConnect(this.#session.settings, id);
    return this.#inTurn('connect', id, options, (call) =>
      write(call, id, () => planned).catch((error: unknown) =>
        levelThere(call, id, options, error),
      ),
    );
  }

  /**
   * Changes a level: `set` to absolute values, or `by` relative ones. Quantities are integers, in
   * units; `onHand` is what is physically there, and moves available. `set` alone is one request.
   * With `by` or `expected` the level is read first, the stock model decides, and the absolute result
   * is sent: the platform has no compare-and-set, so a change between the two requests is not seen.
   *
   * @returns the level as the platform has it afterwards.
   * @throws StockRejectedError when the model refuses the change, committed is named, or `expected`
   * does not match; with `by` and `expected` also when the variant is not connected to the location.
   * @throws NotFoundError when it is not connected and `set` stands alone.
   * @throws OutcomeUnknownError when the write may have been applied and reading the level does not
   * tell.
   * @throws StaleReadError when the level is read first, and the readings stay older than what the
   * platform had told this client.
   *
   * @example
   * ```ts run
   * import { InventoryClient } from 'genstore-inventory';
   *
   * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
   * const place = { variantId: '107362030756585', locationId: '50003' };
   * await inventory.adjust({ ...place, set: { available: 12 } });
   * await inventory.adjust({ ...place, by: { available: -2 } });
   * const counted = await inventory.adjust({ ...place, set: { onHand: 9 }, expected: { onHand: 10 } });
   * counted.available; // → 9
   * ```
   */
  async adjust(input: AdjustInput, options: WriteOptions = {}): Promise<InventoryLevel> {
    const event = readAdjustment(input);
    const { oversell } = input;
    if (this.#stored) return this.#stored.adjust(event, oversell, options);
    const { settings } = this.#session;
    const id = { variantId: event.variantId, locationId: event.locationId };
    if (event.type === 'stock.set' && event.expected === undefined) {
      const planned = planSet(settings, id, event.quantities);
      return this.#inTurn('adjust', id, options, (call) => write(call, id, () => planned));
    }
    return this.#inLine(id, options, { event, oversell });
  }

  /**
   * Finds levels across locations. Await it for the first page, iterate over it for all levels, or
   * over its `pages()`.
   *
   * @example
   * ```ts run
   * import { InventoryClient } from 'genstore-inventory';
   *
   * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
   * let units = 0;
   * for await (const level of inventory.query({ variantIds: ['107362030756585'] })) {
   *   units += level.available;
   * }
   * units; // → 12
   * ```
   */
  query(input: QueryInput = {}, options: CallOptions = {}): InventoryQuery {
    // Each page is a call of its own: what a program does between two pages does not count.
    return new LazyQuery(input, (query) =>
      this.#session.run('query', options, (call) => fetchPage(call, query)),
    );
  }

  /** Changes by what stands there: relative ones that wait for one level are carried out together. */
  #inLine(id: LevelId, options: CallOptions, adjustment: Adjustment): Promise<InventoryLevel> {
    const queue = this.#queue;
    return this.#session.run('adjust', options, async (call) => {
      const { hooks } = call;
      const isAlone = adjustment.event.expected !== undefined;
      const line: Line = { call, hooks, adjustment, isAlone };
      try {
        return await queue.run(keyOf(id), call.signal, line, () => carryOut(queue, id, line));
      } catch (error) {
        throw givenUp(line, error);
      } finally {
        // The end is its own, whoever looked on at what it carried out.
        call.hooks = hooks;
      }
    });
  }

  /** Writes to one level wait for each other; writes to different levels do not. */
  #inTurn(
    operation: 'connect' | 'adjust',
    id: LevelId,
    options: CallOptions,
    task: (call: Call) => Promise<InventoryLevel>,
  ): Promise<InventoryLevel> {
    return this.#session.run(operation, options, (call) =>
      this.#queue.run(keyOf(id), call.signal, undefined, () => task(call)),
    );
  }
}
