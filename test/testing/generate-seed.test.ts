import { describe, expect, test } from 'vitest';
import { createInventoryFake, generateSeed } from '../../src/testing/index.ts';
import type { GenerateSeedOptions } from '../../src/testing/index.ts';
import { totals } from '../../src/model/index.ts';
import type { StockQuantities } from '../../src/model/index.ts';

const SEED = generateSeed({ variants: 4000, locations: 3, seed: 7 });

/** The first of all shops, written down when it was made. */
const GOLDEN = {
  variants: [
    {
      variantId: '107362030756872',
      productId: '8589934660',
      sku: 'P100001',
      barcode: '2000000000015',
    },
    {
      variantId: '107362030756975',
      productId: '8589934660',
      sku: 'P100002',
      barcode: '2000000000022',
    },
  ],
  locations: [{ locationId: '50002', name: 'Berlin' }],
  levels: [
    {
      variantId: '107362030756872',
      locationId: '50002',
      available: 1,
      committed: 0,
      unavailable: 0,
      incoming: 0,
    },
    {
      variantId: '107362030756975',
      locationId: '50002',
      available: 0,
      committed: 1,
      unavailable: 0,
      incoming: 0,
    },
  ],
};

/** The check of a barcode (EAN-13), which is 0 where its last digit fits the others. */
function checkSum(barcode: string): number {
  const digits = Array.from(barcode, Number);
  return digits.reduce((sum, digit, index) => sum + digit * (index % 2 === 0 ? 1 : 3), 0) % 10;
}

/** The share of levels of which something is true, in percent. */
function share(isTrue: (level: StockQuantities) => boolean): number {
  const { levels } = SEED;
  return (100 * levels.filter((level) => isTrue(level as StockQuantities)).length) / levels.length;
}

describe('a generated seed', () => {
  test('has every variant at every location', () => {
    const places = SEED.levels.map(({ variantId, locationId }) => `${variantId}@${locationId}`);

    expect([SEED.variants.length, SEED.locations.length]).toEqual([4000, 3]);
    expect(new Set(places).size).toBe(12_000);
    expect(SEED.locations).toEqual([
      { locationId: '50002', name: 'Berlin' },
      { locationId: '50003', name: 'Rotterdam' },
      { locationId: '50004', name: 'Lyon' },
    ]);
  });

  test('has ids like those of the platform, each of them once', () => {
    const { variants } = SEED;

    expect(variants.every(({ variantId }) => /^\d{15}$/.test(variantId))).toBe(true);
    expect(variants.every(({ productId = '' }) => /^\d{10,}$/.test(productId))).toBe(true);
    expect(new Set(variants.map(({ variantId }) => variantId)).size).toBe(4000);
    const products = new Set(variants.map(({ productId }) => productId)).size;
    expect(products).toBeGreaterThan(4000 / 6);
    expect(products).toBeLessThan(4000 / 2);
  });

  test('has a SKU and a barcode for every variant, and a name for every warehouse, each once', () => {
    const { variants } = SEED;
    const names = generateSeed({ variants: 0, locations: 30 }).locations.map(({ name }) => name);

    expect(new Set(variants.map(({ sku }) => sku)).size).toBe(4000);
    expect(new Set(variants.map(({ barcode }) => barcode)).size).toBe(4000);
    expect(variants.every(({ barcode = '' }) => checkSum(barcode) === 0)).toBe(true);
    expect(new Set(names).size).toBe(30);
  });

  test('looks like a shop: few units of most, many of some, none of others', () => {
    const units = SEED.levels.map(({ available = 0 }) => available).toSorted((a, b) => a - b);
    const median = units[units.length / 2] ?? 0;

    expect(median).toBeGreaterThan(2);
    expect(median).toBeLessThan(20);
    expect(units.at(-1)).toBeGreaterThan(50 * median);
    expect(units[0]).toBeLessThan(0);
    expect(share(({ available }) => available <= 0)).toBeGreaterThan(8);
    expect(share(({ available }) => available <= 0)).toBeLessThan(25);
    expect(share(({ committed }) => committed > 0)).toBeGreaterThan(10);
    expect(share(({ unavailable }) => unavailable > 0)).toBeGreaterThan(2);
    expect(share(({ incoming }) => incoming > 0)).toBeGreaterThan(8);
  });

  test('has variants of every policy, and oversells only those that may be oversold', () => {
    const policies = new Set(SEED.variants.map((variant) => JSON.stringify(variant.oversell)));
    const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed: SEED });
    const oversold = fake.levels().filter(({ available }) => available < 0);

    expect(policies).toEqual(
      new Set([undefined, '"continue"', '"preorder"', '{"floor":-10}', '{"floor":2}']),
    );
    expect(new Set(oversold.map(({ oversell }) => oversell))).toEqual(new Set(['continue']));
  });

  test('is plain data, which opens a shop as large as it is', () => {
    expect(JSON.parse(JSON.stringify(SEED))).toEqual(SEED);
    const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed: SEED });

    expect(totals(fake.levels()).available).toBe(totals(SEED.levels as never).available);
    expect(fake.levels()).toHaveLength(12_000);
  });

  test('is the same for the same options, and another for another number', () => {
    const options = { variants: 50, locations: 2, seed: 3 };

    expect(generateSeed(options)).toEqual(generateSeed({ ...options }));
    expect(generateSeed({ ...options, seed: 4 })).not.toEqual(generateSeed(options));
    expect(generateSeed({ ...options, variants: 40 }).levels).toEqual(
      generateSeed(options).levels.slice(0, 80),
    );
  });

  test('is the same in every engine and at every time', () => {
    expect(generateSeed({ variants: 2, locations: 1 })).toEqual(GOLDEN);
  });

  test.each<[GenerateSeedOptions | undefined, number, number]>([
    [undefined, 100, 2],
    [{ variants: 0 }, 0, 2],
    [{ locations: 0 }, 100, 0],
    [{ seed: 0, variants: 3 }, 3, 2],
  ])('of %j has %i variants and %i locations', (options, variants, locations) => {
    const seed = generateSeed(options);

    expect([seed.variants.length, seed.locations.length]).toEqual([variants, locations]);
    expect(seed.levels).toHaveLength(variants * locations);
  });

  test.each<[options: unknown, message: string]>([
    [null, 'the options must be an object, not null'],
    [{ variants: -1 }, 'variants must be an integer from 0 to 10000000, not -1'],
    [{ locations: 1.5 }, 'locations must be an integer from 0 to 10000, not 1.5'],
    [{ locations: 2 ** 40 }, 'locations must be an integer from 0 to 10000, not 1099511627776'],
    [
      { variants: 10_000_000, locations: 2 },
      'locations must be fewer, so that variants times locations is at most 10,000,000 levels',
    ],
    [{ seed: 'x' }, 'seed must be an integer, 0 or more, not a text'],
    [
      { levels: 1 },
      'levels must be left out: the field is unknown; known are variants, locations, seed',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => generateSeed(options as never)).toThrow(new TypeError(`generateSeed: ${message}`));
  });
});
