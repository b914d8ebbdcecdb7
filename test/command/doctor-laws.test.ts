import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import type { WireEntries } from '../../src/index.ts';
import type { FakeSeed } from '../../src/testing/index.ts';
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
  const entries = Object.entries(WORDS).map(([name, words]) => [
    name,
    fc.constantFrom(...words.slice(0, most)),
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
const place = fc.record({ variantId: id, locationId: id });
const seed: fc.Arbitrary<FakeSeed> = fc
  .uniqueArray(fc.tuple(place, numbers), {
    maxLength: 12,
    selector: ([{ variantId, locationId }]) => `${variantId}@${locationId}`,
  })
  .map((levels) => ({
    levels: levels.map(([where, quantities]) => ({ ...where, ...quantities })),
  }));

const EXCEPT: ReadonlySet<string> = new Set(['version', 'variantFilterForm', 'locationFilterForm']);

/** What a profile has that the shop does not speak. */
function wrongEntries(profile: WireEntries, wire: WireEntries): readonly string[] {
  return Object.entries(profile)
    .filter(([name, value]) => !EXCEPT.has(name) && value !== Reflect.get(wire, name))
    .map(([name]) => name);
}

test('whatever a shop calls things, what the doctor says is so, or it says what is not known', async () => {
  await fc.assert(
    fc.asyncProperty(dialect, seed, fc.boolean(), async (wire, stock, mayWrite) => {
      const [level] = stock.levels ?? [];
      const write = mayWrite ? level : undefined;
      const place = write && { variantId: write.variantId, locationId: write.locationId };
      const seen = await visit({ wire, seed: stock }, { write: place });

      expect(wrongEntries(seen.profile, wire)).toEqual([]);
      expect(seen.fake.requests.length).toBeLessThanOrEqual(12);
      if (seen.exitCode !== 0) {
        expect([...seen.problems, ...seen.questions]).not.toEqual([]);
        return;
      }
      const { shop, accessToken, fetch } = seen.fake;
      const wired = { shop, accessToken, fetch, wire: seen.profile, rateLimiter: false } as const;
      const client = new InventoryClient(wired);
      const { levels } = await client.query({ limit: 250 });
      const plain = ({ available, committed, unavailable, incoming }: (typeof levels)[number]) => [
        available,
        committed,
        unavailable,
        incoming,
      ];
      expect(levels.map(plain)).toEqual(seen.fake.levels().map(plain as never));
      const filtered = await client.query({ variantIds: [level?.variantId ?? ''], limit: 250 });
      expect(filtered.levels.length).toBeGreaterThan(0);
      if (place !== undefined) {
        expect(await client.adjust({ ...place, by: { incoming: 1 } })).toMatchObject(place);
      }
    }),
    { numRuns: Number(process.env['DOCTOR_RUNS'] ?? 150) },
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
