import fc from 'fast-check';
import { EventRefusedError } from '../../src/testing/index.ts';
import type { FakeEvent, InventoryFake, SeedLevel } from '../../src/testing/index.ts';
import type { DesiredLevel } from '../../src/sync/index.ts';
import { BERLIN, cut, LYON, refusal } from './shop.ts';
import type { Passing } from './shop.ts';

/** What can happen to one request. */
export type Fault =
  | 'none'
  | 'cut before'
  | 'cut after'
  | '500 before'
  | '503 after'
  | '429'
  | 'refused'
  | 'truncated'
  | 'silence before'
  | 'silence after';

const FAULTS: readonly Fault[] = [
  'cut before',
  'cut after',
  '500 before',
  '503 after',
  '429',
  'refused',
  'truncated',
  'silence before',
  'silence after',
];

/** Something that the platform does meanwhile, at one of the levels. */
export interface Stir {
  readonly level: number;
  readonly kind: 'place' | 'cancel' | 'fulfil' | 'receive' | 'restock' | 'correct';
  readonly quantity: number;
}

/** A shop, what is desired of it, and all that gets in the way. */
export interface World {
  readonly levels: readonly SeedLevel[];
  readonly desired: readonly DesiredLevel[];
  /** Of each request in turn; there are none later. */
  readonly faults: readonly Fault[];
  /** Before and after each request in turn. */
  readonly stirs: readonly (Stir | undefined)[];
  readonly latencyMs: number;
  readonly maxAgeMs: number;
  readonly concurrency: number;
}

const units = fc.integer({ min: 0, max: 20 });

const level = fc.record({
  available: fc.integer({ min: -5, max: 20 }),
  committed: fc.integer({ min: 5, max: 9 }),
  unavailable: fc.integer({ min: 0, max: 3 }),
  desired: fc.option(fc.record({ quantity: fc.constantFrom('onHand', 'available'), units })),
});

const stir = fc.record({
  level: fc.nat({ max: 11 }),
  kind: fc.constantFrom('place', 'cancel', 'fulfil', 'receive', 'restock', 'correct'),
  quantity: fc.integer({ min: 1, max: 4 }),
});

/** Any quantity may be written, so that only faults and competition stand in the way. */
const oversell = 'continue';

/** Any world. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    places: fc.array(level, { minLength: 1, maxLength: 12 }),
    faults: fc.array(
      fc.oneof(
        { arbitrary: fc.constant<Fault>('none'), weight: 2 },
        { arbitrary: fc.constantFrom(...FAULTS), weight: 1 },
      ),
      { maxLength: 40 },
    ),
    stirs: fc.oneof(
      { arbitrary: fc.array(fc.option(stir, { nil: undefined }), { maxLength: 80 }), weight: 4 },
      // A level that never stands still.
      { arbitrary: stir.map((each) => Array.from({ length: 300 }, () => each)), weight: 1 },
    ),
    latencyMs: fc.constantFrom(0, 100, 3000),
    maxAgeMs: fc.constantFrom(0, 1000, 30_000),
    concurrency: fc.integer({ min: 1, max: 8 }),
  })
  .map(({ places, ...rest }) => {
    const named = places.map((place, index) => ({
      ...place,
      variantId: String(Math.floor(index / 2) + 1),
      locationId: index % 2 === 0 ? BERLIN : LYON,
    }));
    return {
      ...rest,
      levels: named.map(({ variantId, locationId, available, committed, unavailable }) => {
        return { variantId, locationId, available, committed, unavailable, oversell };
      }),
      desired: named.flatMap(({ variantId, locationId, desired }) =>
        desired === null ? [] : [lineOf({ variantId, locationId }, desired)],
      ),
    };
  });

function lineOf(
  place: { readonly variantId: string; readonly locationId: string },
  desired: { readonly quantity: string; readonly units: number },
): DesiredLevel {
  return desired.quantity === 'onHand'
    ? { ...place, onHand: desired.units }
    : { ...place, available: desired.units };
}

/** Lets a request go wrong. */
export async function suffer(fault: Fault, { pass, signal }: Passing): Promise<Response> {
  if (fault === 'none') return pass();
  if (fault === '429') return refusal(429, { 'Retry-After': '2' });
  if (fault === 'refused') return refusal(404);
  const answer = fault.endsWith('before') ? undefined : await pass();
  switch (fault) {
    case 'cut before':
    case 'cut after':
      return cut();
    case '500 before':
      return refusal(500);
    case '503 after':
      return refusal(503);
    case 'truncated':
      return new Response((await answer?.text())?.slice(0, -3), { status: 200 });
    case 'silence before':
    case 'silence after':
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
      });
  }
}

/** Lets something happen at the platform, unless its stock model refuses. */
export function happen(fake: InventoryFake, stirred: Stir | undefined): void {
  const levels = fake.levels();
  const at = stirred === undefined ? undefined : levels[stirred.level % levels.length];
  if (stirred === undefined || at === undefined) return;
  try {
    fake.apply(eventOf(stirred, { variantId: at.variantId, locationId: at.locationId }));
  } catch (error) {
    if (!(error instanceof EventRefusedError)) throw error;
  }
}

/** Every level has one order at most. */
function eventOf(
  { kind, quantity }: Stir,
  place: { readonly variantId: string; readonly locationId: string },
): FakeEvent {
  const lines = [{ ...place, quantity }];
  const orderId = `order-${place.variantId}-${place.locationId}`;
  switch (kind) {
    case 'place':
      return { type: 'order.placed', orderId, lines };
    case 'cancel':
      return { type: 'order.cancelled', orderId };
    case 'fulfil':
      return { type: 'order.fulfilled', orderId };
    case 'receive':
      return { type: 'return.received', lines };
    case 'restock':
      return { type: 'return.restocked', lines };
    case 'correct':
      return { type: 'stock.adjusted', ...place, deltas: { available: quantity } };
  }
}
