import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMIT, MAX_LIMIT } from '../../src/wire/index.ts';
import { readListQuery, writeListQuery } from './by-default.ts';
import { expectMismatch } from './levels.ts';

const NAMES = ['limit', 'locationIds', 'pageToken', 'variantIds'];

const BAD_LIMITS = [
  'limit=',
  'limit=0',
  'limit=251',
  'limit=-1',
  'limit=1.0',
  'limit=+1',
  'limit=%201',
  'limit=1%0A',
  'limit=1e1',
  'limit=0x1',
  'limit=1000',
  'limit=ten',
  'limit=1&limit=1',
];
const BAD_CURSORS = ['pageToken=', 'pageToken=a&pageToken=b', 'pageToken'];
const BAD_FILTERS = [
  'variantIds=',
  'variantIds=,',
  'variantIds=1,',
  'variantIds=1,,2',
  'variantIds=1,%202',
  'variantIds=a/b',
  'locationIds=..',
  'locationIds=1&locationIds=2',
  'locationIds=1&pageToken=a',
];
const UNKNOWN = ['sinceId=5', 'page=2', 'Limit=5', '__proto__=1', 'constructor=1'];

test('the limits are the documented ones', () => {
  expect([DEFAULT_LIMIT, MAX_LIMIT]).toEqual([50, 250]);
});

describe('writing the query of a page', () => {
  test('writes nothing where nothing is asked for', () => {
    expect(writeListQuery({}).toString()).toBe('');
    const nothing = { limit: undefined, pageToken: undefined, variantIds: undefined };
    expect(writeListQuery(nothing).toString()).toBe('');
  });

  test('names the limit, and the filters with their ids separated by commas', () => {
    const query = { variantIds: ['1', '2'], locationIds: ['50002'], limit: 250 };
    expect(writeListQuery(query).toString()).toBe('limit=250&variantIds=1%2C2&locationIds=50002');
  });

  test('writes nothing but the limit next to a cursor', () => {
    const query = { variantIds: ['1'], locationIds: ['2'], limit: 10, pageToken: 'abc' };
    expect(writeListQuery(query).toString()).toBe('limit=10&pageToken=abc');
    expect(writeListQuery({ pageToken: 'abc', variantIds: ['1'] }).toString()).toBe(
      'pageToken=abc',
    );
  });

  test('carries a cursor whatever it is made of', () => {
    expect(writeListQuery({ pageToken: 'a&limit=1#?+ /é=' }).toString()).toBe(
      'pageToken=a%26limit%3D1%23%3F%2B+%2F%C3%A9%3D',
    );
  });

  test('uses the names that the list of parameters holds, and all of them', () => {
    const names = [
      ...writeListQuery({ variantIds: ['1'], locationIds: ['2'], limit: 1 }).keys(),
      ...writeListQuery({ pageToken: 'abc' }).keys(),
    ];
    expect(names.toSorted()).toEqual(NAMES);
  });
});

describe('reading the query of a page', () => {
  test.each([
    ['', {}],
    ['limit=1', { limit: 1 }],
    ['limit=250&variantIds=1%2C2', { limit: 250, variantIds: ['1', '2'] }],
    ['locationIds=50002,50003', { locationIds: ['50002', '50003'] }],
    ['pageToken=abc&limit=10', { pageToken: 'abc', limit: 10 }],
  ])('reads %j', (text, expected) => {
    expect(readListQuery(new URLSearchParams(text))).toStrictEqual({ ok: true, value: expected });
  });

  test('shows a name that is empty', () => {
    expect(readListQuery(new URLSearchParams('=1'))).toMatchObject({ ok: false, path: '""' });
  });

  test.each([...BAD_LIMITS, ...BAD_CURSORS, ...BAD_FILTERS, ...UNKNOWN])(
    'refuses %j and names its first parameter',
    (text) => {
      const [name] = new URLSearchParams(text).keys();
      expect(expectMismatch(readListQuery(new URLSearchParams(text)))).toBe(name);
    },
  );

  test('says why a parameter that lists have elsewhere cannot stand here', () => {
    const expected = (text: string): unknown => readListQuery(new URLSearchParams(text));
    expect(expected('sinceId=1')).toMatchObject({
      expected: 'left out: inventory levels have no id to begin at',
    });
    expect(expected('page=1')).toMatchObject({ expected: 'left out: it is unknown' });
  });

  test('names the filter that stands next to a cursor, in either order', () => {
    for (const text of ['pageToken=a&variantIds=1', 'variantIds=1&pageToken=a']) {
      expect(expectMismatch(readListQuery(new URLSearchParams(text)))).toBe('variantIds');
    }
  });

  test('reads back what was written', () => {
    const ids = fc.array(fc.stringMatching(/^[\w-]{1,64}$/), { minLength: 1, maxLength: 5 });
    const limit = fc.integer({ min: 1, max: MAX_LIMIT });
    const pageToken = fc.string({ minLength: 1 });
    const query = fc.oneof(
      fc.record({ variantIds: ids, locationIds: ids, limit }, { requiredKeys: [] }),
      fc.record({ pageToken, limit }, { requiredKeys: ['pageToken'] }),
    );
    fc.assert(
      fc.property(query, (asked) => {
        const text = writeListQuery(asked).toString();
        expect(readListQuery(new URLSearchParams(text))).toEqual({ ok: true, value: asked });
      }),
    );
  });

  test('never throws, whatever the query', () => {
    const name = fc.oneof(fc.constantFrom(...NAMES), fc.string());
    const entries = fc.array(fc.tuple(name, fc.oneof(fc.string(), fc.constant('1'))));
    fc.assert(
      fc.property(entries, (parameters) => {
        const read = readListQuery(new URLSearchParams(parameters));
        expect(read.ok || read.expected).not.toBe('');
      }),
    );
  });
});
