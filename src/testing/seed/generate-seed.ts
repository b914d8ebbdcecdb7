import { check, checkNumber, within } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import type { Oversell } from '../../model/index.ts';
import { checkFields, inputOf } from '../input.ts';
import type { FakeSeed, SeedLevel, SeedLocation, SeedVariant } from './seed.ts';

/** How large a shop is, and which of all that size. */
export interface GenerateSeedOptions {
  /** How many variants it sells, up to 10,000,000; 100 by default. */
  readonly variants?: number | undefined;
  /** How many locations (warehouses) it has; up to 10,000; 2 by default. */
  readonly locations?: number | undefined;
  /** Another number makes another shop; 1 by default. */
  readonly seed?: number | undefined;
}

/** A seed with nothing left out. */
export interface GeneratedSeed extends FakeSeed {
  /** The number of variants that the shop sells. */
  readonly variants: readonly SeedVariant[];
  /** Its warehouses, each with the name of a city. */
  readonly locations: readonly Required<SeedLocation>[];
  /** A level for every variant at every location. */
  readonly levels: readonly SeedLevel[];
}

const FIELDS: FieldsOf<GenerateSeedOptions> = { variants: true, locations: true, seed: true };
const MOST_VARIANTS = 10_000_000;
const MOST_LOCATIONS = 10_000;
/** More would not fit into the memory that most programs have. */
const MOST_LEVELS = 10_000_000;
/** As long as the platform's, and far enough from 2^53 to count up from. */
const FIRST_PRODUCT_ID = 8_589_934_592;
const FIRST_VARIANT_ID = 107_362_030_756_584;
const FIRST_LOCATION_ID = 50_002;
const FIRST_SKU = 100_001;
const FIRST_BARCODE = 200_000_000_001;

/**
 * Makes up a shop: the same one for the same options, everywhere. Products have one to six variants.
 * Most levels hold a few units and some hold thousands, one in eight is sold out, some have units in
 * orders, set aside or on their way, and some variants may be oversold. Plain data.
 *
 * @throws TypeError when an option is wrong.
 *
 * @example
 * ```ts run
 * import { createInventoryFake, generateSeed } from 'genstore-inventory/testing';
 *
 * const seed = generateSeed({ variants: 1000, locations: 3 });
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
 * fake.levels().length; // → 3000
 * ```
 */
export function generateSeed(options: GenerateSeedOptions = {}): GeneratedSeed {
  const place = inputOf('generateSeed');
  checkFields(place, options, FIELDS);
  const { variants: count = 100, locations: places = 2, seed = 1 } = options;
  checkNumber(within(place, 'variants'), count, { from: 0, to: MOST_VARIANTS, isInteger: true });
  const at = within(place, 'locations');
  checkNumber(at, places, { from: 0, to: MOST_LOCATIONS, isInteger: true });
  checkNumber(within(place, 'seed'), seed, { from: 0, isInteger: true });
  const least = `fewer, so that variants times locations is at most ${MOST_LEVELS.toLocaleString('en')} levels`;
  check(at, count * places <= MOST_LEVELS, least);
  const below = randomIntegers(seed);
  const locations = Array.from({ length: places }, (_, index) => ({
    locationId: String(FIRST_LOCATION_ID + index),
    name: cityOf(index),
  }));
  const variants: SeedVariant[] = [];
  const levels: SeedLevel[] = [];
  let [productId, variantId, siblings] = [FIRST_PRODUCT_ID, FIRST_VARIANT_ID, 0];
  for (let index = 0; index < count; index += 1) {
    if (siblings === 0) {
      productId += 1 + below(500);
      siblings = 1 + below(6);
    }
    siblings -= 1;
    variantId += 1 + below(500);
    const variant = variantOf(String(variantId), String(productId), index, below);
    variants.push(variant);
    for (const { locationId } of locations) levels.push(levelOf(variant, locationId, below));
  }
  return { variants, locations, levels };
}

/** Gives an integer from 0 up to the bound, which it does not reach. */
type Below = (bound: number) => number;

/** A sequence of its own for each seed (mulberry32), by integers alone: the same in every engine. */
function randomIntegers(seed: number): Below {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

function variantOf(variantId: string, productId: string, index: number, below: Below): SeedVariant {
  const oversell = policyOf(below);
  const sku = `P${FIRST_SKU + index}`;
  const names = { sku, barcode: barcodeOf(index) };
  return oversell === 'deny'
    ? { variantId, productId, ...names }
    : { variantId, productId, oversell, ...names };
}

/** An EAN-13 of the range for use within a company, its last digit the check of the others. */
function barcodeOf(index: number): string {
  const digits = FIRST_BARCODE + index;
  let sum = 0;
  for (let rest = digits, weight = 3; rest > 0; weight = 4 - weight) {
    sum += (rest % 10) * weight;
    rest = Math.floor(rest / 10);
  }
  return String(digits * 10 + ((10 - (sum % 10)) % 10));
}

const CITIES = ['Berlin', 'Rotterdam', 'Lyon', 'Porto', 'Gdansk', 'Leeds', 'Austin', 'Osaka'];

/** The names of cities, and again with a number where there are more warehouses. */
function cityOf(index: number): string {
  const city = CITIES[index % CITIES.length] ?? '';
  return index < CITIES.length ? city : `${city} ${1 + Math.floor(index / CITIES.length)}`;
}

/** Four in five variants are not sold beyond what is there. */
function policyOf(below: Below): Oversell {
  const dice = below(100);
  if (dice < 80) return 'deny';
  if (dice < 87) return 'continue';
  if (dice < 92) return 'preorder';
  return { floor: dice < 96 ? -10 : 2 };
}

function levelOf(
  { variantId, oversell }: SeedVariant,
  locationId: string,
  below: Below,
): SeedLevel {
  const isOut = below(8) === 0;
  const stock = isOut ? 0 : skewed(below);
  const incoming = below(6) === 0 ? 1 + skewed(below) : 0;
  const unavailable = below(20) === 0 ? 1 + below(5) : 0;
  const ordered = below(3) === 0 ? 1 + below(1 + Math.ceil(stock / 10)) : 0;
  // Who may go on selling does so now and then: what is committed then exceeds what is there.
  const isOversold = isOut && oversell === 'continue' && below(2) === 0;
  const committed = Math.max(isOversold ? 1 + below(5) : 0, Math.min(ordered, stock));
  const available = stock - committed;
  return { variantId, locationId, available, committed, unavailable, incoming };
}

/** From 1 to 8 in half of all cases, to 16 in a quarter, to 32 in an eighth, and so on to 4,096. */
function skewed(below: Below): number {
  const size = Math.min(Math.clz32(below(2 ** 31) * 2), 9);
  return 1 + below(8 << size);
}
