import { stockLevel } from '../../model/index.ts';
import type { Oversell, StockLevel, StockLevelInit } from '../../model/index.ts';
import { ID_WORDS, isWireId } from '../../wire/index.ts';
import { checkNames, CREATE, invalid, readList } from '../check.ts';
import { cowMap } from '../state/cow-map.ts';
import type { CowMap } from '../state/cow-map.ts';
import { levelList } from '../state/level-table.ts';
import type { LevelList } from '../state/level-table.ts';
import type { FakeSeed, SeedLevel, SeedVariant } from './seed.ts';

/** What the shop knows of a variant. */
export interface Variant {
  readonly productId?: string;
  readonly oversell?: Oversell;
}

/** A seed as it was read: copied, checked and complete. */
export interface Seed {
  readonly variants: CowMap<Variant>;
  readonly locations: CowMap<true>;
  readonly levels: LevelList;
}

const ID = `an id: ${ID_WORDS}`;
const NO_VARIANT: Variant = {};
const VARIANT_FIELDS = 'variantId productId oversell'.split(' ');
const LEVEL_FIELDS = (
  'variantId locationId available committed unavailable incoming onHand oversell ' +
  'productId updateTime'
).split(' ');

/** Reads a seed, or throws a TypeError with the path of the first thing that is wrong with it. */
export function readSeed(seed: FakeSeed): Seed {
  checkNames(seed, 'seed', ['variants', 'locations', 'levels']);
  const shop: Seed = { variants: cowMap(), locations: cowMap(), levels: levelList() };
  for (const [index, item] of readList(seed.variants, 'seed.variants').entries()) {
    addVariant(shop, item, `seed.variants[${index}]`);
  }
  for (const [index, item] of readList(seed.locations, 'seed.locations').entries()) {
    addLocation(shop, item, `seed.locations[${index}]`);
  }
  for (const [index, item] of readList(seed.levels, 'seed.levels').entries()) {
    addLevel(shop, item, `seed.levels[${index}]`);
  }
  return shop;
}

/** Makes a variant known, or throws a TypeError. */
export function addVariant(
  { variants }: Pick<Seed, 'variants'>,
  item: string | SeedVariant,
  path: string,
  call?: string,
): void {
  const variant = typeof item === 'string' ? { variantId: item } : item;
  checkNames(variant, path, VARIANT_FIELDS, call);
  const { variantId, productId, oversell } = variant;
  checkId(variantId, typeof item === 'string' ? path : join(path, 'variantId'), call);
  if (variants.has(variantId)) throw invalid(path, 'another variant: it is there twice', call);
  if (productId !== undefined) checkId(productId, join(path, 'productId'), call);
  variants.set(variantId, {
    ...(productId !== undefined && { productId }),
    ...(oversell !== undefined && { oversell: policyOf(oversell, path, call) }),
  });
}

/** Makes a location known, or throws a TypeError. */
export function addLocation(
  { locations }: Pick<Seed, 'locations'>,
  locationId: string,
  path: string,
  call?: string,
): void {
  checkId(locationId, path, call);
  if (locations.has(locationId)) throw invalid(path, 'another location: it is there twice', call);
  locations.set(locationId, true);
}

function addLevel({ variants, locations, levels }: Seed, item: SeedLevel, path: string): void {
  checkNames(item, path, LEVEL_FIELDS);
  const { variantId, locationId } = item;
  checkId(variantId, `${path}.variantId`);
  checkId(locationId, `${path}.locationId`);
  const known = variants.get(variantId);
  const variant = withProduct(known ?? NO_VARIANT, item.productId, path);
  const level = readLevel(item, path, variant.oversell);
  const updateTime = readTime(item.updateTime, path);
  if (!levels.put(level, updateTime)) throw invalid(path, 'another level: this one is there twice');
  if (known !== variant) variants.set(variantId, variant);
  if (!locations.has(locationId)) locations.set(locationId, true);
}

function withProduct(known: Variant, productId: string | undefined, path: string): Variant {
  if (productId === undefined || productId === known.productId) return known;
  checkId(productId, `${path}.productId`);
  if (known.productId === undefined) return { ...known, productId };
  throw invalid(`${path}.productId`, `${known.productId}, as it is elsewhere in the seed`);
}

function readLevel(item: SeedLevel, path: string, fallback: Oversell = 'deny'): StockLevel {
  const { variantId, locationId, onHand, oversell = fallback } = item;
  const { committed = 0, unavailable = 0, incoming = 0 } = item;
  const { available = onHand === undefined ? 0 : onHand - committed - unavailable } = item;
  const init = { variantId, locationId, available, committed, unavailable, incoming, oversell };
  const level = modelLevel(init, path);
  if (onHand === undefined || onHand === level.onHand) return level;
  const sum = `available + committed + unavailable, which is ${level.onHand}`;
  throw invalid(`${path}.onHand`, sum);
}

/** Makes a level by the model's rules, and names it by its path where they refuse it. */
function modelLevel(init: StockLevelInit, path: string, call = CREATE): StockLevel {
  try {
    return stockLevel(init);
  } catch (error) {
    const { message } = error as TypeError;
    const where = `${call}: ${join(path, '')}`;
    throw new TypeError(message.replace('stockLevel: ', where), { cause: error });
  }
}

/** The model checks and freezes policies as parts of levels. */
function policyOf(oversell: Oversell, path: string, call?: string): Oversell {
  return modelLevel({ variantId: 'any', locationId: 'any', oversell }, path, call).oversell;
}

function readTime(updateTime: string | undefined, path: string): string | undefined {
  if (updateTime === undefined) return undefined;
  // The zone may be missing, as in what a client was sent.
  const isTime = typeof updateTime === 'string' && /^\d{4}-\d\d-\d\dT/.test(updateTime);
  if (!isTime || Number.isNaN(Date.parse(updateTime))) {
    throw invalid(`${path}.updateTime`, 'an ISO 8601 date and time');
  }
  return updateTime;
}

function checkId(id: unknown, path: string, call?: string): void {
  if (!isWireId(id)) throw invalid(path, ID, call);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
