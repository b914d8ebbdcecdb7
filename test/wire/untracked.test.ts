import { describe, expect, test } from 'vitest';
import { decodeInventories, decodeInventory } from './by-default.ts';
import { decodeFields, expectLevel, expectMismatch, IDS } from './levels.ts';

const UNTRACKED = { variantId: 8589934859, locationId: '50002' };

describe('a level with null where its available units should be', () => {
  const nulls = { committed: null, unavailable: null, incoming: null, onHand: null };

  test.each([{ available: null }, { available: null, ...nulls }, { available: null, onHand: '7' }])(
    'costs the others of its page nothing, and is told of: %j',
    (quantities) => {
      const page = {
        inventories: [
          { ...IDS, available: '3' },
          { ...UNTRACKED, ...quantities },
        ],
      };
      expect(decodeInventories(page)).toMatchObject({
        ok: true,
        value: {
          levels: [{ ...IDS, available: 3 }],
          untracked: [{ variantId: '8589934859', locationId: '50002' }],
        },
      });
    },
  );

  test('must still say which one it is', () => {
    const list = (item: object): string => {
      return expectMismatch(decodeInventories({ inventories: [{ available: null, ...item }] }));
    };
    expect(list({ locationId: '50002' })).toBe('inventories[0].variantId');
    expect(list({ variantId: '1' })).toBe('inventories[0].locationId');
  });

  test('is no answer to a write', () => {
    expect(decodeInventory({ inventory: { ...UNTRACKED, available: null } })).toEqual({
      ok: false,
      path: 'inventory.available',
      expected: 'an integer, or a text that holds one: the stock of this variant is not tracked',
    });
  });
});

test('any other quantity that is null counts as left out, as a digital product has only two', () => {
  const fields = {
    available: '5',
    committed: '1',
    unavailable: null,
    incoming: null,
    onHand: null,
  };
  expect(expectLevel(decodeFields(fields))).toMatchObject({
    available: 5,
    committed: 1,
    unavailable: 0,
    incoming: 0,
    onHand: 6,
  });
});
