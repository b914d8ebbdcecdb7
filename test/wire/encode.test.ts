import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/wire/index.ts';
import {
  decodeConnectRequest,
  decodeUpdateRequest,
  encodeConnectRequest,
  encodeError,
  encodeInventories,
  encodeInventory,
  encodeLevel,
  encodeUpdateRequest,
} from './by-default.ts';

describe('writing requests', () => {
  test('puts a connect request into its envelope, with ids as texts', () => {
    expect(encodeConnectRequest('107362030756584', '50002')).toBe(
      '{"inventory":{"variantId":"107362030756584","locationId":"50002"}}',
    );
  });

  test('puts an update into its envelope, with quantities as numbers', () => {
    const quantities = { incoming: 30, unavailable: 0, onHand: 80, available: -4 };
    expect(encodeUpdateRequest('50002', quantities)).toBe(
      '{"inventory":{"locationId":"50002","available":-4,"unavailable":0,"incoming":30,"onHand":80}}',
    );
  });

  test('sends only the quantities that are given', () => {
    expect(encodeUpdateRequest('50002', { onHand: 28 })).toBe(
      '{"inventory":{"locationId":"50002","onHand":28}}',
    );
  });

  test('never sends committed, whatever a JavaScript caller gives', () => {
    const quantities = { available: 1, committed: 5, sku: 'A' };
    expect(encodeUpdateRequest('50002', quantities)).toBe(
      '{"inventory":{"locationId":"50002","available":1}}',
    );
  });

  test('writes what the other side reads back the same', () => {
    const id = fc.stringMatching(/^[\w-]{1,64}$/);
    const quantities = fc.record({ available: fc.maxSafeInteger(), onHand: fc.maxSafeInteger() });
    fc.assert(
      fc.property(id, id, quantities, (variantId, locationId, given) => {
        expect(
          decodeConnectRequest(parseJson(encodeConnectRequest(variantId, locationId))),
        ).toEqual({
          ok: true,
          value: { variantId, locationId },
        });
        expect(decodeUpdateRequest(parseJson(encodeUpdateRequest(locationId, given)))).toEqual({
          ok: true,
          value: { locationId, ...given },
        });
      }),
    );
  });
});

describe('writing answers', () => {
  const level = {
    variantId: '107362030756584',
    locationId: '50002',
    available: 85,
    committed: 5,
    unavailable: 10,
    incoming: 0,
    onHand: 100,
  };

  test('writes ids and quantities as texts', () => {
    expect(encodeLevel(level)).toBe(
      '{"variantId":"107362030756584","locationId":"50002","available":"85","committed":"5",' +
        '"unavailable":"10","incoming":"0","onHand":"100"}',
    );
  });

  const text =
    '{"variantId":"1","locationId":"2","available":"-1","committed":"1",' +
    '"unavailable":"0","incoming":"0","onHand":"0"}';
  const small = { available: -1, committed: 1, unavailable: 0, incoming: 0, onHand: 0 };

  test('puts a level into its envelope', () => {
    expect(encodeInventory({ variantId: '1', locationId: '2', ...small })).toBe(
      `{"inventory":${text}}`,
    );
  });

  test('puts a page of levels into an array', () => {
    expect(encodeInventories([text, text])).toBe(`{"inventories":[${text},${text}]}`);
    expect(encodeInventories([])).toBe('{"inventories":[]}');
  });

  test('puts the text of an error under error', () => {
    expect(encodeError('There is no "x"\n')).toBe('{"error":"There is no \\"x\\"\\n"}');
  });

  test('writes the product and the time where they are known', () => {
    const full = { ...level, productId: '7', updateTime: '2025-01-31T08:00:00Z' };
    expect(encodeLevel(full)).toBe(
      '{"productId":"7","variantId":"107362030756584","locationId":"50002","available":"85",' +
        '"committed":"5","unavailable":"10","incoming":"0","onHand":"100",' +
        '"updateTime":"2025-01-31T08:00:00Z"}',
    );
  });
});
