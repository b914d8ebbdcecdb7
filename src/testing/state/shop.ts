import type { LedgerEntry, Order, Shipment } from '../../model/index.ts';
import { DraftMap } from '../../model/persistent/persistent-map.ts';
import { encodeLevel } from '../../wire/index.ts';
import type { AnswerableLevel } from '../../wire/index.ts';
import type { Settings } from '../options.ts';
import { copyBuckets } from './buckets.ts';
import type { Buckets } from './buckets.ts';
import { aheadOf, shopCursors } from './cursors.ts';
import type { Cursors } from './cursors.ts';
import { emptyScript } from './fault-script.ts';
import type { FaultScript, PendingFault } from './fault-script.ts';
import { journal } from './journal.ts';
import type { Journal } from './journal.ts';
import type { LevelRecord } from './level-record.ts';
import type { LevelList } from './level-table.ts';
import { Numbered } from './numbered.ts';
import { openWebhooks } from './outbox.ts';
import type { WebhookState } from './outbox.ts';
import type { Variants } from './variants.ts';

/** A seed as it was read: copied, checked and complete. */
export interface Seed {
  readonly variants: Variants;
  /** The names of the warehouses, by their ids. */
  readonly locations: DraftMap<string>;
  readonly levels: LevelList;
}

/** An entry of the ledger, and what the level was before it. */
export interface Posting {
  readonly entry: LedgerEntry;
  readonly before: LevelRecord | undefined;
}

/** All that a fake remembers. Copies share what they have in common, and cost next to nothing. */
export interface Shop extends Seed {
  readonly settings: Settings;
  readonly orders: DraftMap<Order>;
  readonly shipments: DraftMap<Shipment>;
  /** The content of every applied event, by id. */
  readonly events: DraftMap<string>;
  /** The ledger, by numbers from 0 on. */
  readonly postings: Numbered<Posting>;
  readonly cursors: Cursors;
  readonly buckets: Buckets;
  readonly journal: Journal;
  /** The levels that `writeLevel` has written. */
  readonly levelTexts: WeakMap<LevelRecord, string>;
  readonly webhooks: WebhookState;
  faults: FaultScript<PendingFault>;
  /** The time of all levels that have not changed. */
  openedAt: string;
  /** The number of the next posting. */
  postingNumber: number;
  /** The lowest number whose `evt-` id may still be free. */
  eventNumber: number;
  /** How many requests came in. */
  requestNumber: number;
}

/** Opens a shop as its seed says. */
export function openShop(settings: Settings, seed: Seed): Shop {
  return {
    ...seed,
    settings,
    orders: new DraftMap(new Map<string, Order>()),
    shipments: new DraftMap(new Map<string, Shipment>()),
    events: new DraftMap(new Map<string, string>()),
    postings: new Numbered(),
    cursors: openCursors(settings),
    buckets: new Map(),
    journal: journal(),
    levelTexts: new WeakMap(),
    webhooks: openWebhooks(),
    faults: emptyScript(),
    openedAt: timeOf(settings),
    postingNumber: 0,
    eventNumber: 1,
    requestNumber: 0,
  };
}

/** Makes a shop of its own that is as this one is now, by the settings given. */
export function copyShop(shop: Shop, settings: Settings): Shop {
  const { variants, locations, levels, orders, shipments, events, postings, journal: kept } = shop;
  const isSameShop = settings.shop === shop.settings.shop;
  return {
    ...shop,
    settings,
    variants: variants.copy(),
    locations: new DraftMap(locations.snapshot()),
    levels: levels.copy(),
    orders: new DraftMap(orders.snapshot()),
    shipments: new DraftMap(shipments.snapshot()),
    events: new DraftMap(events.snapshot()),
    postings: postings.copy(),
    cursors: isSameShop ? shop.cursors.copy(settings.clock) : openCursors(settings),
    buckets: copyBuckets(shop.buckets, aheadOf(shop.settings.clock, settings.clock)),
    journal: kept.copy(),
    levelTexts: new WeakMap(),
    webhooks: shop.webhooks.copy(),
  };
}

function openCursors({ shop, clock }: Settings): Cursors {
  return shopCursors(shop, clock);
}

/** The latest time that was written. A moment has many requests, and writing it takes long. */
let latest = { ms: 0, text: new Date(0).toISOString() };

/** The time of the fake's clock, as the platform writes times. */
export function timeOf({ clock }: Settings): string {
  const ms = clock.now();
  if (ms !== latest.ms) latest = { ms, text: new Date(ms).toISOString() };
  return latest.text;
}

/** A level as JSON: records never change, so each is written once, however many pages show it. */
export function writeLevel(shop: Shop, record: LevelRecord): string {
  const known = shop.levelTexts.get(record);
  if (known !== undefined) return known;
  const text = encodeLevel(describeLevel(shop, record), shop.settings.wire);
  shop.levelTexts.set(record, text);
  return text;
}

/** A level with what the platform adds to it. */
export function describeLevel(shop: Shop, { level, updateTime }: LevelRecord): AnswerableLevel {
  const { productId } = shop.variants.get(level.variantId) ?? {};
  return { ...level, productId, updateTime: updateTime ?? shop.openedAt };
}

/** The memory of a fake at some moment, for `restore`. It can be used any number of times. */
export interface FakeSnapshot {
  /** The shop that it is of. */
  readonly shop: string;
  /** When it was taken, by the fake's clock. */
  readonly at: string;
}

const shops = new WeakMap<FakeSnapshot, Shop>();

/** Keeps a shop as it is now. */
export function takeSnapshot(shop: Shop): FakeSnapshot {
  const { settings } = shop;
  const snapshot = Object.freeze({ shop: settings.shop, at: timeOf(settings) });
  shops.set(snapshot, copyShop(shop, settings));
  return snapshot;
}

/** The shop that a snapshot keeps, or a TypeError where it is of no fake of that family. */
export function readSnapshot(snapshot: FakeSnapshot, family: object): Shop {
  const shop = shops.get(snapshot);
  if (shop?.settings.family === family) return shop;
  throw new TypeError(
    'fake.restore: it must be a snapshot of this fake, of a fork of it, or of what it is a fork of',
  );
}
