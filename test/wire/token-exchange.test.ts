import { describe, expect, test } from 'vitest';
import { decodeTokenAnswer, decodeTokenRequest, encodeTokenRequest } from '../../src/wire/index.ts';

const REQUEST = { clientId: 'app', clientSecret: 'secret', sessionToken: 'session' };
const sent = (online: boolean): Record<string, unknown> =>
  JSON.parse(encodeTokenRequest({ ...REQUEST, online })) as Record<string, unknown>;

describe('a request for a token', () => {
  test.each([true, false])('is read as it was written, online: %s', (online) => {
    expect(decodeTokenRequest(sent(online))).toEqual({ ok: true, value: { ...REQUEST, online } });
  });

  test('that is no object is refused', () => {
    const refused = { ok: false, path: '', expected: 'an object' };
    expect(decodeTokenRequest('token')).toEqual(refused);
  });

  test.each([
    ['grantType', 'password', /^"token-exchange"$/],
    ['clientId', '', /^a text$/],
    ['clientSecret', 5, /^a text$/],
    ['subjectToken', '', /^a text$/],
    ['subjectToken', undefined, /^a text$/],
    ['requestedTokenType', 'offline', /^"online-access-token", or left out for an offline token$/],
    ['audience', 'shop', /^left out: the field is unknown$/],
  ])('is refused at %s where that is %j', (path, value, expected) => {
    expect(decodeTokenRequest({ ...sent(true), [path]: value })).toEqual({
      ok: false,
      path,
      expected: expect.stringMatching(expected) as unknown,
    });
  });
});

describe('an answer with a token', () => {
  const read = (more: object): unknown => decodeTokenAnswer({ accessToken: 'gat', ...more });
  const found = (more: object): object => {
    const nothing = { scopes: [], expiresIn: undefined, user: undefined };
    return { ok: true, value: { accessToken: 'gat', ...nothing, ...more } };
  };

  test.each<[sent: object, told: object]>([
    [{}, {}],
    [{ scope: 'a,b' }, { scopes: ['a', 'b'] }],
    [{ scope: '[a, b]' }, { scopes: ['a', 'b'] }],
    [{ scope: 'a b' }, { scopes: ['a', 'b'] }],
    [{ expiresIn: 0 }, { expiresIn: 0 }],
    [{ expiresIn: '86400' }, { expiresIn: 86_400 }],
    [{ associatedUser: { id: 5 } }, { user: { id: '5', email: undefined } }],
    [{ associatedUser: { id: '5', email: 7 } }, { user: { id: '5', email: undefined } }],
    [{ associatedUser: { id: '5', email: 'a@b' } }, { user: { id: '5', email: 'a@b' } }],
  ])('that says %j tells %j', (more, told) => {
    expect(read(more)).toEqual(found(told));
  });

  const seconds = 'a number of seconds';
  const user = 'an object with an id';
  test.each<[more: object, path: string, expected: string]>([
    [{ accessToken: '' }, 'accessToken', 'a text of visible ASCII'],
    [{ accessToken: 5 }, 'accessToken', 'a text of visible ASCII'],
    [{ scope: ['a'] }, 'scope', 'a text'],
    [{ expiresIn: '' }, 'expiresIn', seconds],
    [{ expiresIn: 'soon' }, 'expiresIn', seconds],
    [{ expiresIn: -1 }, 'expiresIn', seconds],
    [{ expiresIn: true }, 'expiresIn', seconds],
    [{ expiresIn: Infinity }, 'expiresIn', seconds],
    [{ associatedUser: 'kim' }, 'associatedUser', user],
    [{ associatedUser: {} }, 'associatedUser', user],
  ])('is refused where it says %j', (more, path, expected) => {
    expect(read(more)).toEqual({ ok: false, path, expected });
  });

  test('that is no object is refused', () => {
    expect(decodeTokenAnswer('gat')).toEqual({ ok: false, path: '', expected: 'an object' });
  });
});
