import { refusal } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';
import type { ClientHooks, InventoryLevel, QueryInput } from '../../client/index.ts';
import { argument } from '../../errors/index.ts';
import { levelKey } from '../../model/level.ts';
import { isWireId, MAX_FILTER_IDS } from '../../wire/limits.ts';
import { BACKGROUND } from './background.ts';
import type { StockSource } from './stock-watch.ts';

/** The items that are watched: all, or those of some variants or locations. */
export interface Watched {
  readonly variantIds: ReadonlySet<string> | undefined;
  readonly locationIds: ReadonlySet<string> | undefined;
}

/** The ids that a watch is told. */
interface WatchedIds {
  readonly variantIds?: readonly string[] | undefined;
  readonly locationIds?: readonly string[] | undefined;
}

/** How many variants one query may name; the client takes no more. */
export const VARIANTS_A_QUERY = MAX_FILTER_IDS;

/** Checks which ids are watched. */
export function readWatchedIds(call: string, { variantIds, locationIds }: WatchedIds): Watched {
  return {
    variantIds: readIds(argument(call, 'variantIds'), variantIds),
    locationIds: readIds(argument(call, 'locationIds'), locationIds),
  };
}

/** Whether a variant, or its level at a location, is among what is watched. */
export function isWatched(watched: Watched, variantId: string, locationId?: string): boolean {
  if (watched.variantIds?.has(variantId) === false) return false;
  return locationId === undefined || watched.locationIds?.has(locationId) !== false;
}

/** The queries that find all that is watched, or what is watched of some variants. */
function queriesFor(watched: Watched, only: readonly string[] | undefined): readonly QueryInput[] {
  const { locationIds } = watched;
  // More locations than a query may name are left to `isWatched`.
  const isNamed = locationIds !== undefined && locationIds.size <= MAX_FILTER_IDS;
  const common = isNamed ? { locationIds: [...locationIds] } : {};
  const variantIds = only ?? (watched.variantIds && [...watched.variantIds]);
  if (variantIds === undefined) return [common];
  const queries: QueryInput[] = [];
  for (let from = 0; from < variantIds.length; from += VARIANTS_A_QUERY) {
    queries.push({ ...common, variantIds: variantIds.slice(from, from + VARIANTS_A_QUERY) });
  }
  return queries;
}

/** Checks ids as the client will: an error in the middle of the night is too late. */
function readIds(place: Place, ids: readonly string[] | undefined): Set<string> | undefined {
  if (ids === undefined) return undefined;
  if (Array.isArray(ids) && ids.length > 0 && ids.every(isWireId)) return new Set<string>(ids);
  throw refusal(place, 'left out, or an array of ids that is not empty');
}

/** Levels, and what it took to read them: requests, repeated ones included, and waits. */
export interface Reading {
  readonly levels: Iterable<InventoryLevel>;
  readonly traffic: { readonly requests: number; readonly waitedMs: number };
}

/** Reads all levels that are watched, or only those of some variants. */
export async function readWatched(
  source: StockSource,
  watched: Watched,
  only: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<Reading> {
  // By key, because a level that changes while pages are read may be on two of them.
  const levels = new Map<string, InventoryLevel>();
  const traffic = { requests: 0, waitedMs: 0 };
  let pages = 0;
  const hooks: ClientHooks = {
    onRequest: () => {
      traffic.requests += 1;
    },
    onWait: ({ waitMs }) => {
      traffic.waitedMs += waitMs;
    },
  };
  for (const query of queriesFor(watched, only)) {
    for await (const page of source.query(query, { ...BACKGROUND, signal, hooks }).pages()) {
      pages += 1;
      for (const level of page.levels) {
        // The filters of the platform are an assumption: only what they save rests on them.
        const { variantId, locationId } = level;
        if (!isWatched(watched, variantId, locationId)) continue;
        levels.set(levelKey(variantId, locationId), level);
      }
    }
  }
  // A source that is no client of ours may not know of hooks.
  return {
    levels: levels.values(),
    traffic: { ...traffic, requests: Math.max(traffic.requests, pages) },
  };
}
