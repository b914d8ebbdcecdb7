import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stockLevel } from '../../src/model/index.ts';
import type { StockLevel, StockLevelInit } from '../../src/model/index.ts';
import { openFake } from './shop.ts';

const PLACE = { variantId: '107', locationId: '50002' };

/** What is mostly a count, and now and then what only looks like one. */
const quantity = fc.oneof(
  { weight: 8, arbitrary: fc.nat(9) },
  fc.constantFrom(-0, -1, 0.5, NaN, Infinity, '5', null, 2 ** 53, 2 ** 53 - 1),
);
const oversell = fc.constantFrom(
  undefined,
  'deny',
  'preorder',
  'continue',
  { floor: -3 },
  { floor: 0.5 },
  { floor: '1' },
  null,
  'never',
);
const level = fc.record({
  available: quantity,
  committed: quantity,
  unavailable: quantity,
  incoming: quantity,
  oversell,
});

function levelOrError(make: () => StockLevel | undefined): unknown {
  try {
    return make();
  } catch (error) {
    return (error as TypeError).message.replace(/^.*(\.|: )(?=\w+ must)/, '');
  }
}

test('a fake takes the levels that the model takes, and refuses others in its words', () => {
  fc.assert(
    fc.property(level, (given) => {
      const init = { ...PLACE, ...given } as StockLevelInit;
      const fakes = levelOrError(() =>
        openFake({ seed: { levels: [init] } }).level(PLACE.variantId, PLACE.locationId),
      );

      expect(fakes).toStrictEqual(levelOrError(() => stockLevel(init)));
    }),
    { numRuns: 500 },
  );
});
