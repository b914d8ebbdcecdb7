import { check, within } from '../base/check.ts';
import type { Place } from '../base/check.ts';
import type { InventoryStore } from '../client/index.ts';
import type { RecordStore } from '../store/records.ts';
import { stepsOf } from '../store/steps-of.ts';
import { isShop, shopOrigin } from '../wire/index.ts';

/** The rows of a store that was given as an option. */
export function readStore(options: Place, store: InventoryStore): RecordStore {
  const steps = stepsOf(store);
  check(within(options, 'store'), steps !== undefined, 'a store, such as memoryStore() makes');
  return steps;
}

/** The host of a shop, by which a store knows it: given by its name, or by the host itself. */
export function readShop(options: Place, shop: unknown): string {
  const name = typeof shop === 'string' ? shop.replace(/\.genmystore\.com$/i, '') : shop;
  const expected = "the shop's name, such as 'acme', or its domain 'acme.genmystore.com'";
  check(within(options, 'shop'), isShop(name), expected);
  return new URL(shopOrigin(name)).host;
}
