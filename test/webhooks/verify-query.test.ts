import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInputError, verifyQuery } from '../../src/webhooks/index.ts';
import { SECRET } from './deliveries.ts';

/** By `printf 'shop=acme&shopId=42&timestamp=1730304000' | openssl dgst -sha256 -hmac client-secret`. */
const HMAC = 'aafcd2fa8947515b306193ae0b96a3c2b6fcc188c94f84e8953f794373339e3c';
const QUERY = 'shop=acme&shopId=42&timestamp=1730304000';

function hmacOf(message: string): string {
  return createHmac('sha256', SECRET).update(message).digest('hex');
}

describe('a query is verified', () => {
  test.each([
    ['by the HMAC that openssl makes of it', `${QUERY}&hmac=${HMAC}`],
    ['with its question mark', `?${QUERY}&hmac=${HMAC}`],
    ['wherever hmac stands', `?hmac=${HMAC}&${QUERY}`],
    ['whatever the order of the others', `timestamp=1730304000&hmac=${HMAC}&shopId=42&shop=acme`],
    ['as the end of a path', `/auth/callback?${QUERY}&hmac=${HMAC}`],
    ['as the end of a URL', `https://app.example/auth?${QUERY}&hmac=${HMAC}#top`],
    ['in upper case as well', `${QUERY}&hmac=${HMAC.toUpperCase()}`],
  ])('%s', async (_, search) => {
    expect(await verifyQuery(search, SECRET)).toBe(true);
    expect(await verifyQuery(search, ['newer', SECRET])).toBe(true);
  });

  test.each([
    ['escapes are not undone', 'a=%20%26%3D&b=%C3%A4', '?b=%C3%A4&a=%20%26%3D'],
    ['plus signs stay', 'q=a+b', 'q=a+b'],
    ['capitals come before small letters', 'B=1&a=2', 'a=2&B=1'],
    ['a shorter key comes first', 'shop=1&shopId=2', 'shopId=2&shop=1'],
    ['keys are sorted, not pairs', 'a=2&a1=1', 'a1=1&a=2'],
    ['a key that is there twice keeps its order', 'a=2&a=1', 'a=2&a=1'],
    ['a key without a value stays as it is', 'a&b=', 'b=&a'],
    ['values may hold the sign between key and value', 'a=b=c', 'a=b=c'],
    ['values may hold a question mark', 'a=b?c', 'a=b?c'],
    ['keys that only resemble hmac are signed', 'HMAC=1&hmac2=2', 'hmac2=2&HMAC=1'],
    ['there may be nothing else', '', ''],
  ])('as received: %s', async (_, message, search) => {
    const signed = `${search}${search === '' ? '' : '&'}hmac=${hmacOf(message)}`;
    expect(await verifyQuery(signed, SECRET)).toBe(true);
  });

  test('in whichever order its parameters arrive, and never after one was changed', async () => {
    const part = fc.stringMatching(/^[\w%+.~-]{1,8}$/);
    const pairs = fc.uniqueArray(fc.tuple(part, part), { selector: ([key]) => key, minLength: 1 });
    await fc.assert(
      fc.asyncProperty(pairs, fc.nat(), async (given, seed) => {
        fc.pre(given.every(([key]) => key !== 'hmac'));
        const sorted = given.toSorted(([a], [b]) => (a < b ? -1 : 1));
        const hmac = hmacOf(sorted.map(([key, value]) => `${key}=${value}`).join('&'));
        const texts = [...given.map(([key, value]) => `${key}=${value}`), `hmac=${hmac}`];
        const turn = seed % texts.length;
        const search = [...texts.slice(turn), ...texts.slice(0, turn)].join('&');
        expect(await verifyQuery(search, SECRET)).toBe(true);
        const [[key, value] = ['', '']] = given;
        const changed = search.replace(`${key}=${value}`, `${key}=${value}x`);
        expect(await verifyQuery(changed, SECRET)).toBe(false);
      }),
    );
  });
});

describe('a query is not verified', () => {
  test.each([
    ['empty', ''],
    ['without hmac', QUERY],
    ['with an empty hmac', `${QUERY}&hmac=`],
    ['with hmac as a bare key', `${QUERY}&hmac`],
    ['with two of them', `${QUERY}&hmac=${HMAC}&hmac=${HMAC}`],
    ['with a wrong digit', `${QUERY}&hmac=${HMAC.replace('a', 'b')}`],
    ['with a digit less', `${QUERY}&hmac=${HMAC.slice(1)}`],
    ['with white space', `${QUERY}&hmac=%20${HMAC}`],
    ['in base64', `${QUERY}&hmac=${Buffer.from(HMAC, 'hex').toString('base64')}`],
    ['with another value', `${QUERY.replace('42', '43')}&hmac=${HMAC}`],
    ['with a parameter more', `${QUERY}&host=evil&hmac=${HMAC}`],
    ['with a parameter less', `shop=acme&shopId=42&hmac=${HMAC}`],
  ])('%s', async (_, search) => {
    expect(await verifyQuery(search, SECRET)).toBe(false);
  });
});

describe('a mistake of the caller is an InvalidInputError', () => {
  test('when the query was decoded already', async () => {
    const parameters = new URLSearchParams(`${QUERY}&hmac=${HMAC}`) as unknown as string;
    await expect(verifyQuery(parameters, SECRET)).rejects.toMatchObject({ at: 'search' });
  });

  test.each(['', []])('when there is no secret: %o', async (secret) => {
    await expect(verifyQuery(QUERY, secret)).rejects.toBeInstanceOf(InvalidInputError);
  });
});
