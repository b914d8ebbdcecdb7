import { doctor } from '../../src/command/doctor/index.ts';
import type { DoctorOptions, DoctorResult } from '../../src/command/doctor/index.ts';
import { createInventoryFake, createVirtualClock, generateSeed } from '../../src/testing/index.ts';
import type { InventoryFake, InventoryFakeOptions } from '../../src/testing/index.ts';

/** No text of a report may hold it. */
export const TOKEN = 'shp-9f3b2c71d0';

export const SEED = generateSeed({ variants: 40, locations: 3 });
export const PLACE = { variantId: SEED.levels[0]?.variantId ?? '', locationId: '50002' };

/** Names in snake case, and numbers as numbers. */
export const SNAKE = {
  requestEnvelope: 'inventory_level',
  answerEnvelope: 'inventory_level',
  list: 'inventory_levels',
  variantId: 'variant_id',
  locationId: 'location_id',
  productId: 'product_id',
  onHand: 'on_hand',
  updateTime: 'update_time',
  variantFilter: 'variant_ids',
  locationFilter: 'location_ids',
  answerNumbers: 'number',
} as const;

/** Quantities within an object, and no envelope. */
export const NESTED = {
  requestEnvelope: '',
  answerEnvelope: '',
  available: 'stock.available',
  committed: 'stock.committed',
  unavailable: 'stock.unavailable',
  incoming: 'stock.incoming',
  onHand: 'stock.onHand',
} as const;

/** Lets a doctor visit a fake shop, an hour after it was opened. */
export async function visit(
  shop: Partial<InventoryFakeOptions> = {},
  options: Partial<DoctorOptions> = {},
): Promise<DoctorResult & { readonly fake: InventoryFake }> {
  const clock = createVirtualClock(Date.parse('2026-03-01T10:00:00Z'));
  const fake = createInventoryFake({
    shop: 'corner-shop',
    accessToken: TOKEN,
    seed: SEED,
    clock,
    ...shop,
  });
  await clock.advance(3_600_000);
  const access = { shop: 'corner-shop', accessToken: TOKEN, fetch: fake.fetch };
  const result = await clock.run(doctor({ ...access, clock, ...options }));
  return { ...result, fake };
}

/** Lets a doctor visit what answers by one function, by path and query. */
export function visitAnswers(
  answer: (url: URL) => Response | Promise<Response>,
  options: Partial<DoctorOptions> = {},
): Promise<DoctorResult> {
  const clock = createVirtualClock(Date.parse('2026-03-01T10:00:00Z'));
  const send = (url: string): Promise<Response> => Promise.resolve(answer(new URL(url)));
  const access = { shop: 'corner-shop', accessToken: TOKEN, fetch: send as typeof fetch };
  return clock.run(doctor({ ...access, clock, ...options }));
}

/** A shop that answers a list of levels, and knows nothing else. */
export function shopOf(body: unknown): (url: URL) => Response {
  return ({ pathname }) =>
    pathname.endsWith('/inventory')
      ? Response.json(body)
      : Response.json({ error: 'There is nothing here' }, { status: 404 });
}
