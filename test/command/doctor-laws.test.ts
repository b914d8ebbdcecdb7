import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import type { LevelId, WireEntries } from '../../src/index.ts';
import type { StockQuantities } from '../../src/model/index.ts';
import type { FakeSeed, InventoryFake } from '../../src/testing/index.ts';
import { visit } from './doctor-scene.ts';

/** What a platform may call things: its usual words in some spelling, and words that say nothing. */
const WORDS = {
  variantId: ['variantId', 'variant_id', 'variant.id', 'VariantID', 'sid', 'itemId'],
  locationId: ['locationId', 'location_id', 'warehouse.id', 'warehouse', 'depot', 'placeId'],
  productId: ['productId', 'product_id', 'product.id', 'spu'],
  available: ['available', 'stock.available', 'available_quantity', 'sellable', 'q.a', 'free'],
  committed: ['committed', 'stock.committed', 'quantity_committed', 'reserved', 'q.b', 'promised'],
  unavailable: ['unavailable', 'stock.unavailable', 'unavailableQty', 'held.all', 'q.c', 'blocked'],
  incoming: ['incoming', 'stock.incoming', 'incoming_units', 'in_transit', 'q.d', 'ordered'],
  onHand: ['onHand', 'on_hand', 'stock.on_hand', 'total', 'q.e', 'physical'],
  updateTime: ['updateTime', 'updated_at', 'modified', 'stamp'],
  list: ['inventories', 'inventory_levels', 'data.levels', 'rows', ''],
  requestEnvelope: ['inventory', 'inventory_level', 'payload.level', ''],
  answerEnvelope: ['inventory', 'inventory_level', 'data.level', ''],
  error: ['error', 'message', 'problem.text'],
  variantFilter: ['variantIds', 'variantId', 'variant_ids', 'v'],
  locationFilter: ['locationIds', 'locationId', 'location_ids', 'w'],
  variantFilterForm: ['one', 'commas', 'repeats'],
  locationFilterForm: ['one', 'commas', 'repeats'],
  requestNumbers: ['number', 'text'],
  answerNumbers: ['number', 'text'],
  timeZone: ['Z', '+08:00', '-03:30'],
} as const;

type Words = typeof WORDS;
type Chosen = { readonly [Name in keyof Words]: Words[Name][number] };

/** The first words of each kind are the platform's own, however they are spelled. */
function dialectOf(most: number): fc.Arbitrary<Chosen> {
  const entries = Object.entries(WORDS).map(([name, words]): [string, fc.Arbitrary<string>] => [
    name,
    fc.constantFrom<string>(...words.slice(0, most)),
  ]);
  return fc.record(Object.fromEntries(entries)) as unknown as fc.Arbitrary<Chosen>;
}

/** A dialect that calls its filters and envelopes after its ids and its list. */
const regular: fc.Arbitrary<WireEntries> = fc
  .tuple(dialectOf(3), fc.constantFrom('s', ''), fc.boolean())
  .map(([chosen, plural, isBare]) => {
    const envelope = chosen.list.replace(/ies$/, 'y').replace(/s$/, '').split('.').at(-1) ?? '';
    return {
      ...chosen,
      requestEnvelope: isBare ? '' : envelope,
      variantFilter: `${chosen.variantId.replace('.id', 'Id')}${plural}`,
      locationFilter: `${chosen.locationId.replace('.id', 'Id')}${plural}`,
    };
  });

const dialect: fc.Arbitrary<WireEntries> = fc.oneof(regular, dialectOf(9));

const units = fc.oneof(fc.constant(0), fc.nat(9), fc.nat(5000));
const numbers = fc.record({
  available: units,
  committed: units,
  unavailable: units,
  incoming: units,
});
const id = fc
  .oneof(fc.nat(4), fc.integer({ min: 100_000_000_000, max: 999_999_999_999 }))
  .map(String);
const anyPlace = fc.record({ variantId: id, locationId: id });
const seed: fc.Arbitrary<FakeSeed> = fc
  .uniqueArray(fc.tuple(anyPlace, numbers), {
    maxLength: 12,
    selector: ([{ variantId, locationId }]) => `${variantId}@${locationId}`,
  })
  .map((levels) => ({
    levels: levels.map(([where, quantities]) => ({ ...where, ...quantities })),
  }));

const EXCEPT: ReadonlySet<string> = new Set(['version', 'variantFilterForm', 'locationFilterForm']);

type Place = Pick<LevelId, 'variantId' | 'locationId'>;

/** What a profile has that the shop does not speak. */
function wrongEntries(profile: WireEntries, wire: WireEntries): readonly string[] {
  return Object.entries(profile)
    .filter(([name, value]) => !EXCEPT.has(name) && value !== Reflect.get(wire, name))
    .map(([name]) => name);
}

/** What a client does by a profile: reads all levels, those of one variant, and writes one. */
async function useBy(
  wire: WireEntries,
  { shop, accessToken, fetch, levels }: InventoryFake,
  place: Place | undefined,
): Promise<object> {
  const client = new InventoryClient({ shop, accessToken, fetch, wire, rateLimiter: false });
  const all = await client.query({ limit: 250 });
  const { variantId = '' } = levels()[0] ?? {};
  const some = await client.query({ variantIds: [variantId], limit: 250 });
  const written = place && (await client.adjust({ ...place, by: { incoming: 1 } }));
  return {
    all: all.levels.map(numbersOf),
    some: some.levels.map(numbersOf),
    written: written?.variantId,
  };
}

/** What must come of it. */
function useful({ levels }: InventoryFake, place: Place | undefined): object {
  const all = levels();
  const some = all.filter(({ variantId }) => variantId === all[0]?.variantId);
  return { all: all.map(numbersOf), some: some.map(numbersOf), written: place?.variantId };
}

function numbersOf({ available, committed, unavailable, incoming }: StockQuantities): object {
  return { available, committed, unavailable, incoming };
}

test('whatever a shop calls things, what the doctor says is so, or it says what is not known', async () => {
  await fc.assert(
    fc.asyncProperty(dialect, seed, fc.boolean(), async (wire, stock, mayWrite) => {
      const [level] = stock.levels ?? [];
      const { variantId, locationId } = level ?? {};
      const mayBe = variantId !== undefined && locationId !== undefined && mayWrite;
      const where = mayBe ? { variantId, locationId } : undefined;
      const { fake, ...seen } = await visit({ wire, seed: stock }, { write: where });

      expect(wrongEntries(seen.profile, wire)).toEqual([]);
      expect(fake.requests.length).toBeLessThanOrEqual(12);
      expect(seen.problems.length + seen.questions.length === 0).toBe(seen.exitCode === 0);
      const expected = useful(fake, where);
      const used = seen.exitCode === 0 ? await useBy(seen.profile, fake, where) : expected;
      expect(used).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

test('a visit leaves every level as it was', async () => {
  await fc.assert(
    fc.asyncProperty(dialect, seed, async (wire, stock) => {
      const [level] = stock.levels ?? [];
      if (level === undefined) return;
      const { variantId, locationId } = level;
      const { fake } = await visit({ wire, seed: stock }, { write: { variantId, locationId } });

      const before = fake.levels();
      fake.reset();
      expect(before).toEqual(fake.levels());
    }),
    { numRuns: 60 },
  );
});
