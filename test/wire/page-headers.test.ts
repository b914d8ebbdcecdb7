import { describe, expect, test } from 'vitest';
import { pageHeaders, preflightHeaders, readBucketState } from '../../src/wire/index.ts';

const TOKEN = 'X-Genstore-Access-Token';
const EXPOSED = 'Link, Retry-After, X-Genstore-Shop-Api-Rate-Limit, X-Request-Id';

describe('a page of a browser', () => {
  test('may read what the client reads, wherever it is from', () => {
    expect(pageHeaders(new Headers())).toEqual({
      'Access-Control-Expose-Headers': EXPOSED,
      'Access-Control-Allow-Origin': '*',
    });
  });

  test('that is named is allowed by its name', () => {
    expect(pageHeaders(new Headers({ Origin: 'https://app.example' }))).toEqual({
      'Access-Control-Expose-Headers': EXPOSED,
      'Access-Control-Allow-Origin': 'https://app.example',
      'Access-Control-Allow-Credentials': 'true',
      Vary: 'Origin',
    });
  });

  test('is told which methods and headers its requests may have', () => {
    expect(preflightHeaders('OPTIONS', new Headers())).toEqual({
      ...pageHeaders(new Headers()),
      'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
      'Access-Control-Allow-Headers': `Accept, Content-Type, ${TOKEN}`,
    });
  });

  test('is allowed the headers that it asks for', () => {
    const asking = new Headers({ 'Access-Control-Request-Headers': 'x-mine' });
    expect(preflightHeaders('OPTIONS', asking)).toMatchObject({
      'Access-Control-Allow-Headers': 'x-mine',
    });
  });

  test('asks by OPTIONS without a token alone', () => {
    expect(preflightHeaders('GET', new Headers())).toBeUndefined();
    expect(preflightHeaders('OPTIONS', new Headers({ [TOKEN]: 't' }))).toBeUndefined();
  });
});

describe('the header of the bucket', () => {
  test.each([
    ['0/40', { used: 0, size: 40 }],
    ['12/40', { used: 12, size: 40 }],
    ['40/40', { used: 40, size: 40 }],
    ['  3 /  40 ', { used: 3, size: 40 }],
    ['1/1', { used: 1, size: 1 }],
    ['123456789/123456789', { used: 123_456_789, size: 123_456_789 }],
  ])('%j tells how full it is', (value, state) => {
    expect(readBucketState(value)).toEqual(state);
  });

  test.each([
    null,
    '',
    '12',
    '/40',
    '12/',
    '0/0',
    '41/40',
    '-1/40',
    '1.5/40',
    'a/b',
    'x1/40',
    '1/40x',
    '1x/40',
    '1/x40',
    '1234567890/1234567890',
  ])('%j tells nothing', (value) => {
    expect(readBucketState(value)).toBeUndefined();
  });
});
