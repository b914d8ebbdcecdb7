import { checkMethods, checkObject, within } from '../base/check.ts';
import type {
  AdjustInput,
  CallOptions,
  ClientHooks,
  Clock,
  InventoryLevel,
  InventoryPage,
  LevelId,
  QueryInput,
  WriteOptions,
} from '../client/index.ts';
import { argument } from '../errors/index.ts';

/** The options by which bulk calls send what they do: behind the calls that somebody waits for. */
export function inBackground(hooks: ClientHooks, signal: AbortSignal | undefined): CallOptions {
  return { priority: 'background', hooks, ...(signal && { signal }) };
}

/**
 * The client that bulk calls work with: an `InventoryClient`, or something that stands in for one.
 * Whatever paces, repeats and reads back is its part. It has to tell the hooks of a call's options
 * of its requests and their answers: by them a bulk call knows what was sent, and what was written.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { adjustAll } from 'genstore-inventory/sync';
 * import type { BulkClient } from 'genstore-inventory/sync';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * // Keeps a list of what is written.
 * const journal: string[] = [];
 * const client: BulkClient = {
 *   clock: inventory.clock,
 *   connect: (id, options) => inventory.connect(id, options),
 *   adjust: (input, options) => {
 *     journal.push(input.variantId);
 *     return inventory.adjust(input, options);
 *   },
 *   query: (input, options) => inventory.query(input, options),
 * };
 * const place = { variantId: '107362030756585', locationId: '50003' };
 * await adjustAll(client, [{ ...place, set: { onHand: 11 } }]);
 * journal; // → ['107362030756585']
 * ```
 */
export interface BulkClient {
  /** The clock that times and waits go by. */
  readonly clock: Clock;
  /**
   * Whether lines may have an `idempotencyKey`. Left out, the client itself says so of each line, which
   * may be after others were written.
   */
  readonly hasStore?: boolean | undefined;
  /** Links a variant to a location, and gives the new level. */
  connect(id: LevelId, options: CallOptions): Promise<InventoryLevel>;
  /** Changes a level, and gives it as it is afterwards. */
  adjust(input: AdjustInput, options: WriteOptions): Promise<InventoryLevel>;
  /** Finds levels: awaited, those of the first page; or all pages, each when it is asked for. */
  query(
    input: QueryInput,
    options: CallOptions,
  ): PromiseLike<Pick<InventoryPage, 'levels'>> & {
    /** All pages; whoever knows of levels without numbers says which they are. */
    pages(): AsyncIterable<
      Pick<InventoryPage, 'levels'> & Partial<Pick<InventoryPage, 'untracked'>>
    >;
  };
}

/** Checks that bulk calls can work with a client. */
export function checkClient(call: string, client: BulkClient): void {
  const place = argument(call, 'client');
  checkObject(place, client, undefined, 'an InventoryClient');
  checkMethods(place, client, ['connect', 'adjust', 'query']);
  checkMethods(within(place, 'clock'), client.clock, ['now', 'setTimer']);
}
