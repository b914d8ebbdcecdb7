import type { LedgerEntry, Order, Shipment } from '../../model/index.ts';
import { encodeLevel } from '../../wire/index.ts';
import type { AnswerableLevel } from '../../wire/index.ts';
import { aheadOf } from '../clock.ts';
import type { Settings } from '../options.ts';
import { readSeed } from '../seed/read-seed.ts';
import type { Seed } from '../seed/read-seed.ts';
import type { FakeSeed } from '../seed/seed.ts';
import { copyBuckets } from './buckets.ts';
import type { Buckets } from './buckets.ts';
import { cowMap } from './cow-map.ts';
import type { CowMap } from './cow-map.ts';
import { shopCursors } from './cursors.ts';
import type { Cursors } from './cursors.ts';
import { documents } from './documents.ts';
import type { Documents } from './documents.ts';
import { emptyScript } from './fault-script.ts';
import type { FaultScript } from './fault-script.ts';
import { journal } from './journal.ts';
import type { Journal } from './journal.ts';
import type { LevelRecord } from './level-table.ts';
import { log } from './log.ts';
import type { Log } from './log.ts';
import { openWebhooks } from './outbox.ts';
import type { WebhookState } from './outbox.ts';

/** An entry of the ledger, and what the level was before it. */
interface Posting {
  readonly entry: LedgerEntry;
  readonly before: LevelRecord | undefined;
}

/** All that a fake remembers. Copies share what they have in common, and cost next to nothing. */
export interface Shop extends Seed {
  readonly settings: Settings;
  readonly orders: Documents<Order>;
  readonly shipments: Documents<Shipment>;
  /** The content of every applied event, by id. */
  readonly events: CowMap<string>;
  readonly postings: Log<Posting>;
  readonly cursors: Cursors;
  readonly buckets: Buckets;
  readonly journal: Journal;
  /** What `writeLevel` has written. */
  readonly levelTexts: WeakMap<LevelRecord, string>;
  readonly webhooks: WebhookState;
  faults: FaultScript;
  /** The time of all levels that have not changed. */
  openedAt: string;
  /** The lowest number whose `evt-` id may still be free. */
  eventNumber: number;
  /** How many requests came in. */
  requestNumber: number;
}

/** Opens a shop as its seed says, or throws a TypeError that says what is wrong with it. */
export function openShop(settings: Settings, seed: FakeSeed = {}): Shop {
  return {
    ...readSeed(seed),
    settings,
    orders: documents(),
    shipments: documents(),
    events: cowMap(),
    postings: log(),
    cursors: openCursors(settings),
    buckets: new Map(),
    journal: journal(),
    levelTexts: new WeakMap(),
    webhooks: openWebhooks(),
    faults: emptyScript(),
    openedAt: timeOf(settings),
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
    locations: locations.copy(),
    levels: levels.copy(),
    orders: orders.copy(),
    shipments: shipments.copy(),
    events: events.copy(),
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

/** What a fake remembered at some moment, for `restore`. It can be used any number of times. */
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
