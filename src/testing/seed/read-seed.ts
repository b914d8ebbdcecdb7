import { check, kindOf, pathOf, within } from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import { stockLevel } from '../../model/index.ts';
import type { Oversell, StockLevel, StockLevelInit } from '../../model/index.ts';
import { ID_WORDS, isWireId } from '../../wire/index.ts';
import { checkFields, inputOf } from '../input.ts';
import { cowMap } from '../state/cow-map.ts';
import { levelList } from '../state/level-table.ts';
import type { Seed, Variant } from '../state/shop.ts';
import type { FakeSeed, SeedLevel, SeedVariant } from './seed.ts';

const ID = `an id: ${ID_WORDS}`;
const NO_VARIANT: Variant = {};
const SEED_FIELDS: FieldsOf<FakeSeed> = { variants: true, locations: true, levels: true };
const VARIANT_FIELDS: FieldsOf<SeedVariant> = { variantId: true, productId: true, oversell: true };
const LEVEL_FIELDS: FieldsOf<SeedLevel> = {
  variantId: true,
  locationId: true,
  available: true,
  committed: true,
  unavailable: true,
  incoming: true,
  onHand: true,
  oversell: true,
  productId: true,
  updateTime: true,
};

/** Reads a seed, or throws a TypeError with the path of the first thing that is wrong with it. */
export function readSeed(seed: FakeSeed = {}): Seed {
  const place = within(inputOf('createInventoryFake'), 'seed');
  checkFields(place, seed, SEED_FIELDS);
  const shop: Seed = { variants: cowMap(), locations: cowMap(), levels: levelList() };
  eachOf(within(place, 'variants'), seed.variants, (item, at) => addVariant(shop, item, at));
  eachOf(within(place, 'locations'), seed.locations, (item, at) => addLocation(shop, item, at));
  eachOf(within(place, 'levels'), seed.levels, (item, at) => addLevel(shop, item, at));
  return shop;
}

function eachOf<Item>(
  place: Place,
  list: readonly Item[] | undefined,
  read: (item: Item, place: Place) => void,
): void {
  if (list === undefined) return;
  const items: unknown = list;
  check(place, Array.isArray(items), `an array, not ${kindOf(items)}`);
  for (const [index, item] of list.entries()) read(item, within(place, index));
}

/** Makes a variant known, or throws a TypeError. */
export function addVariant(
  { variants }: Pick<Seed, 'variants'>,
  item: string | SeedVariant,
  place: Place,
): void {
  const variant = typeof item === 'string' ? { variantId: item } : item;
  checkFields(place, variant, VARIANT_FIELDS, 'an id, or an object');
  const { variantId, productId, oversell } = variant;
  checkId(typeof item === 'string' ? place : within(place, 'variantId'), variantId);
  check(place, !variants.has(variantId), 'another variant: it is there twice');
  if (productId !== undefined) checkId(within(place, 'productId'), productId);
  variants.set(variantId, {
    ...(productId !== undefined && { productId }),
    ...(oversell !== undefined && { oversell: policyOf(oversell, place) }),
  });
}

/** Makes a location known, or throws a TypeError. */
export function addLocation(
  { locations }: Pick<Seed, 'locations'>,
  locationId: string,
  place: Place,
): void {
  checkId(place, locationId);
  check(place, !locations.has(locationId), 'another location: it is there twice');
  locations.set(locationId, true);
}

function addLevel({ variants, locations, levels }: Seed, item: SeedLevel, place: Place): void {
  checkFields(place, item, LEVEL_FIELDS);
  const { variantId, locationId } = item;
  if (!isWireId(variantId)) checkId(within(place, 'variantId'), variantId);
  if (!isWireId(locationId)) checkId(within(place, 'locationId'), locationId);
  const known = variants.get(variantId);
  const variant = withProduct(known ?? NO_VARIANT, item.productId, place);
  const level = readLevel(item, place, variant.oversell);
  const updateTime = readTime(item.updateTime, place);
  check(place, levels.put(level, updateTime), 'another level: this one is there twice');
  if (known !== variant) variants.set(variantId, variant);
  if (!locations.has(locationId)) locations.set(locationId, true);
}

function withProduct(known: Variant, productId: string | undefined, place: Place): Variant {
  if (productId === undefined || productId === known.productId) return known;
  const at = within(place, 'productId');
  checkId(at, productId);
  const isFree = known.productId === undefined;
  check(at, isFree, `${known.productId}, as it is elsewhere in the seed`);
  return { ...known, productId };
}

function readLevel(item: SeedLevel, place: Place, fallback: Oversell = 'deny'): StockLevel {
  const { variantId, locationId, onHand, oversell = fallback } = item;
  const { committed = 0, unavailable = 0, incoming = 0 } = item;
  const { available = onHand === undefined ? 0 : onHand - committed - unavailable } = item;
  const init = { variantId, locationId, available, committed, unavailable, incoming, oversell };
  const level = modelLevel(init, place);
  if (onHand === undefined || onHand === level.onHand) return level;
  const sum = `available + committed + unavailable, which is ${level.onHand}`;
  check(within(place, 'onHand'), false, sum);
  return level;
}

/** Makes a level by the model's rules, and names it by its path where they refuse it. */
function modelLevel(init: StockLevelInit, place: Place): StockLevel {
  try {
    return stockLevel(init);
  } catch (error) {
    const { message } = error as TypeError;
    const where = `${place.call}: ${pathOf(place)}.`;
    throw new TypeError(message.replace('stockLevel: ', where), { cause: error });
  }
}

/** The model checks and freezes policies as parts of levels. */
function policyOf(oversell: Oversell, place: Place): Oversell {
  return modelLevel({ variantId: 'any', locationId: 'any', oversell }, place).oversell;
}

function readTime(updateTime: string | undefined, place: Place): string | undefined {
  if (updateTime === undefined) return undefined;
  // The zone may be missing, as in what a client was sent.
  const isTime = typeof updateTime === 'string' && /^\d{4}-\d\d-\d\dT/.test(updateTime);
  const isGood = isTime && !Number.isNaN(Date.parse(updateTime));
  check(within(place, 'updateTime'), isGood, 'an ISO 8601 date and time');
  return updateTime;
}

function checkId(place: Place, id: unknown): void {
  check(place, isWireId(id), ID);
}
