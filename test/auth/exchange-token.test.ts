import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exchangeToken } from '../../src/auth/index.ts';
import type { ExchangeTokenOptions, Fetch } from '../../src/auth/index.ts';
import { InvalidInputError, InventoryClient } from '../../src/index.ts';
import { answering, openShop, outcome, SECRET, SESSION } from './app.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('an exchange', () => {
  test('is one request, by the documented path and fields, without an access token', async () => {
    const sent: unknown[] = [];
    const fetch: Fetch = (url, { method, headers, body }) => {
      sent.push({ url, method, headers, body: JSON.parse(body ?? '') as unknown });
      return answering(200, { accessToken: 'token-1', scope: 'write_orders' })(url, {} as never);
    };
    await outcome(openShop(), { fetch, online: true });

    expect(sent).toEqual([
      {
        url: 'https://acme.genmystore.com/oauth2/token',
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: {
          clientId: 'app-1',
          clientSecret: SECRET,
          grantType: 'token-exchange',
          subjectToken: SESSION,
          requestedTokenType: 'online-access-token',
        },
      },
    ]);
  });

  test('gives an offline token unless told, which has no end and no user', async () => {
    const scene = openShop();
    const grant = await outcome(scene);

    expect(grant).toEqual({
      scopes: [
        'read_inventory',
        'write_inventory',
        'read_apps',
        'write_apps',
        'read_products',
        'write_products',
        'read_shops',
        'write_shops',
      ],
      expiresAt: undefined,
      user: undefined,
    });
    expect(grant).toHaveProperty('accessToken', 'acme-offline-token-1');
  });

  test('gives an online token with its end and its user', async () => {
    const scene = openShop();
    const askedAt = scene.clock.now();

    expect(await outcome(scene, { online: true })).toMatchObject({
      expiresAt: askedAt + 86_399_000,
      user: { id: '1818181818', email: 'merchant@example.com' },
    });
  });

  test('gives a token that opens the shop to a client', async () => {
    const { clock, fake, options } = openShop();
    const { accessToken } = await exchangeToken(options);
    const inventory = new InventoryClient({ ...fake.clientOptions, accessToken });

    expect((await clock.run(inventory.query())).levels).toEqual([]);
  });

  test.each([
    ['scopes with spaces', { scope: 'read_a write_b' }, { scopes: ['read_a', 'write_b'] }],
    ['a list written as text', { scope: '[read_a,write_b]' }, { scopes: ['read_a', 'write_b'] }],
    ['no scope', {}, { scopes: [] }],
    ['null for no scope', { scope: null }, { scopes: [] }],
    ['the lifetime as text', { expiresIn: '60' }, { expiresAt: Date.UTC(2026, 0, 1) + 60_000 }],
    ['null for no lifetime', { expiresIn: null }, { expiresAt: undefined }],
    ['a user without mail', { associatedUser: { id: '7' } }, { user: { id: '7' } }],
  ])('reads %s', async (_, extra, expected) => {
    const fetch = answering(200, { accessToken: 'token-1', ...extra });

    expect(await outcome(openShop(), { fetch })).toMatchObject(expected);
  });

  test.each([
    ['no token', { scope: 'a' }, 'accessToken'],
    ['a token that no header can hold', { accessToken: 'a\nb' }, 'accessToken'],
    ['a list of scopes', { accessToken: 'a', scope: ['a'] }, 'scope'],
    ['a lifetime that is none', { accessToken: 'a', expiresIn: 'soon' }, 'expiresIn'],
    ['a user that is none', { accessToken: 'a', associatedUser: 7 }, 'associatedUser'],
    ['a list', [], ''],
    ['a page', '<html>', ''],
    ['too much', { accessToken: 'a', scope: 'x'.repeat(70_000) }, 'body'],
  ])('ends in a ResponseError where the answer is %s', async (_, body, at) => {
    const fetch = answering(200, body);

    expect(await outcome(openShop(), { fetch })).toMatchObject({ code: 'response', at });
  });

  test.each([
    [400, 'invalid-request', 'session token may have ended'],
    [401, 'authentication', 'The client id, the client secret or the session token'],
    [403, 'permission', 'may not have a token of this shop'],
    [404, 'not-found', 'The shop does not exist'],
    [409, 'conflict', 'contradicts'],
    [418, 'invalid-request', 'does not accept'],
  ])('ends at once where the answer is %i', async (status, code, words) => {
    const fetch = vi.fn<Fetch>(answering(status, { error: 'because' }));
    const error = await outcome(openShop(), { fetch });

    expect(error).toMatchObject({ code, status, reason: 'because', path: '/oauth2/token' });
    expect(error).toHaveProperty('message', expect.stringContaining(words));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test.each([301, 302, 307, 308])(
    'follows no redirect %i, which could carry the secret away',
    async (status) => {
      const fetch = vi.fn<Fetch>(answering(status, '', { Location: 'https://evil.example/' }));

      expect(await outcome(openShop(), { fetch })).toMatchObject({
        code: 'response',
        at: 'status',
      });
      expect(fetch.mock.calls[0]?.[1]).toMatchObject({ redirect: 'manual' });
    },
  );

  test.each([
    ['a broken connection', { kind: 'cut-before' }],
    ['a lost answer', { kind: 'cut-after' }],
    ['a 503', { kind: 'status', status: 503 }],
    ['a 429', { kind: 'rate-limited', retryAfter: 2 }],
  ] as const)('is repeated after %s', async (_, fault) => {
    const scene = openShop();
    scene.fake.faults.add({ operation: 'token', fault, times: 3 });

    expect(await outcome(scene)).toHaveProperty('accessToken');
    expect(scene.fake.requests).toHaveLength(4);
  });

  test.each([
    ['cut-before', 'connection'],
    ['status', 'server'],
  ] as const)('ends after the last repetition: %s', async (kind, code) => {
    const scene = openShop();
    const fault = kind === 'status' ? { kind, status: 500 } : { kind };
    scene.fake.faults.add({ operation: 'token', fault, times: 9 });

    expect(await outcome(scene)).toMatchObject({ code, attempts: 4 });
  });

  test('waits as long as a 429 asks, and not longer than it may take', async () => {
    const scene = openShop();
    const start = scene.clock.now();
    scene.fake.faults.add({ operation: 'token', fault: { kind: 'rate-limited', retryAfter: 7 } });
    await outcome(scene);
    expect(scene.clock.now() - start).toBe(7000);

    const fault = { kind: 'rate-limited', retryAfter: 61 } as const;
    scene.fake.faults.add({ operation: 'token', fault });
    expect(await outcome(scene)).toMatchObject({ code: 'rate-limit', retryAfterMs: 61_000 });
    expect(scene.clock.now() - start).toBe(7000);
  });

  test('ends in time where nobody answers, timers and all', async () => {
    const scene = openShop();
    const start = scene.clock.now();
    const fetch: Fetch = () => new Promise(() => {});

    expect(await outcome(scene, { fetch, deadlineMs: 40_000 })).toMatchObject({ code: 'timeout' });
    expect(scene.clock.now() - start).toBeLessThanOrEqual(40_000);
    expect(scene.clock.timers).toBe(0);
  });

  test('rejects with the reason of its signal', async () => {
    const scene = openShop();
    const controller = new AbortController();
    const fetch: Fetch = () => new Promise(() => {});
    const { options } = scene;
    const call = exchangeToken({ ...options, fetch, signal: controller.signal });
    const reason = new Error('enough');
    controller.abort(reason);

    await expect(call).rejects.toBe(reason);
    expect(scene.clock.timers).toBe(0);
  });
});

