import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/wire/index.ts';
import { decodeInventories, decodeInventory, encodeInventory } from './by-default.ts';
import { decodeFields, decodeText, expectLevel, expectMismatch, IDS } from './levels.ts';

describe('a level in an answer', () => {
  test('has every field of a full answer', () => {
    const text = `{"inventory": {"productId": "7", "variantId": 107362030756584, "locationId": "50002",
      "available": "85", "committed": 5, "unavailable": "10", "incoming": "30", "onHand": "100",
      "updateTime": "2025-01-31T08:00:00Z"}}`;
    expect(decodeText(text)).toEqual({
      ok: true,
      value: {
        productId: '7',
        variantId: '107362030756584',
        locationId: '50002',
        available: 85,
        committed: 5,
        unavailable: 10,
        incoming: 30,
        onHand: 100,
        updateTime: '2025-01-31T08:00:00Z',
      },
    });
  });

  test('has zeros for the statuses that are missing, and no field that was not there', () => {
    expect(expectLevel(decodeFields({}))).toStrictEqual({
      ...IDS,
      available: 0,
      committed: 0,
      unavailable: 0,
      incoming: 0,
      onHand: 0,
    });
  });

  test('has its on-hand derived where it is missing, without what is incoming', () => {
    const fields = { available: '-3', committed: 5, unavailable: '10', incoming: 100 };
    expect(expectLevel(decodeFields(fields)).onHand).toBe(12);
  });

  test('is refused at on-hand where the statuses contradict it', () => {
    const fields = { available: '85', committed: '5', unavailable: '10', incoming: '1' };
    expect(decodeFields({ ...fields, onHand: '101' })).toEqual({
      ok: false,
      path: 'inventory.onHand',
      expected: 'available + committed + unavailable, which is 100',
    });
  });

  test('is refused at on-hand where the sum has more digits than a number holds', () => {
    const most = Number.MAX_SAFE_INTEGER;
    for (const fields of [
      { available: most, committed: 1 },
      { available: -most, committed: -1 },
    ]) {
      expect(expectMismatch(decodeFields(fields))).toBe('inventory.onHand');
    }
  });

  test('is read without the fields that are unknown', () => {
    const unknown = { id: 1, sku: 'A', on_hand: 3, Available: 4, nested: { available: 5 } };
    expect(decodeFields(unknown)).toEqual(decodeFields({}));
    expect(decodeInventory({ inventory: IDS, inventories: 'x', error: null })).toEqual(
      decodeFields({}),
    );
  });

  test.each([5, true, {}, ['2025-01-31']])('is refused where updateTime is %j', (value) => {
    expect(decodeFields({ updateTime: value })).toEqual({
      ok: false,
      path: 'inventory.updateTime',
      expected: 'a time as text',
    });
  });

  test('may say null where it has no productId and no updateTime', () => {
    expect(decodeFields({ productId: null, updateTime: null })).toEqual(decodeFields({}));
  });

  test('takes nothing from prototype keys', () => {
    const text = `{"inventory": {"variantId": "1", "locationId": "2", "constructor": {"x": 1},
      "__proto__": {"available": "9", "productId": "9", "onHand": "9"}}}`;
    const level = expectLevel(decodeText(text));
    expect(level).toMatchObject({ available: 0, onHand: 0 });
    expect(level).not.toHaveProperty('productId');
    expect(Object.getPrototypeOf(level)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('available');
  });

  test('does not come out of an envelope that only a prototype key holds', () => {
    expect(
      decodeText('{"__proto__": {"inventory": {"variantId": "1", "locationId": "2"}}}').ok,
    ).toBe(false);
    const list = parseJson('{"__proto__": {"inventories": []}}');
    expect(decodeInventories(list).ok).toBe(false);
  });
});

describe('any level', () => {
  const third = Math.floor(Number.MAX_SAFE_INTEGER / 3);
  const quantity = fc.oneof(
    fc.integer({ min: -1000, max: 1000 }),
    fc.integer({ min: -third, max: third }),
  );
  const id = fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String);
  const level = fc
    .record({
      variantId: id,
      locationId: id,
      available: quantity,
      committed: quantity,
      unavailable: quantity,
      incoming: quantity,
    })
    .map((stored) => ({
      ...stored,
      onHand: stored.available + stored.committed + stored.unavailable,
    }));
  const time = fc
    .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const optional = fc.record({ productId: id, updateTime: time }, { requiredKeys: [] });

  test('is the same after it was written, sent and read', () => {
    fc.assert(
      fc.property(level, optional, (quantities, rest) => {
        const sent = { ...quantities, ...rest };
        const text = encodeInventory(sent);
        expect(expectLevel(decodeText(text))).toStrictEqual(sent);
      }),
    );
  });

  test('is the same whether its ids and quantities are sent as texts or as numbers', () => {
    fc.assert(
      fc.property(level, (sent) => {
        const text = encodeInventory(sent);
        const asNumbers = text.replaceAll(/"(-?\d+)"/g, '$1');
        expect(decodeText(asNumbers)).toEqual(decodeText(text));
      }),
    );
  });
});
