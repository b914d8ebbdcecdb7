import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/wire/index.ts';
import { decodeConnectRequest, decodeUpdateRequest } from './by-default.ts';
import { expectMismatch } from './levels.ts';

const NO_IDS = ['', ' ', 'a/b', '..', 'a,b', 'é', '1\n', 'a'.repeat(65), 50002, null, true, {}, []];
const NO_OBJECTS = [undefined, null, 0, '', [], 'inventory'];

/** Reads an update of location 50002 that says what is given besides. */
function decodeUpdate(fields: object): ReturnType<typeof decodeUpdateRequest> {
  return decodeUpdateRequest({ inventory: { locationId: '50002', ...fields } });
}

describe('a connect request', () => {
  test('is read with its two ids', () => {
    const inventory = { variantId: '107362030756584', locationId: '50002' };
    expect(decodeConnectRequest({ inventory })).toEqual({ ok: true, value: inventory });
  });

  test.each(['variantId', 'locationId'])('is refused where %s is no id, or missing', (name) => {
    for (const id of [...NO_IDS, undefined]) {
      const inventory = { variantId: '1', locationId: '2', [name]: id };
      expect(expectMismatch(decodeConnectRequest({ inventory }))).toBe(`inventory.${name}`);
    }
  });

  test('is told what an id is', () => {
    expect(
      decodeConnectRequest({ inventory: { variantId: 'a b', locationId: '2' } }),
    ).toMatchObject({
      expected: 'an id: 1 to 64 letters, digits, _ or -',
    });
  });

  test.each(['available', 'committed', 'productId', 'constructor'])(
    'is refused where it says %s',
    (name) => {
      const inventory = { variantId: '1', locationId: '2', [name]: '3' };
      expect(decodeConnectRequest({ inventory })).toEqual({
        ok: false,
        path: `inventory.${name}`,
        expected: 'left out: the field is unknown',
      });
    },
  );
});

describe.each([
  ['a connect request', decodeConnectRequest],
  ['an update request', decodeUpdateRequest],
])('%s', (_name, decode) => {
  test.each(NO_OBJECTS)('is refused where the body is %j', (body) => {
    expect(decode(body)).toEqual({ ok: false, path: '', expected: 'an object' });
  });

  test.each(NO_OBJECTS)('is refused where the envelope holds %j', (inventory) => {
    expect(decode({ inventory })).toEqual({ ok: false, path: 'inventory', expected: 'an object' });
  });

  test('is refused without its envelope', () => {
    const fields = { variantId: '1', locationId: '2', available: 3 };
    expect(expectMismatch(decode(fields))).toBe('inventory');
  });

  test.each([['inventories'], ['shop'], ['constructor']])(
    'is refused where %s stands beside the envelope',
    (name) => {
      const inventory = { variantId: '1', locationId: '2' };
      const update = { locationId: '2', available: 3 };
      const body = { inventory: decode === decodeConnectRequest ? inventory : update, [name]: 1 };
      expect(expectMismatch(decode(body))).toBe(name);
    },
  );

  test('is refused where a field is called __proto__', () => {
    const text =
      '{"inventory": {"variantId": "1", "locationId": "2", "__proto__": {"available": 1}}}';
    expect(decode(parseJson(text)).ok).toBe(false);
  });
});

describe('an update request', () => {
  test('is read with the quantities that it says, and no others', () => {
    const quantities = { available: 12, onHand: -1, unavailable: 0, incoming: 3 };
    expect(decodeUpdate(quantities)).toStrictEqual({
      ok: true,
      value: { locationId: '50002', ...quantities },
    });
    expect(decodeUpdate({ incoming: 30 })).toStrictEqual({
      ok: true,
      value: { locationId: '50002', incoming: 30 },
    });
  });

  test('has a plain 0 where -0 was sent', () => {
    const decoded = decodeUpdateRequest(
      parseJson('{"inventory": {"locationId": "50002", "available": -0}}'),
    );
    expect(decoded).toStrictEqual({ ok: true, value: { locationId: '50002', available: 0 } });
  });

  test('is refused where it says nothing', () => {
    expect(decodeUpdate({})).toEqual({
      ok: false,
      path: 'inventory',
      expected: 'at least one of available, onHand, unavailable, incoming',
    });
  });

  test.each([5, 0, '5', null, {}])('is refused where it says committed, as %j', (committed) => {
    const refused = {
      ok: false,
      path: 'inventory.committed',
      expected: 'left out: committed stock belongs to orders and cannot be changed',
    };
    expect(decodeUpdate({ committed })).toEqual(refused);
    expect(decodeUpdate({ committed, available: 1 })).toEqual(refused);
    expect(decodeUpdateRequest({ inventory: { committed } })).toEqual(refused);
  });

  test.each(['available', 'onHand', 'unavailable', 'incoming'])(
    'is refused where %s is no integer that was sent as a number',
    (name) => {
      const nonsense = ['5', '', 1.5, NaN, Infinity, 2 ** 53, true, null, [], {}, [1], 1n];
      for (const quantity of nonsense) {
        expect(expectMismatch(decodeUpdate({ [name]: quantity }))).toBe(`inventory.${name}`);
      }
    },
  );

  test('is refused where an integer has more digits than a number holds', () => {
    const text = '{"inventory": {"locationId": "50002", "available": 12345678901234567890}}';
    expect(expectMismatch(decodeUpdateRequest(parseJson(text)))).toBe('inventory.available');
  });

  test('is refused where its location is no id, or missing', () => {
    for (const locationId of [...NO_IDS, undefined]) {
      expect(expectMismatch(decodeUpdate({ locationId, available: 1 }))).toBe(
        'inventory.locationId',
      );
    }
  });

  test('names the first of its unknown fields', () => {
    expect(decodeUpdate({ available: 1, variantId: '1', sku: 'A' })).toEqual({
      ok: false,
      path: 'inventory.variantId',
      expected: 'left out: the field is unknown',
    });
  });
});
