import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeConnectRequest,
  decodeErrorText,
  decodeInventories,
  decodeInventory,
  decodeUpdateRequest,
} from './by-default.ts';
import { expectMismatch, IDS } from './levels.ts';

const NO_LEVELS = { levels: [], untracked: [] };
const NO_OBJECTS = [undefined, null, true, 0, '', '{}', [], [{}]];

describe('the first mismatch of a single answer', () => {
  test.each(NO_OBJECTS)('is the body itself where it is %j', (body) => {
    expect(decodeInventory(body)).toEqual({ ok: false, path: '', expected: 'an object' });
  });

  test.each(NO_OBJECTS)('is the envelope where it holds %j', (inventory) => {
    expect(decodeInventory({ inventory })).toEqual({
      ok: false,
      path: 'inventory',
      expected: 'an object',
    });
  });

  test('is the envelope where the answer stands under another name', () => {
    expect(expectMismatch(decodeInventory({ inventories: [IDS] }))).toBe('inventory');
  });

  test('is only the first of many', () => {
    const inventory = { variantId: '1', locationId: null, committed: 'x', updateTime: 5 };
    expect(expectMismatch(decodeInventory({ inventory }))).toBe('inventory.locationId');
  });

  test('is a bad status before an on-hand that contradicts', () => {
    const inventory = { ...IDS, available: '5', incoming: '', onHand: '6' };
    expect(expectMismatch(decodeInventory({ inventory }))).toBe('inventory.incoming');
  });
});

describe.each(['inventories', 'inventory'])('a list answer under %s', (name) => {
  test('is read in its order', () => {
    const list = [
      { ...IDS, available: '2' },
      { ...IDS, locationId: 3 },
    ];
    const decoded = decodeInventories({ [name]: list });
    expect(decoded).toMatchObject({
      ok: true,
      value: { levels: [{ available: 2 }, { locationId: '3' }] },
    });
  });

  test('may be empty', () => {
    expect(decodeInventories({ [name]: [] })).toEqual({ ok: true, value: NO_LEVELS });
  });

  test.each([null, true, 0, '', {}, IDS, { length: 0 }])('is refused where it is %j', (list) => {
    expect(decodeInventories({ [name]: list })).toEqual({
      ok: false,
      path: 'inventories',
      expected: 'an array (also read as inventory)',
    });
  });

  test('names the item and the field of its first mismatch', () => {
    const list = [IDS, { ...IDS, available: '1.0' }, { ...IDS, committed: 'x' }];
    expect(expectMismatch(decodeInventories({ [name]: list }))).toBe(`${name}[1].available`);
  });

  test.each(NO_OBJECTS)('names the item that is %j', (item) => {
    expect(expectMismatch(decodeInventories({ [name]: [IDS, IDS, item] }))).toBe(`${name}[2]`);
  });

  test('names the on-hand that contradicts', () => {
    const list = [IDS, { ...IDS, onHand: 1 }];
    expect(expectMismatch(decodeInventories({ [name]: list }))).toBe(`${name}[1].onHand`);
  });
});

describe('a list answer', () => {
  test.each(NO_OBJECTS)('is refused where the body is %j', (body) => {
    expect(decodeInventories(body)).toEqual({ ok: false, path: '', expected: 'an object' });
  });

  test('is refused at inventories where it stands under neither name', () => {
    expect(expectMismatch(decodeInventories({ items: [] }))).toBe('inventories');
  });

  test('is read from inventories where both names are there', () => {
    expect(decodeInventories({ inventories: [], inventory: [IDS] })).toEqual({
      ok: true,
      value: NO_LEVELS,
    });
  });
});

describe('the text of an error body', () => {
  test('is what stands under error', () => {
    const body = { error: 'Amount must be less than net payment', code: 7 };
    expect(decodeErrorText(body)).toBe('Amount must be less than net payment');
  });

  test.each([...NO_OBJECTS, {}, { error: '' }, { error: null }, { error: 5 }, { error: { a: 1 } }])(
    'is missing in %j',
    (body) => {
      expect(decodeErrorText(body)).toBeUndefined();
    },
  );
});

test('nothing that JSON can hold makes decoding throw, in an envelope or without', () => {
  const fields = fc.dictionary(
    fc.constantFrom('variantId', 'locationId', 'available', 'committed', 'onHand', '__proto__'),
    fc.jsonValue({ maxDepth: 1 }),
  );
  const item = fc.oneof(fields, fc.jsonValue());
  const body = fc.oneof(
    fc.jsonValue(),
    item.map((inventory) => ({ inventory })),
    fc.array(item).map((inventories) => ({ inventories })),
  );
  fc.assert(
    fc.property(body, (value) => {
      const decoders = [
        decodeInventory,
        decodeInventories,
        decodeConnectRequest,
        decodeUpdateRequest,
      ];
      for (const decode of decoders) {
        const decoded = decode(value);
        expect(decoded.ok || decoded.expected).not.toBe('');
      }
      expect(decodeErrorText(value)).not.toBe('');
    }),
  );
});
