import type { QuantityName } from '../model/index.ts';

/** How a filter names several ids: not at all, in one value with commas, or each in a value of its own. */
export type FilterForm = 'one' | 'commas' | 'repeats';

/** How a number is written. */
export type NumberForm = 'number' | 'text';

/**
 * The platform's names for things, and the few choices beside: plain JSON. A name is a field, or a path
 * to one with dots between (`stock.available`).
 */
export interface WireProfile extends Readonly<Record<QuantityName, string>> {
  /** The version of this table: 1. */
  readonly version: 1;
  /** The name that the object of a request stands under; empty where it stands alone. */
  readonly requestEnvelope: string;
  /** The name that the object of an answer stands under; empty where it stands alone. */
  readonly answerEnvelope: string;
  /** The name that the array of a page stands under; `answerEnvelope` is looked at where there is none. */
  readonly list: string;
  /** The id of a level's variant. */
  readonly variantId: string;
  /** The id of a level's location, a warehouse. */
  readonly locationId: string;
  /** The id of the variant's product. */
  readonly productId: string;
  /** Units that can be bought. */
  readonly available: string;
  /** Units in orders that are not yet fulfilled. */
  readonly committed: string;
  /** Units that are set aside. */
  readonly unavailable: string;
  /** Units on their way. */
  readonly incoming: string;
  /** Units physically there. */
  readonly onHand: string;
  /** When a level last changed. */
  readonly updateTime: string;
  /** The text of an error. */
  readonly error: string;
  /** The query parameter that filters by variants. */
  readonly variantFilter: string;
  /** How that filter names several variants. */
  readonly variantFilterForm: FilterForm;
  /** The query parameter that filters by locations. */
  readonly locationFilter: string;
  /** How that filter names several locations. */
  readonly locationFilterForm: FilterForm;
  /** How quantities are written in requests. */
  readonly requestNumbers: NumberForm;
  /** How a fake writes quantities in answers; the client reads both. */
  readonly answerNumbers: NumberForm;
  /** The zone of times that tell none: `Z`, or an offset such as `+08:00`. */
  readonly timeZone: string;
}

/** A profile, or only the entries of it that differ from {@link GENSTORE_202412}. */
export type WireEntries = { readonly [Name in keyof WireProfile]?: WireProfile[Name] | undefined };

/**
 * The platform's names, as far as its documentation tells, and those that are assumed beyond.
 *
 * @example
 * ```ts run
 * import { GENSTORE_202412, InventoryClient } from 'genstore-inventory';
 *
 * GENSTORE_202412.locationFilter; // → 'locationIds'
 * const inventory = new InventoryClient({
 *   shop: 'acme',
 *   accessToken: 'test-token',
 *   wire: { locationFilter: 'locationId', locationFilterForm: 'one' }, // the rest stays
 * });
 * ```
 *
 * @see https://github.com/genstore-inventory/genstore-inventory/blob/main/docs/wire-contract.md
 */
export const GENSTORE_202412: WireProfile = Object.freeze({
  version: 1,
  // [D] An object stands in an envelope with its name, a list under the plural of it. [A] Here too.
  requestEnvelope: 'inventory',
  answerEnvelope: 'inventory',
  list: 'inventories',
  // [A] A level has the id of its variant.
  variantId: 'variantId',
  // [D] That is what a warehouse's id is called.
  locationId: 'locationId',
  // [D] The one field of an inventory object that the documentation shows.
  productId: 'productId',
  // [S] The statuses. [A] Their spelling.
  available: 'available',
  committed: 'committed',
  unavailable: 'unavailable',
  incoming: 'incoming',
  onHand: 'onHand',
  // [D] The name in other objects. [A] Here too.
  updateTime: 'updateTime',
  // [D] Every error body has it.
  error: 'error',
  // [A] Filters that are documented elsewhere are singular, and take one value.
  variantFilter: 'variantIds',
  variantFilterForm: 'commas',
  locationFilter: 'locationIds',
  locationFilterForm: 'commas',
  // [A] Examples of requests elsewhere have values as texts, too.
  requestNumbers: 'number',
  // [D] Examples of answers have quantities as texts.
  answerNumbers: 'text',
  // [A] Times without a zone occur in the documentation, which does not say where they are at home.
  timeZone: 'Z',
});