test('a page of somebody in between is asked past once', async () => {
  const scene = openShop();
  scene.fake.faults.add({ operation: 'token', fault: { kind: 'wrong-content-type' } });
  const grant = await scene.clock.run(exchangeToken(scene.options));

  expect(grant.accessToken).toBeTypeOf('string');
  expect(scene.fake.requests).toHaveLength(2);
});

describe('the options of an exchange', () => {
  test.each<[Partial<Record<keyof ExchangeTokenOptions | 'secret', unknown>>, string]>([
    [{ clientId: '' }, 'clientId must be a text that is not empty'],
    [{ clientSecret: undefined }, 'clientSecret must be a text that is not empty'],
    [{ sessionToken: 7 }, 'sessionToken must be a text that is not empty'],
    [{ online: 'yes' }, 'online must be true or false'],
    [{ shop: 'acme.genmystore.com' }, "shop must be the shop's name alone"],
    [{ shop: undefined }, 'shop must be given, or else baseUrl'],
    [{ shop: undefined, baseUrl: 'http://shop.example' }, 'baseUrl must be https'],
    [{ timeoutMs: 0 }, 'timeoutMs must be a number of milliseconds above 0'],
    [{ maxRetries: -1 }, 'maxRetries must be an integer'],
    [{ maxResponseBytes: 0 }, 'maxResponseBytes must be an integer'],
    [{ fetch: 'fetch' }, 'fetch must be a function'],
    [{ clock: {} }, 'clock must be an object with now and setTimer'],
    [{ signal: {} }, 'signal must be an AbortSignal'],
    [{ secret: SECRET }, 'secret must be left out: the field is unknown'],
  ])('are refused before anything is sent: %o', async (wrong, message) => {
    const scene = openShop();
    const error = await outcome(scene, wrong as Partial<ExchangeTokenOptions>);

    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toHaveProperty('message', expect.stringContaining(`exchangeToken: ${message}`));
    expect(scene.fake.requests).toEqual([]);
  });

  test('do not let a web page have the secret, unless told or for a fake', async () => {
    const document = {};
    vi.stubGlobal('window', { document });
    const scene = openShop();
    const fetch = answering(200, { accessToken: 'a' });

    expect(await outcome(scene, { fetch })).toMatchObject({ at: 'dangerouslyAllowBrowser' });
    expect(await outcome(scene, { fetch, dangerouslyAllowBrowser: true })).toHaveProperty('scopes');
    expect(await outcome(scene)).toHaveProperty('scopes');
  });

  test('take a base URL instead of a shop', async () => {
    const fetch = vi.fn<Fetch>(answering(200, { accessToken: 'a' }));
    await outcome(openShop(), { shop: undefined, baseUrl: 'http://127.0.0.1:4010', fetch });

    expect(fetch.mock.calls[0]?.[0]).toBe('http://127.0.0.1:4010/oauth2/token');
  });
});
