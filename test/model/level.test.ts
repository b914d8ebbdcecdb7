import { describe, expect, test } from 'vitest';
import {
  emptyStock,
  levelKey,
  sellable,
  STOCK_STATUSES,
  stockLevel,
  totals,
  WRITABLE_QUANTITIES,
} from '../../src/model/index.ts';
import type { StockLevelInit } from '../../src/model/index.ts';
import { HERE, level, SOUTH, stockOf } from './fixtures.ts';

describe('stockLevel', () => {
  test('fills in zeros and denies overselling', () => {
    expect(stockLevel({ ...HERE })).toEqual({
      ...HERE,
      available: 0,
      committed: 0,
      unavailable: 0,
      incoming: 0,
      onHand: 0,
      oversell: 'deny',
    });
  });

  test('derives on-hand, in which incoming has no part', () => {
    const init = { available: 85, committed: 5, unavailable: 10, incoming: 30 };

    expect(stockLevel({ ...HERE, ...init }).onHand).toBe(100);
  });

  test('takes a negative available as long as on-hand is not negative', () => {
    expect(stockLevel({ ...HERE, available: -5, committed: 5 }).onHand).toBe(0);
  });

  test('makes 0 of minus 0, so that equal levels are equal as text and as values', () => {
    const { available, onHand } = stockLevel({ ...HERE, available: -0, committed: -0 });

    expect([available, onHand]).toEqual([0, 0]);
  });

  test('returns a level that is frozen, its policy included', () => {
    const policy = { floor: 2 };
    const made = stockLevel({ ...HERE, oversell: policy });
    policy.floor = 9;

    expect(Object.isFrozen(made)).toBe(true);
    expect(Object.isFrozen(made.oversell)).toBe(true);
    expect(made.oversell).toEqual({ floor: 2 });
  });

  test.each<[does: string, init: object, message: RegExp]>([
    ['an empty variantId', { variantId: '' }, /variantId/],
    ['a number as variantId', { variantId: 107 }, /variantId/],
    ['a missing locationId', { locationId: undefined }, /locationId/],
    ['a fraction', { available: 1.5 }, /available/],
    ['NaN', { incoming: Number.NaN }, /incoming/],
    ['Infinity', { unavailable: Number.POSITIVE_INFINITY }, /unavailable/],
    ['an unsafe integer', { committed: 2 ** 53 }, /committed/],
    ['a number as text', { available: '5' }, /available/],
    ['null as a quantity', { available: null }, /available/],
    ['an array as a quantity', { available: [5] }, /available/],
    ['negative committed', { committed: -1 }, /committed/],
    ['negative unavailable', { available: 5, unavailable: -1 }, /unavailable/],
    ['negative incoming', { incoming: -1 }, /incoming/],
    ['negative on-hand', { available: -1 }, /onHand/],
    ['on-hand that is not safe', { available: Number.MAX_SAFE_INTEGER, committed: 1 }, /onHand/],
    ['an unknown policy', { oversell: 'always' }, /oversell/],
    ['a policy without a number', { oversell: { floor: '3' } }, /oversell/],
    ['null as a policy', { oversell: null }, /oversell/],
  ])('refuses %s with a TypeError that names it', (_, init, message) => {
    const make = (): unknown => stockLevel({ ...HERE, ...init });

    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
  });

  test.each([null, undefined, 5, 'level', Symbol('level')])(
    'refuses %o in place of an object with a TypeError',
    (init) => {
      expect(() => stockLevel(init as unknown as StockLevelInit)).toThrow(TypeError);
    },
  );
});

describe('levelKey', () => {
  test('tells pairs of ids apart whose texts run into each other', () => {
    const pairs = [
      ['1', '23'],
      ['12', '3'],
      ['1/2', '3'],
      ['1', '2/3'],
      ['1:1/2', '3'],
      ['1', '1:1/2/3'],
      ['1:1', '1'],
    ] as const;

    expect(
      new Set(pairs.map(([variantId, locationId]) => levelKey(variantId, locationId))).size,
    ).toBe(pairs.length);
  });

  test('is the key of state.levels', () => {
    const here = level();
    const state = stockOf([here, level({ locationId: SOUTH })]);

    expect(state.levels.get(levelKey(HERE.variantId, HERE.locationId))).toBe(here);
  });
});

describe('sellable', () => {
  test.each([
    ['deny', 10, 5, 10],
    ['deny', 0, 5, 0],
    ['deny', -2, 5, 0],
    ['preorder', 10, 5, 15],
    ['preorder', -2, 5, 3],
    ['preorder', -5, 5, 0],
    ['continue', -2, 0, Number.POSITIVE_INFINITY],
    [{ floor: 3 }, 10, 5, 7],
    [{ floor: 3 }, 2, 5, 0],
    [{ floor: -4 }, 0, 5, 4],
    [{ floor: 0 }, 10, 5, 10],
  ] as const)(
    'under %j with %i available and %i incoming is %d',
    (oversell, available, incoming, is) => {
      expect(sellable({ oversell, available, incoming })).toBe(is);
    },
  );
});

describe('totals', () => {
  const levels = [
    level({ available: 85, committed: 5, unavailable: 10, incoming: 30 }),
    level({ locationId: SOUTH, available: -3, committed: 4, incoming: 2 }),
  ];
  const sum = { available: 82, committed: 9, unavailable: 10, incoming: 32, onHand: 101 };

  test('adds up each quantity across an iterable of levels', () => {
    expect(totals(new Set(levels))).toEqual(sum);
  });

  test('adds up the levels of a state', () => {
    expect(totals(stockOf(levels).levels)).toEqual(sum);
  });

  test('of nothing are zeros', () => {
    const none = { available: 0, committed: 0, unavailable: 0, incoming: 0, onHand: 0 };

    expect(totals([])).toEqual(none);
    expect(totals(emptyStock().levels)).toEqual(none);
  });
});

test('the statuses are the four that are stored, and committed is not writable', () => {
  expect(STOCK_STATUSES).toEqual(['available', 'committed', 'unavailable', 'incoming']);
  expect(WRITABLE_QUANTITIES).toEqual(['available', 'unavailable', 'incoming', 'onHand']);
  expect(Object.isFrozen(STOCK_STATUSES) && Object.isFrozen(WRITABLE_QUANTITIES)).toBe(true);
});
