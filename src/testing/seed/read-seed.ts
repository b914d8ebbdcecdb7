import { check, checkText, kindOf, pathOf, within } from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import { stockLevel } from '../../model/index.ts';
import { DraftMap } from '../../model/persistent/persistent-map.ts';
import type { Oversell, StockLevel, StockLevelInit, StockStatus } from '../../model/index.ts';
import { ID_WORDS, isWireId, readTime } from '../../wire/index.ts';
import { checkFields, inputOf } from '../input.ts';
import { LevelList } from '../state/level-table.ts';
import { SeededLevels } from '../state/seeded-levels.ts';
import type { Seed } from '../state/shop.ts';
import { SeededVariants, variantsOf } from '../state/variants.ts';
import type { Variants } from '../state/variants.ts';
import { checkWord, readOptions } from './read-names.ts';
import type { FakeSeed, SeedLevel, SeedLocation, SeedVariant } from './seed.ts';

const ID = `an id: ${ID_WORDS}`;
const SEED_FIELDS: FieldsOf<FakeSeed> = { variants: true, locations: true, levels: true };
const VARIANT_FIELDS: FieldsOf<SeedVariant> = {
  variantId: true,
  productId: true,
  oversell: true,
  sku: true,
  barcode: true,
  options: true,
  handle: true,
};
const LOCATION_FIELDS: FieldsOf<SeedLocation> = { locationId: true, name: true };
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
export function readSeed(seed: FakeSeed = {}, call = 'createInventoryFake'): Seed {
  const place = within(inputOf(call), 'seed');
  checkFields(place, seed, SEED_FIELDS);
  const variants = new SeededVariants();
  const locations = new DraftMap(new Map<string, string>());
  const addKnown = (item: string | SeedVariant, at: Place): void =>
    addVariant({ add: (id, variant) => variants.add(id, variant) !== undefined }, item, at);
  eachOf(within(place, 'variants'), seed.variants, addKnown);
  eachOf(within(place, 'locations'), seed.locations, (item, at) =>
    addLocation({ locations }, item, at),
  );
  const most = Array.isArray(seed.levels) ? seed.levels.length : 0;
  const levels = new SeededLevels(variants, most);
  eachOf(within(place, 'levels'), seed.levels, levelReader(variants, levels, locations));
  return { variants: variantsOf(variants), locations, levels: new LevelList(levels) };
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
  variants: Pick<Variants, 'add'>,
  item: string | SeedVariant,
  place: Place,
): void {
  const variant = typeof item === 'string' ? { variantId: item } : item;
  if (!isPlain(variant, VARIANT_FIELDS)) {
    checkFields(place, variant, VARIANT_FIELDS, 'an id, or an object');
  }
  const { variantId, productId, oversell, sku, barcode, options, handle } = variant;
  if (!isWireId(variantId)) {
    checkId(typeof item === 'string' ? place : within(place, 'variantId'), variantId);
  }
  if (productId !== undefined) checkId(within(place, 'productId'), productId);
  const policy = oversell === undefined ? undefined : policyOf(oversell, place);
  if (sku !== undefined) checkWord(within(place, 'sku'), sku);
  if (barcode !== undefined) checkWord(within(place, 'barcode'), barcode);
  if (handle !== undefined) checkText(within(place, 'handle'), handle);
  const kept = options === undefined ? undefined : readOptions(within(place, 'options'), options);
  const known = { productId, oversell: policy, sku, barcode, options: kept, handle };
  const isNew = variants.add(variantId, known);
  check(place, isNew, 'another variant: it is there twice');
}

/** Makes a location known, or throws a TypeError. */
export function addLocation(
  { locations }: Pick<Seed, 'locations'>,
  item: string | SeedLocation,
  place: Place,
): void {
  const location: SeedLocation = typeof item === 'object' ? item : { locationId: item };
  if (typeof item === 'object') checkFields(place, item, LOCATION_FIELDS, 'an id, or an object');
  const { locationId, name = locationId } = location;
  checkId(typeof item === 'object' ? within(place, 'locationId') : place, locationId);
  checkWord(within(place, 'name'), name);
  check(place, !locations.live.has(locationId), 'another location: it is there twice');
  locations.set(locationId, name);
}

