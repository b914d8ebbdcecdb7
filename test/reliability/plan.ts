import fc from 'fast-check';
import type { Fault } from './fault.ts';
import { FAULTS } from './faults.ts';

/** How many levels there are to begin with, and how many can be connected besides. */
export const CONNECTED = 4;
export const LEVELS = 6;

/** How long a request is on its way at the most, there and back each, in milliseconds. */
export const MOST_LATENCY_MS = 400;

/** A call of a client, by the number of its level. */
export interface PlannedCall {
  readonly startAt: number;
  readonly level: number;
  readonly kind: 'connect' | 'set' | 'by' | 'by with expected';
  readonly name: 'available' | 'unavailable' | 'incoming' | 'onHand';
  readonly sign: 1 | -1;
}

/** Something that the platform does on its own. */
export interface PlannedEvent {
  readonly type: 'place' | 'cancel' | 'fulfil' | 'announce' | 'receive' | 'return' | 'restock';
  /** Always even; see {@link amountOf}. */
  readonly quantity: number;
}

/** What one request meets: how long it is on its way, what goes wrong, and what happens meanwhile. */
export interface Weather {
  readonly latencyMs: number;
  readonly fault: Fault | undefined;
  readonly event: PlannedEvent | undefined;
}

/** All that happens in a shop. */
export interface Plan {
  /** Every level belongs to one of the clients. */
  readonly clients: number;
  readonly isLimiterShared: boolean;
  readonly calls: readonly PlannedCall[];
  readonly events: readonly (PlannedEvent & { readonly at: number; readonly level: number })[];
  /** One for each request, in the order in which they are sent; then the weather is fine. */
  readonly weather: readonly Weather[];
  /** For the client's own chance, so that a printed seed repeats everything. */
  readonly chance: number;
}

/**
 * What a call adds. All amounts are odd and different, and what the platform does is even: no sum of
 * its events looks like a call, and none takes one back. (A client can tell only by the numbers; see
 * limits.test.ts for what happens when they are the same.)
 */
export function amountOf({ sign }: PlannedCall, index: number): number {
  return sign * (2 * index + 1);
}

const OFFSETS = { available: 0, unavailable: 30_000, incoming: 0, onHand: 60_000 };

/** What a call sets: far from all that other calls set or add up to. */
export function targetOf({ name }: PlannedCall, index: number): number {
  return 100_000 * (index + 1) + OFFSETS[name];
}

const call: fc.Arbitrary<PlannedCall> = fc.record({
  startAt: fc.nat(30_000),
  level: fc.nat(LEVELS - 1),
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('by' as const) },
    { weight: 2, arbitrary: fc.constant('by with expected' as const) },
    { weight: 2, arbitrary: fc.constant('set' as const) },
    { weight: 2, arbitrary: fc.constant('connect' as const) },
  ),
  name: fc.constantFrom('available', 'unavailable', 'incoming', 'onHand'),
  sign: fc.constantFrom(1, -1),
});

/**
 * Leaves no two calls that could be carried out as one write: what two of them add is even, as what the
 * platform does is. The tests of joint lines have those.
 */
export function apart(calls: readonly PlannedCall[]): PlannedCall[] {
  const seen = new Set<string>();
  return calls.map((each) => {
    const key = `${each.level} ${each.name}`;
    if (each.kind !== 'by' || !seen.has(key)) {
      if (each.kind === 'by') seen.add(key);
      return each;
    }
    return { ...each, kind: 'by with expected' };
  });
}

const event: fc.Arbitrary<PlannedEvent> = fc.record({
  type: fc.constantFrom(
    'place',
    'place',
    'cancel',
    'fulfil',
    'announce',
    'receive',
    'return',
    'restock',
  ),
  quantity: fc.integer({ min: 1, max: 5 }).map((half) => 2 * half),
});

const weather: fc.Arbitrary<Weather> = fc.record({
  latencyMs: fc.nat(MOST_LATENCY_MS),
  fault: fc.option(fc.constantFrom(...FAULTS), { nil: undefined, freq: 2 }),
  event: fc.option(event, { nil: undefined, freq: 2 }),
});

export const plans: fc.Arbitrary<Plan> = fc.record({
  clients: fc.integer({ min: 1, max: 4 }),
  isLimiterShared: fc.boolean(),
  calls: fc.array(call, { minLength: 1, maxLength: 30, size: 'max' }).map(apart),
  events: fc.array(
    fc
      .tuple(event, fc.nat(60_000), fc.nat(LEVELS - 1))
      .map(([each, at, level]) => ({ ...each, at, level })),
    { maxLength: 30, size: 'max' },
  ),
  weather: fc.array(weather, { maxLength: 100, size: 'max' }),
  chance: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
});
