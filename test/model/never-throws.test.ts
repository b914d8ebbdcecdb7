import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canTransition, describeRejection, saveStock, transition } from '../../src/model/index.ts';
import type { StockEvent, StockState } from '../../src/model/index.ts';
import { EVENTS, STOCK } from './events-of-each-type.ts';

const cycle: { self?: unknown } = {};
cycle.self = cycle;

/** Anything that JavaScript can hand over, values included that break conversions. */
const anything = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
  }),
  fc.constantFrom<unknown>(Symbol('any'), cycle, -0, 2 ** 53, () => 1, { toJSON: () => 1n }),
  fc.integer(),
  fc.string(),
);

/** An event that is right but for one field, at any depth, or for a field that it should not have. */
const spoilt = fc
  .record({
    event: fc.constantFrom(...EVENTS),
    field: fc.nat(),
    value: anything,
    stray: fc.constantFrom(
      'lines',
      'deltas',
      'quantity',
      'orderId',
      'shipmentId',
      'origin',
      'toJSON',
    ),
    isStray: fc.boolean(),
  })
  .map(({ event, field, value, stray, isStray }) => {
    const copy: Record<string, unknown> = structuredClone({ ...event });
    const places = placesIn(copy);
    if (isStray) copy[stray] = value;
    else places[field % places.length]?.(value);
    return copy;
  });

/** A setter for every field of an object and of what is in it. */
function placesIn(object: Record<string, unknown>): ((value: unknown) => void)[] {
  return Object.entries(object).flatMap(([name, inner]) => [
    (value: unknown) => {
      object[name] = value;
    },
    ...(typeof inner === 'object' && inner !== null
      ? placesIn(inner as Record<string, unknown>)
      : []),
  ]);
}

/** Fails where a state holds anything but whole numbers that add up, or data that cannot be sent. */
function expectSound(state: StockState): void {
  for (const { oversell, ...level } of structuredClone(saveStock(state)).levels) {
    const { available, committed, unavailable, incoming, onHand } = level;
    const numbers = [available, committed, unavailable, incoming, onHand];

    expect(numbers.every((number) => Number.isSafeInteger(number))).toBe(true);
    expect(onHand).toBe(available + committed + unavailable);
    expect(Math.min(committed, unavailable, incoming, onHand)).toBeGreaterThanOrEqual(0);
    expect(['string', 'object']).toContain(typeof oversell);
  }
}

/** Fails where a refusal leaves a trace, or where an accepted event leaves the state unsound. */
function expectCleanResult(event: StockEvent): void {
  const result = transition(STOCK, event);
  expect(canTransition(STOCK, event)).toBe(result.ok);
  expect(result.ok || result.state === STOCK).toBe(true);
  expectSound(result.state);
  expect(result.ok ? '' : describeRejection(result.rejection)).not.toContain('[object');
}

test.each([
  ['anything', anything],
  ['an event with one wrong field', spoilt],
] as const)('transition never throws, whatever it is given: %s', (_, given) => {
  fc.assert(
    fc.property(given as fc.Arbitrary<unknown>, (value) => {
      expectCleanResult(value as StockEvent);
    }),
    { numRuns: 5000 },
  );
});
