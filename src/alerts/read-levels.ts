import type { ClientHooks, InventoryLevel } from '../client/index.ts';
import { levelKey } from '../model/level.ts';
import type { StockSource } from './stock-watch.ts';
import { isWatched, queriesFor } from './watched.ts';
import type { Watched } from './watched.ts';

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
    for await (const page of source.query(query, { signal, hooks }).pages()) {
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
