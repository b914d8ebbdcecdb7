import type { LedgerEntry, Order, Shipment } from '../model/index.ts';
import type { AnswerableLevel } from '../wire/index.ts';
import { shopCursors } from './cursors.ts';
import type { Cursors } from './cursors.ts';
import { levelList } from './level-list.ts';
import type { LevelList, LevelRecord } from './level-list.ts';
import type { Settings } from './options.ts';
import type { Variant } from './read-seed.ts';

/** All that a fake remembers. A reset opens another shop, so nothing of this one can leak into it. */
export interface Shop {
  readonly settings: Settings;
  readonly variants: Map<string, Variant>;
  readonly locations: Set<string>;
  readonly levels: LevelList;
  readonly orders: Map<string, Order>;
  readonly shipments: Map<string, Shipment>;
  /** The content of every applied event, by id. */
  readonly events: Map<string, string>;
  readonly ledger: LedgerEntry[];
  readonly cursors: Cursors;
  /** The lowest number whose `evt-` id may still be free. */
  eventNumber: number;
  /** How many requests came in. */
  requestNumber: number;
}

/** Opens a shop as its seed says. */
export function openShop(settings: Settings): Shop {
  const { shop, seed, now } = settings;
  const levels = levelList();
  const opened = timeOf(settings);
  for (const { level, updateTime = opened } of seed.levels) levels.put(level, updateTime);
  return {
    settings,
    variants: new Map(seed.variants),
    locations: new Set(seed.locations),
    levels,
    orders: new Map(),
    shipments: new Map(),
    events: new Map(),
    ledger: [],
    cursors: shopCursors(shop, now),
    eventNumber: 1,
    requestNumber: 0,
  };
}

/** The time of the fake's clock, as the platform writes times. */
export function timeOf({ now }: Settings): string {
  return new Date(now()).toISOString();
}

/** A level with what the platform adds to it. */
export function describeLevel(shop: Shop, { level, updateTime }: LevelRecord): AnswerableLevel {
  const { productId } = shop.variants.get(level.variantId) ?? {};
  return { ...level, productId, updateTime };
}
