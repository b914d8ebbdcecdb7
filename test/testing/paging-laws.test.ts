import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idsOf, linkOf, openFake, send } from './shop.ts';

const VARIANTS = ['v0', 'v1', 'v2', 'v3'];
const LOCATIONS = ['a', 'b', 'c'];

/** What may happen between two pages: a pair is connected where it is not, and else taken away. */
const toggle = fc.record({
  variantId: fc.constantFrom(...VARIANTS),
  locationId: fc.constantFrom(...LOCATIONS),
});
const filter = fc.record({
  variantIds: fc.option(fc.uniqueArray(fc.constantFrom(...VARIANTS), { minLength: 1 })),
  locationIds: fc.option(fc.uniqueArray(fc.constantFrom(...LOCATIONS), { minLength: 1 })),
});

test('levels that stay are visited once and in order, whatever comes and goes meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(toggle, { selector: ({ variantId, locationId }) => variantId + locationId }),
      filter,
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.array(toggle, { maxLength: 3 }), { maxLength: 12 }),
      async (levels, { variantIds, locationIds }, limit, changes) => {
        const fake = openFake({ seed: { levels } });
        const touched = new Set<string>();
        const seen: string[] = [];
        const query = new URLSearchParams({ limit: String(limit) });
        if (variantIds !== null) query.set('variantIds', variantIds.join(','));
        if (locationIds !== null) query.set('locationIds', locationIds.join(','));
        let url: string | undefined = `/inventory?${query.toString()}`;
        for (let page = 0; url !== undefined; page += 1) {
          const reply = await send(fake, 'GET', url);
          expect(idsOf(reply).length).toBeLessThanOrEqual(limit);
          expect(page).toBeLessThan(100);
          seen.push(...idsOf(reply));
          for (const place of changes[page] ?? []) {
            const isThere = fake.level(place.variantId, place.locationId) !== undefined;
            const type = isThere ? 'variant.disconnected' : 'variant.connected';
            fake.apply({ type, ...place });
            touched.add(`${place.variantId}@${place.locationId}`);
          }
          url = linkOf(reply, 'next');
        }
        const stayed = levels
          .filter(({ variantId }) => variantIds?.includes(variantId) ?? true)
          .filter(({ locationId }) => locationIds?.includes(locationId) ?? true)
          .map(({ variantId, locationId }) => `${variantId}@${locationId}`)
          .filter((id) => !touched.has(id));

        expect(seen.filter((id) => !touched.has(id))).toEqual(stayed);
      },
    ),
    { numRuns: 300 },
  );
});
