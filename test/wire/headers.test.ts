import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCESS_TOKEN_HEADER, isAccessToken, REQUEST_ID_HEADER } from '../../src/wire/index.ts';

const NO_TEXTS = [undefined, null, 0, true, {}, ['token'], 1n, new String('token')];
const BLANKS = ['', ' ', 'to ken', ' token', 'token ', 'token\n', '\ntoken', 'token\t', 't\u00a0'];
const OTHERS = ['to\r\nX-Evil: 1', '\0', 'token\u007f', 'tökén', '令牌', 'token\u2028'];

describe('an access token', () => {
  test.each(['t', 'gat_0123456789abcdef', '!~', 'a.b-c_d/e+f=='])('may be %s', (token) => {
    expect(isAccessToken(token)).toBe(true);
  });

  test.each([...NO_TEXTS, ...BLANKS, ...OTHERS])('is never %o', (token) => {
    expect(isAccessToken(token)).toBe(false);
  });

  test('goes into a header and comes out the same, whatever passes for one', () => {
    const token = fc.string({ unit: 'binary-ascii', maxLength: 3 }).filter(isAccessToken);
    fc.assert(
      fc.property(token, (value) => {
        const headers = new Headers({ [ACCESS_TOKEN_HEADER]: value });
        expect(headers.get('X-Genstore-Access-Token')).toBe(value);
      }),
    );
  });
});

test('the id of a request is read from X-Request-Id', () => {
  expect(REQUEST_ID_HEADER).toBe('X-Request-Id');
});
