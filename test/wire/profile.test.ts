import { describe, expect, test } from 'vitest';
import { argumentsOf } from '../../src/base/check.ts';
import { InvalidInputError, InventoryClient } from '../../src/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import {
  decodeErrorText,
  decodeInventories,
  decodeInventory,
  decodeUpdateRequest,
  encodeConnectRequest,
  encodeError,
  encodeInventories,
  encodeInventory,
  encodeLevel,
  encodeUpdateRequest,
  GENSTORE_202412,
  readListQuery,
  readWireProfile,
  writeListQuery,
} from '../../src/wire/index.ts';
import type { WireEntries, WireProfile } from '../../src/wire/index.ts';
import { DIALECT } from './dialect.ts';
import { expectLevel, expectMismatch } from './levels.ts';

const place = argumentsOf('f', (call, at, expected) => new Error(`${call}: ${at} ${expected}`));

function read(entries: unknown): WireProfile {
  return readWireProfile(place, entries as WireEntries);
}

describe('a wire profile', () => {
  test('is the default where nothing is given, or nothing but undefined', () => {
    expect(readWireProfile(place)).toBe(GENSTORE_202412);
    expect(read({})).toBe(GENSTORE_202412);
    expect(read({ available: undefined, timeZone: undefined })).toBe(GENSTORE_202412);
  });

  test('has the entries that are given, and the default for the rest', () => {
    expect(read({ available: 'stock.free' })).toEqual({
      ...GENSTORE_202412,
      available: 'stock.free',
    });
    expect(read(DIALECT)).toEqual({ version: 1, ...DIALECT });
  });

  test('comes through JSON, and cannot be changed afterwards', () => {
    const given = { ...DIALECT, version: 1 };
    const profile = read(JSON.parse(JSON.stringify(given)));
    given.list = 'others';
    expect(profile).toEqual({ version: 1, ...DIALECT });
    expect(Object.isFrozen(profile)).toBe(true);
    expect(Object.isFrozen(GENSTORE_202412)).toBe(true);
  });

  test('may have no envelopes, a name for two envelopes, and a filter with the name of a field', () => {
    const entries = {
      requestEnvelope: '',
      answerEnvelope: '',
      list: '',
      variantFilter: 'variantId',
    };
    expect(read(entries)).toMatchObject(entries);
    expect(read({ list: 'inventory' }).list).toBe('inventory');
  });

  test.each<[entries: unknown, at: string, words: string]>([
    [null, '', 'an object, not null'],
    ['inventory', '', 'an object, not a text'],
    [[], '', 'an object, not an array'],
    [{ availible: 'free' }, 'availible', 'did you mean available?'],
    [{ name: 'free' }, 'name', 'left out: the field is unknown'],
    [{ version: 2, availible: 'free' }, 'version', '1, as this package knows no other'],
    [{ version: '1' }, 'version', '1, as this package knows no other'],
    [{ available: '' }, 'available', 'a name, or a path such as a.b'],
    [{ available: 'stock..free' }, 'available', 'a name, or a path such as a.b'],
    [{ available: '.free' }, 'available', 'a name, or a path such as a.b'],
    [{ available: 'free.' }, 'available', 'a name, or a path such as a.b'],
    [{ available: 'free units' }, 'available', 'a name, or a path such as a.b'],
    [{ available: 5 }, 'available', 'a name, or a path such as a.b'],
    [{ available: null }, 'available', 'a name, or a path such as a.b'],
    [{ list: 'a..b' }, 'list', 'a name, or a path such as a.b, or empty'],
    [{ answerEnvelope: ['a'] }, 'answerEnvelope', 'a name, or a path such as a.b, or empty'],
    [{ error: '' }, 'error', 'a name, or a path such as a.b'],
    [{ variantFilter: 'a&b' }, 'variantFilter', 'a name, or a path such as a.b'],
    [{ available: 'onHand' }, 'onHand', 'a name of its own'],
    [{ onHand: 'available' }, 'onHand', 'a name of its own'],
    [{ available: 'stock', committed: 'stock.taken' }, 'committed', 'a name of its own'],
    [{ available: 'stock.free', committed: 'stock' }, 'committed', 'a name of its own'],
    [{ variantId: 'locationId' }, 'locationId', 'a name of its own'],
    [{ variantFilter: 'locationIds' }, 'locationFilter', 'a name of its own'],
    [{ locationFilter: 'limit' }, 'locationFilter', 'a name of its own'],
    [{ variantFilter: 'pageToken' }, 'variantFilter', 'a name of its own'],
    [{ variantFilter: 'sinceId' }, 'variantFilter', 'a name of its own'],
    [{ variantFilterForm: 'comma' }, 'variantFilterForm', "'one', 'commas' or 'repeats'"],
    [{ requestNumbers: 'texts' }, 'requestNumbers', "'number' or 'text'"],
    [{ answerNumbers: 5 }, 'answerNumbers', "'number' or 'text'"],
    [{ timeZone: 'Asia/Shanghai' }, 'timeZone', "'Z', or such as '+08:00'"],
    [{ timeZone: '08:00' }, 'timeZone', "'Z', or such as '+08:00'"],
    [{ timeZone: '' }, 'timeZone', "'Z', or such as '+08:00'"],
  ])('is refused by its place: %j', (entries, at, words) => {
    let message = '';
    try {
      read(entries);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toContain(`f: ${at} `);
    expect(message).toContain(words);
  });

  test('is refused by the client and by the fake where it comes in', () => {
    const wire = { available: 'onHand' };
    const options = { shop: 'acme', accessToken: 'token', wire };
    expect(() => new InventoryClient(options)).toThrow(
      new InvalidInputError('new InventoryClient', 'wire.onHand', 'a name of its own'),
    );
    expect(() => createInventoryFake(options)).toThrow(
      new TypeError('createInventoryFake: wire.onHand must be a name of its own'),
    );
  });
});

describe('in a dialect', () => {
  const profile = read(DIALECT);
  const LEVEL = {
    productId: '7',
    variantId: '107362030756584',
    locationId: '50002',
    available: 85,
    committed: 5,
    unavailable: 10,
    incoming: 30,
    onHand: 100,
    updateTime: '2025-01-31T08:00:00.000Z',
  };
  const OBJECT =
    '{"product_id":"7","variant_id":"107362030756584","warehouse":{"id":"50002"},' +
    '"stock":{"sellable":85,"reserved":5,"held":{"all":10},"total":100},"in_transit":30,' +
    '"updated_at":"2025-01-31T16:00:00.000"}';
  const READ = { ...LEVEL, updateTime: '2025-01-31T16:00:00.000+08:00' };

  test('an answer is written and read by its names', () => {
    const text = `{"data":{"inventory_level":${OBJECT}}}`;
    expect(encodeInventory(LEVEL, profile)).toBe(text);
    expect(expectLevel(decodeInventory(JSON.parse(text), profile))).toEqual(READ);
  });

  test('a page is written and read by its names', () => {
    const text = `{"data":{"inventory_levels":[${OBJECT}]}}`;
    expect(encodeInventories([encodeLevel(LEVEL, profile)], profile)).toBe(text);
    expect(decodeInventories(JSON.parse(text), profile)).toEqual({
      ok: true,
      value: { levels: [READ], untracked: [] },
    });
    const untracked = { variant_id: 1, warehouse: { id: 2 }, stock: null };
    expect(decodeInventories({ data: { inventory_levels: [untracked] } }, profile)).toEqual({
      ok: true,
      value: { levels: [], untracked: [{ variantId: '1', locationId: '2' }] },
    });
  });

  test('a mismatch is told by its names', () => {
    const read1 = (level: object): string =>
      expectMismatch(decodeInventory({ data: { inventory_level: level } }, profile));
    expect(read1({})).toBe('data.inventory_level.variant_id');
    expect(read1({ variant_id: 1, warehouse: { id: 2 }, stock: { sellable: 'x' } })).toBe(
      'data.inventory_level.stock.sellable',
    );
    expect(expectMismatch(decodeInventories({ data: [] }, profile))).toBe('data.inventory_levels');
  });

  test('requests are written by its names, with quantities as texts', () => {
    expect(encodeConnectRequest('1', '2', profile)).toBe(
      '{"payload":{"inventory_level":{"variant_id":"1","warehouse":{"id":"2"}}}}',
    );
    expect(encodeUpdateRequest('2', { available: 7, onHand: 9, unavailable: 0 }, profile)).toBe(
      '{"payload":{"inventory_level":{"warehouse":{"id":"2"},' +
        '"stock":{"sellable":"7","held":{"all":"0"},"total":"9"}}}}',
    );
  });

  test('updates are read as strictly as in the default', () => {
    const decode = (level: object): ReturnType<typeof decodeUpdateRequest> =>
      decodeUpdateRequest({ payload: { inventory_level: level } }, profile);
    const at = { warehouse: { id: '2' } };
    expect(decode({ ...at, stock: { sellable: '7' } })).toEqual({
      ok: true,
      value: { locationId: '2', available: 7 },
    });
    const refused = [
      [{ ...at, stock: { sellable: 7 } }, 'stock.sellable'],
      [{ ...at, stock: { sellable: '7', sku: 'A' } }, 'stock.sku'],
      [{ ...at, stock: { reserved: '7' } }, 'stock.reserved'],
      [{ warehouse: { id: '2', name: 'A' }, in_transit: '1' }, 'warehouse.name'],
      [{ ...at, in_transit: '1', available: 1 }, 'available'],
      [{ warehouse: '2', in_transit: '1' }, 'warehouse.id'],
    ] as const;
    for (const [level, path] of refused) {
      expect(expectMismatch(decode(level))).toBe(`payload.inventory_level.${path}`);
    }
    expect(expectMismatch(decode(at))).toBe('payload.inventory_level');
  });

  test('an error is written and read by its name', () => {
    expect(encodeError('no "x"', profile)).toBe('{"problem":{"text":"no \\"x\\""}}');
    expect(decodeErrorText({ problem: { text: 'no' }, error: 'yes' }, profile)).toBe('no');
    expect(decodeErrorText({ error: 'yes' }, profile)).toBeUndefined();
  });

  test('a filter that repeats names each id by itself', () => {
    const query = { variantIds: ['1', '2'], locationIds: ['3'], limit: 5 };
    const text = 'limit=5&variant_ids%5B%5D=1&variant_ids%5B%5D=2&warehouse=3';
    expect(writeListQuery(query, profile).toString()).toBe(text);
    expect(readListQuery(new URLSearchParams(text), profile)).toEqual({ ok: true, value: query });
    expect(expectMismatch(readListQuery(new URLSearchParams('warehouse=1,2'), profile))).toBe(
      'warehouse',
    );
  });

  test('a filter that takes one id is left out where several are asked for', () => {
    const one = read({ variantFilter: 'variantId', variantFilterForm: 'one' });
    expect(writeListQuery({ variantIds: ['1'] }, one).toString()).toBe('variantId=1');
    expect(writeListQuery({ variantIds: ['1', '2'], limit: 5 }, one).toString()).toBe('limit=5');
    expect(expectMismatch(readListQuery(new URLSearchParams('variantId=1,2'), one))).toBe(
      'variantId',
    );
    expect(expectMismatch(readListQuery(new URLSearchParams('variantId=1&variantId=2'), one))).toBe(
      'variantId',
    );
  });

  test('an object may stand alone, without an envelope', () => {
    const bare = read({ requestEnvelope: '', answerEnvelope: '' });
    expect(encodeConnectRequest('1', '2', bare)).toBe('{"variantId":"1","locationId":"2"}');
    const level = { variantId: '1', locationId: '2', available: '3' };
    expect(expectLevel(decodeInventory(level, bare)).available).toBe(3);
    expect(expectMismatch(decodeInventory({ inventory: level }, bare))).toBe('variantId');
    expect(decodeUpdateRequest({ locationId: '2', available: 3 }, bare)).toEqual({
      ok: true,
      value: { locationId: '2', available: 3 },
    });
  });
});