/**
 * Reads the levels of a seed, of which there may be millions: they mostly come in the order of the
 * variants, those of one variant together, so that hardly any is looked up.
 */
function levelReader(
  variants: SeededVariants,
  levels: SeededLevels,
  locations: Seed['locations'],
): (item: SeedLevel, place: Place) => void {
  let last = 0;

  const numberOf = (variantId: string, place: Place): number => {
    const known = variants.numberOf(variantId, last);
    if (known !== undefined) return known;
    checkId(within(place, 'variantId'), variantId);
    return variants.add(variantId, {}) as number;
  };
  return (item, place) => {
    if (!isPlain(item, LEVEL_FIELDS)) checkFields(place, item, LEVEL_FIELDS);
    const { variantId, locationId, productId, updateTime } = item;
    last = numberOf(variantId, place);
    if (!levels.hasLocation(locationId)) {
      checkId(within(place, 'locationId'), locationId);
      if (!locations.live.has(locationId)) locations.set(locationId, locationId);
    }
    if (productId !== undefined) keepProduct(variants, last, productId, place);
    const quantities = readQuantities(item);
    const oversell = readPolicy(item, quantities, variants.oversellOf(last) ?? 'deny', place);
    if (updateTime !== undefined) checkTime(updateTime, place);
    const isFirst = levels.add(last, locationId, quantities, oversell, updateTime);
    check(place, isFirst, 'another level: this one is there twice');
  };
}

/** Whether an object has known fields alone. A check that says what is wrong takes longer. */
function isPlain<Item extends object>(item: Item, fields: FieldsOf<Item>): boolean {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  for (const name in item) if (fields[name] !== true) return false;
  return true;
}

/** Keeps a variant's product, which is the same wherever the seed names it. */
function keepProduct(
  variants: SeededVariants,
  variant: number,
  productId: string,
  place: Place,
): void {
  const known = variants.productIdOf(variant);
  if (productId === known) return;
  const at = within(place, 'productId');
  checkId(at, productId);
  check(at, known === undefined, `${known}, as it is elsewhere in the seed`);
  variants.setProductId(variant, productId);
}

type Quantities = Readonly<Record<StockStatus, number>>;

function readQuantities(item: SeedLevel): Quantities {
  const { onHand, committed = 0, unavailable = 0, incoming = 0 } = item;
  const { available = onHand === undefined ? 0 : onHand - committed - unavailable } = item;
  return { available, committed, unavailable, incoming };
}

/** The policy of a level that the model takes, or a TypeError. */
function readPolicy(
  item: SeedLevel,
  quantities: Quantities,
  usual: Oversell,
  place: Place,
): Oversell {
  const { variantId, locationId, onHand, oversell = usual } = item;
  const isSound = oversell === usual && areSound(quantities);
  const policy = isSound
    ? usual
    : modelLevel({ variantId, locationId, ...quantities, oversell }, place).oversell;
  const sum = quantities.available + quantities.committed + quantities.unavailable;
  if (onHand !== undefined && onHand !== sum) {
    const expected = `available + committed + unavailable, which is ${sum}`;
    check(within(place, 'onHand'), false, expected);
  }
  return policy;
}

/** Whether the model surely takes quantities. Where it does not, it says why. */
function areSound({ available, committed, unavailable, incoming }: Quantities): boolean {
  return (
    Number.isSafeInteger(available) &&
    isCount(committed) &&
    isCount(unavailable) &&
    isCount(incoming) &&
    isCount(available + committed + unavailable)
  );
}

function isCount(quantity: number): boolean {
  return Number.isSafeInteger(quantity) && quantity >= 0;
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

function checkTime(updateTime: string, place: Place): void {
  // The zone may be missing, as in what a client was sent.
  const isGood = readTime(updateTime, 'Z') !== undefined;
  check(within(place, 'updateTime'), isGood, 'an ISO 8601 date and time');
}

function checkId(place: Place, id: unknown): void {
  check(place, isWireId(id), ID);
}
