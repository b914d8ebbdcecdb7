import { copyShop, timeOf } from './shop.ts';
import type { Shop } from './shop.ts';

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
