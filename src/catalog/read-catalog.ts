import { isSignal } from '../base/abort.ts';
import { check, checkBoolean, checkFunction, checkObject, refusal, within } from '../base/check.ts';
import type { FieldsOf } from '../base/check.ts';
import { freeze } from '../base/freeze.ts';
import { tell } from '../base/tell.ts';
import { sessions } from '../client/door.ts';
import type { InventoryClient } from '../client/index.ts';
import { argumentsTo } from '../errors/index.ts';
import { catalogOf } from './catalog.ts';
import type { Catalog } from './catalog.ts';
import type { CatalogData } from './data.ts';
import { isAnswered, readData } from './load.ts';
import { readLocations, readVariants } from './read.ts';
import type { CatalogProgress } from './read.ts';
import { readWanted } from './wanted.ts';
import type { WantedNames } from './wanted.ts';

/** The names that are to be known, and a catalog to go on from. */
export interface CatalogOptions extends WantedNames {
  /** A catalog from before: what it knows is not asked for again. */
  readonly known?: Catalog | CatalogData | undefined;
  /**
   * Whether the lists of products and warehouses are read in any case, and the variants of products that
   * changed since: a SKU may have moved to another variant. Not by default.
   */
  readonly recheck?: boolean | undefined;
  /** Told after every answer. What it throws is ignored. */
  readonly onProgress?: ((progress: CatalogProgress) => unknown) | undefined;
  /** Ends the reading, which then rejects with the signal's own reason; null counts as left out. */
  readonly signal?: AbortSignal | null | undefined;
}

const FIELDS: FieldsOf<CatalogOptions> = {
  skus: true,
  variants: true,
  locations: true,
  known: true,
  recheck: true,
  onProgress: true,
  signal: true,
};
const NOTHING: CatalogData = {
  version: 1,
  products: [],
  locations: [],
  hasAllVariants: false,
  hasAllLocations: false,
};

/**
 * Reads which variants and warehouses the names of people stand for. It costs a request for 250
 * warehouses, one for 250 products, and one for each product, whose variants nothing else lists: at two
 * requests a second, a shop of 1,000 products takes eight minutes. So save `catalog.data`, and hand it
 * over as `known` the next time: then only products are asked that are new, or changed since.
 *
 * A SKU may be shared, so that all products must have been read before one is known to be the only
 * one. Where `known` has read all of them and knows each name that is asked for, nothing is sent,
 * unless `recheck` says so.
 *
 * It waits behind calls of the client that somebody waits for, and has no deadline. The token needs
 * `read_products` and `read_shops`.
 *
 * @throws InvalidInputError when the client is no `InventoryClient`, or an option is wrong.
 * @throws PermissionError when the token lacks a scope.
 * @throws ResponseError when an answer is not what the contract says.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { readCatalog } from 'genstore-inventory/catalog';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const { shop, accessToken, fetch } = createInventoryFake({
 *   shop: 'acme',
 *   accessToken: 'test-token',
 *   seed: {
 *     variants: [{ variantId: '107362030756584', sku: 'P001' }],
 *     locations: [{ locationId: '50003', name: 'Berlin' }],
 *   },
 * });
 * const inventory = new InventoryClient({ shop, accessToken, fetch });
 * const catalog = await readCatalog(inventory, { skus: ['P001', 'p001'], locations: ['berlin'] });
 * catalog.variantOf('P001')?.variantId; // → '107362030756584'
 * catalog.locationOf('berlin')?.locationId; // → '50003'
 * catalog.unknown.skus; // → [ 'p001' ]
 * ```
 */
export async function readCatalog(
  client: InventoryClient,
  options: CatalogOptions = {},
): Promise<Catalog> {
  const place = argumentsTo('readCatalog');
  const session = sessions.get(client);
  if (session === undefined) throw refusal(within(place, 'client'), 'an InventoryClient');
  const given: unknown = options;
  checkObject(place, given, FIELDS, 'an object, or left out');
  const { known, recheck = false, onProgress, signal } = options;
  checkBoolean(within(place, 'recheck'), recheck);
  if (onProgress !== undefined) checkFunction(within(place, 'onProgress'), onProgress);
  check(within(place, 'signal'), isSignal(signal), 'an AbortSignal');
  const wanted = readWanted(place, options);
  const before = known === undefined ? NOTHING : readData(within(place, 'known'), dataOf(known));
  const earlier = catalogOf(before, wanted);
  const report = (progress: CatalogProgress): void => tell(() => onProgress?.(progress));
  const { variants: hasVariants, locations: hasLocations } = isAnswered(earlier, wanted, recheck);
  const reading = { session, signal: signal ?? undefined, tell: report };
  const locations = hasLocations ? before.locations : await readLocations(reading);
  const products = hasVariants ? before.products : await readVariants(reading, before.products);
  const data: CatalogData = freeze({
    version: 1,
    products,
    locations,
    hasAllVariants: before.hasAllVariants || !hasVariants,
    hasAllLocations: before.hasAllLocations || !hasLocations,
  });
  return catalogOf(data, wanted);
}

function dataOf(known: Catalog | CatalogData): CatalogData {
  return typeof known === 'object' && known !== null && 'data' in known ? known.data : known;
}
