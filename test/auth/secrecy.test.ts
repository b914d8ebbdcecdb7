import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTokenSource, exchangeToken } from '../../src/auth/index.ts';
import type { Fetch } from '../../src/auth/index.ts';
import { surfacesOf } from '../client/surfaces.ts';
import { answering, openShop, outcome, SECRET, SESSION } from './app.ts';

const GIVEN = 'access-token-9c41';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.restoreAllMocks();
});

function secretsIn(value: unknown): string[] {
  const all = surfacesOf(value).join('\n');
  return [SECRET, SESSION, GIVEN].filter((secret) => all.includes(secret));
}

const ECHO = { error: `No: ${SECRET}, ${SESSION} "${SECRET}"`, clientSecret: SECRET };
const HEADERS = { 'X-Request-Id': `req-${SECRET}-${SESSION}`, 'Retry-After': SECRET };

const BAD: readonly [string, Fetch][] = [
  ...[302, 400, 401, 403, 404, 409, 422, 429, 500, 503].map((status): [string, Fetch] => [
    `answers ${status}`,
    answering(status, ECHO, HEADERS),
  ]),
  ['answers with text', answering(200, `${SECRET} ${SESSION}`)],
  ['answers with a bad token', answering(200, { accessToken: `${GIVEN}\n` })],
  ['answers with a bad end', answering(200, { accessToken: GIVEN, expiresIn: GIVEN })],
  [
    'breaks off, and tells the request',
    (url, init) =>
      Promise.reject(Object.assign(new TypeError(`${url} ${init.body}`), { init, code: SECRET })),
  ],
  ['is silent', () => new Promise(() => {})],
];

test.each(BAD)('no error shows a secret where the platform %s', async (_, fetch) => {
  const error = await outcome(openShop(), { fetch, maxRetries: 1 });

  expect(error).toBeInstanceOf(Error);
  expect(secretsIn(error)).toEqual([]);
});

test.each(['clientId', 'clientSecret', 'sessionToken'])(
  'no refusal of %s shows another',
  async (name) => {
    const error = await outcome(openShop(), { [name]: 1 });

    expect(error).toBeInstanceOf(Error);
    expect(secretsIn(error)).toEqual([]);
  },
);

test('a grant shows its token to those alone who ask for it by name', async () => {
  const fetch = answering(200, { accessToken: GIVEN, scope: 'a', expiresIn: 60 });
  const grant = await exchangeToken({ ...openShop().options, fetch });

  expect(grant.accessToken).toBe(GIVEN);
  const shown = [JSON.stringify(grant), inspect(grant, { depth: 9 })];
  expect(shown.join().includes(GIVEN)).toBe(false);
  expect(Object.keys({ ...grant })).not.toContain('accessToken');
});

test('a source of tokens shows nothing of what it keeps', async () => {
  const { options } = openShop();
  const source = createTokenSource({ ...options, online: true });
  await source();

  expect(secretsIn(source)).toEqual([]);
  expect(surfacesOf(source).join()).not.toContain('acme-online-token-1');
});

test('nothing is printed', async () => {
  const written = ['log', 'error', 'warn', 'info', 'debug'] as const;
  const spies = written.map((name) => vi.spyOn(console, name).mockImplementation(() => {}));
  await outcome(openShop());
  await outcome(openShop(), { fetch: answering(401, ECHO) });

  expect(spies.flatMap(({ mock }) => mock.calls)).toEqual([]);
});
