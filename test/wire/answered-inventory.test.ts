import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { answeredInventory, isAnsweredInventory } from '../../src/wire/schemas.ts';

const id = fc.constantFrom<unknown>('107362030756584', 8_589_934_859, '', 2 ** 53, 1.5, null, {});
const quantity = fc.constantFrom<unknown>(
  '666',
  12,
  '-3',
  -0,
  '1.5',
  2 ** 53,
  '9'.repeat(16),
  '',
  null,
  [],
);
const time = fc.constantFrom<unknown>('2026-03-01T10:00:00Z', '', null, 0, {});
const inventory = fc.record(
  {
    variantId: id,
    locationId: id,
    productId: id,
    available: quantity,
    committed: quantity,
    unavailable: quantity,
    incoming: quantity,
    onHand: quantity,
    updateTime: time,
    unknown: fc.anything(),
  },
  { requiredKeys: [] },
);
const good = fc.record(
  {
    variantId: fc.constantFrom('107362030756584', 8_589_934_859),
    locationId: fc.constant('50002'),
    productId: fc.constantFrom('8589934859', 8_589_934_859, null),
    available: fc.constantFrom('666', 12),
    onHand: fc.constantFrom('666', 12, '-3'),
    updateTime: fc.constantFrom('2026-03-01T10:00:00Z', null),
  },
  { requiredKeys: ['variantId', 'locationId'] },
);

test('the short way lets exactly those through that the schema does, as they are', () => {
  fc.assert(
    fc.property(fc.oneof(inventory, good, fc.anything()), (value) => {
      expect(isAnsweredInventory(value)).toBe(z.safeParse(answeredInventory, value).success);
    }),
    { numRuns: 5000 },
  );
});

test('what is right goes the short way', () => {
  fc.assert(fc.property(good, (value) => isAnsweredInventory(value)));
});
