import type { QueryInput } from '../../client/index.ts';
import type { Rejection } from '../../model/index.ts';
import { MAX_FILTER_IDS } from '../../wire/index.ts';
import type { WebhookLine } from '../../wire/index.ts';

/** The levels to read, as `client.query` takes it; without ids, all of them. */
export type HealingQuery = Pick<QueryInput, 'variantIds' | 'locationIds'>;

interface GapBase {
  /** The query for the platform: the levels that are in doubt, and possibly others. */
  readonly query: HealingQuery;
}

/**
 * The facts of an order do not tell what it did to levels.
 *
 * - `'creation-missing'`: its creation was lost, or is still on its way; what else was told is held.
 * - `'location-missing'`: one of its lines names no location.
 * - `'order-unclear'`: its webhooks do not tell, or not alike, how many units left or were called off.
 */
export interface OrderIncompleteGap extends GapBase {
  /** The missing fact. */
  readonly reason: 'creation-missing' | 'location-missing' | 'order-unclear';
  /** The order. */
  readonly orderId: string;
}

/** A customer got money back for units, and nobody told whether the units came back too. */
export interface ReturnUnclearGap extends GapBase {
  /** The missing fact. */
  readonly reason: 'return-unclear';
  /** The refund. */
  readonly refundId: string;
}

/** The model refuses what an order's webhooks say, such as more units shipped than were ordered. */
export interface OrderRefusedGap extends GapBase {
  /** The contradiction. */
  readonly reason: 'order-refused';
  /** The order. */
  readonly orderId: string;
  /** The rule that refused it, with its numbers. */
  readonly rejection: Rejection;
}

/**
 * A level is in doubt.
 *
 * - `'level-unknown'`: orders changed it, and it was never read.
 * - `'level-unclear'`: an order changed it at a time that is not known, before or after it was read.
 * - `'level-ambiguous'`: two updates of the same instant tell different numbers.
 * - `'level-impossible'`: orders took more out of it than there was.
 */
export interface LevelGap extends GapBase {
  /** The doubt. */
  readonly reason: 'level-unknown' | 'level-unclear' | 'level-ambiguous' | 'level-impossible';
  /** The variant. */
  readonly variantId: string;
  /** Where it is: a warehouse. */
  readonly locationId: string;
}

/** Something that an order projector knows to be missing. Plain data. */
export type ProjectionGap = OrderIncompleteGap | OrderRefusedGap | ReturnUnclearGap | LevelGap;

/** A place, as far as it is known. */
export type Whereabouts = Pick<WebhookLine, 'variantId' | 'locationId'>;

/** The query that finds the levels of some places. */
export function queryFor(places: readonly Whereabouts[]): HealingQuery {
  if (places.length === 0) return {};
  const variantIds = unique(places.map(({ variantId }) => variantId));
  const locationIds = places.map(({ locationId }) => locationId);
  const isPlaced = locationIds.every((id) => id !== undefined);
  return narrow(variantIds, isPlaced ? unique(locationIds) : undefined);
}

/**
 * Puts the queries of many gaps together, so that healing costs few requests: each names at most 250
 * variants. What they find may be more than the gaps are about, and all of it is worth observing.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { createOrderProjector, healingQueries, parseWebhook } from 'genstore-inventory/webhooks';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const projector = createOrderProjector();
 * const order = `{"id":"1001","createTime":"2026-03-01T10:00:00Z","lineItems":
 *   [{"variantId":"107362030756585","locationId":"50003","quantity":2}]}`;
 * projector.add(parseWebhook({ headers: { 'X-Genstore-Topic': 'orders/create' }, body: order }));
 * projector.gaps().map(({ reason }) => reason); // → ['level-unknown']
 *
 * for (const query of healingQueries(projector.gaps())) {
 *   const at = new Date(); // before the question, so that the answer is not older
 *   for await (const page of inventory.query(query).pages()) projector.observe(page.levels, { at });
 * }
 * projector.gaps(); // → []
 * ```
 */
export function healingQueries(gaps: readonly ProjectionGap[]): readonly HealingQuery[] {
  const queries = gaps.map(({ query }) => query);
  if (queries.some(isEverything)) return [{}];
  const withVariants = queries.filter(({ variantIds }) => variantIds !== undefined);
  const variantIds = unique(withVariants.flatMap((query) => query.variantIds ?? []));
  const isPlaced = withVariants.every(({ locationIds }) => locationIds !== undefined);
  const locationIds = unique(withVariants.flatMap((query) => query.locationIds ?? []));
  const merged: HealingQuery[] = queries.filter((query) => query.variantIds === undefined);
  for (let from = 0; from < variantIds.length; from += MAX_FILTER_IDS) {
    const some = variantIds.slice(from, from + MAX_FILTER_IDS);
    merged.push(narrow(some, isPlaced ? locationIds : undefined));
  }
  return merged;
}

function narrow(
  variantIds: readonly string[],
  locationIds: readonly string[] | undefined,
): HealingQuery {
  return {
    ...(variantIds.length <= MAX_FILTER_IDS ? { variantIds } : {}),
    ...(locationIds !== undefined && locationIds.length <= MAX_FILTER_IDS ? { locationIds } : {}),
  };
}

function isEverything({ variantIds, locationIds }: HealingQuery): boolean {
  return variantIds === undefined && locationIds === undefined;
}

/** Sorted, so that the same gaps give the same queries. */
function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)].toSorted();
}
