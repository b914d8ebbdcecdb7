import { check, kindOf, pathOf, within } from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import { stockLevel } from '../../model/index.ts';
import type { Oversell, StockLevel, StockLevelInit } from '../../model/index.ts';
import { ID_WORDS, isWireId } from '../../wire/index.ts';
import { checkFields, inputOf } from '../input.ts';
import { cowMap } from '../state/cow-map.ts';
import { collectLevels } from '../state/level-table.ts';
import type { Variant } from '../state/level-table.ts';
import type { Seed } from '../state/shop.ts';
import type { FakeSeed, SeedLevel, SeedVariant } from './seed.ts';

const ID = `an id: ${ID_WORDS}`;
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
  const shop = { variants: cowMap<Variant>(), locations: cowMap<true>() };
  const levels = levelReader(shop);
  eachOf(within(place, 'variants'), seed.variants, (item, at) => addVariant(shop, item, at));
  eachOf(within(place, 'locations'), seed.locations, (item, at) => addLocation(shop, item, at));
  eachOf(within(place, 'levels'), seed.levels, levels.add);
  return { ...shop, levels: levels.build() };
}

function eachOf<Item>(
  place: Place,
  list: readonly Item[] | undefined,
  read: (item: Item, place: Place) => void,
): void {
  if (list === undefined) return;
  const items: unknown = list;
  check(place, Array.isArray(items), `an array, not ${kindOf(items)}`);
  // One place for all: it is read where something is wrong, and nothing follows.
  const at = { ...place, name: 0, parent: place };
  for (const item of list) {
    read(item, at);
    at.name += 1;
  }
}

/** Makes a variant known, or throws a TypeError. */
export function addVariant(
  { variants }: Pick<Seed, 'variants'>,
  item: string | SeedVariant,
  place: Place,
): void {
  const variant = typeof item === 'string' ? { variantId: item } : item;
  if (!isPlain(variant, VARIANT_FIELDS)) {
    checkFields(place, variant, VARIANT_FIELDS, 'an id, or an object');
  }
  const { variantId, productId, oversell } = variant;
  if (!isWireId(variantId)) {
    checkId(typeof item === 'string' ? place : within(place, 'variantId'), variantId);
  }
  check(place, !variants.has(variantId), 'another variant: it is there twice');
  if (productId !== undefined) checkId(within(place, 'productId'), productId);
  variants.set(variantId, {
    entries: [],
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

/**
 * Reads the levels of a seed, of which there may be millions: what is said of one variant mostly stands
 * together, so that it is looked up once.
 */
function levelReader({ variants, locations }: Omit<Seed, 'levels'>): {
  readonly add: (item: SeedLevel, place: Place) => void;
  readonly build: () => Seed['levels'];
} {
  const levels = collectLevels(variants);
  let last = { variantId: '', known: undefined as Variant | undefined };

  const add = (item: SeedLevel, place: Place): void => {
    if (!isPlain(item, LEVEL_FIELDS)) checkFields(place, item, LEVEL_FIELDS);
    const { variantId, locationId } = item;
    if (variantId !== last.variantId) {
      if (!isWireId(variantId)) checkId(within(place, 'variantId'), variantId);
      last = { variantId, known: variants.get(variantId) };
    }
    const isNew = !locations.has(locationId);
    if (isNew && !isWireId(locationId)) checkId(within(place, 'locationId'), locationId);
    const { known } = last;
    const variant = withProduct(known ?? { entries: [] }, item.productId, place);
    const level = readLevel(item, place, variant.oversell);
    const isFirst = levels.add(variant, level, readTime(item.updateTime, place));
    check(place, isFirst, 'another level: this one is there twice');
    if (isNew) locations.set(locationId, true);
    if (known === variant) return;
    variants.set(variantId, variant);
    last.known = variant;
  };
  return { add, build: levels.build };
}

/** Whether an object has known fields alone. A check that says what is wrong takes longer. */
function isPlain<Item extends object>(item: Item, fields: FieldsOf<Item>): boolean {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  for (const name in item) if (!Object.hasOwn(fields, name)) return false;
  return true;
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
