import { levelKey, stockLevel } from '../model/index.ts';
import type { Oversell, StockLevel, StockLevelInit } from '../model/index.ts';
import { isWireId } from '../wire/index.ts';
import { checkNames, invalid, readList } from './check.ts';
import type { FakeSeed, SeedLevel, SeedVariant } from './seed.ts';

/** What the shop knows of a variant. */
export interface Variant {
  readonly productId?: string;
  readonly oversell?: Oversell;
}

/** A seed as it was read: copied, checked and complete. */
export interface Seed {
  readonly variants: ReadonlyMap<string, Variant>;
  readonly locations: ReadonlySet<string>;
  readonly levels: readonly { readonly level: StockLevel; readonly updateTime?: string }[];
}

const ID = 'an id: 1 to 64 letters, digits, _ or -';
const VARIANT_FIELDS = 'variantId productId oversell'.split(' ');
const LEVEL_FIELDS = (
  'variantId locationId available committed unavailable incoming onHand oversell ' +
  'productId updateTime'
).split(' ');

/** Reads a seed, or throws a TypeError with the path of the first thing that is wrong with it. */
export function readSeed(seed: FakeSeed): Seed {
  checkNames(seed, 'seed', ['variants', 'locations', 'levels']);
  const variants = readVariants(seed.variants);
  const locations = readLocations(seed.locations);
  const levels = new Map<string, Seed['levels'][number]>();
  for (const [index, item] of readList(seed.levels, 'seed.levels').entries()) {
    const path = `seed.levels[${index}]`;
    checkNames(item, path, LEVEL_FIELDS);
    const variant = readLevelVariant(item, path, variants);
    const level = readLevel(item, path, variant.oversell);
    const key = levelKey(level.variantId, level.locationId);
    if (levels.has(key)) throw invalid(path, 'another level: this one is there twice');
    levels.set(key, { level, ...readTime(item.updateTime, `${path}.updateTime`) });
    variants.set(level.variantId, variant);
    locations.add(level.locationId);
  }
  return { variants, locations, levels: [...levels.values()] };
}

function readVariants(list: FakeSeed['variants']): Map<string, Variant> {
  const variants = new Map<string, Variant>();
  for (const [index, item] of readList(list, 'seed.variants').entries()) {
    const path = `seed.variants[${index}]`;
    const variant = typeof item === 'string' ? { variantId: item } : item;
    checkNames(variant, path, VARIANT_FIELDS);
    checkId(variant.variantId, typeof item === 'string' ? path : `${path}.variantId`);
    if (variants.has(variant.variantId)) throw invalid(path, 'another variant: it is there twice');
    variants.set(variant.variantId, readVariant(variant, path));
  }
  return variants;
}

function readLocations(list: FakeSeed['locations']): Set<string> {
  const locations = new Set<string>();
  for (const [index, locationId] of readList(list, 'seed.locations').entries()) {
    const path = `seed.locations[${index}]`;
    checkId(locationId, path);
    if (locations.has(locationId)) throw invalid(path, 'another location: it is there twice');
    locations.add(locationId);
  }
  return locations;
}

function readVariant({ variantId, productId, oversell }: SeedVariant, path: string): Variant {
  if (productId !== undefined) checkId(productId, `${path}.productId`);
  const product = productId === undefined ? {} : { productId };
  if (oversell === undefined) return product;
  // The model checks and freezes policies as parts of levels.
  const level = modelLevel({ variantId, locationId: variantId, oversell }, path);
  return { ...product, oversell: level.oversell };
}

function readLevelVariant(
  { variantId, locationId, productId }: SeedLevel,
  path: string,
  variants: ReadonlyMap<string, Variant>,
): Variant {
  checkId(variantId, `${path}.variantId`);
  checkId(locationId, `${path}.locationId`);
  const known = variants.get(variantId) ?? {};
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
function modelLevel(init: StockLevelInit, path: string): StockLevel {
  try {
    return stockLevel(init);
  } catch (error) {
    const { message } = error as TypeError;
    throw new TypeError(message.replace('stockLevel: ', `createInventoryFake: ${path}.`), {
      cause: error,
    });
  }
}

function readTime(updateTime: string | undefined, path: string): { readonly updateTime?: string } {
  if (updateTime === undefined) return {};
  if (typeof updateTime !== 'string' || Number.isNaN(Date.parse(updateTime))) {
    throw invalid(path, 'an ISO 8601 date and time');
  }
  return { updateTime };
}

function checkId(id: unknown, path: string): void {
  if (!isWireId(id)) throw invalid(path, ID);
}
