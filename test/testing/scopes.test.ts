import { describe, expect, test } from 'vitest';
import type { InventoryFakeOptions, Scope } from '../../src/testing/index.ts';
import { openFake, send, stateOf } from './shop.ts';

const UPDATE = '{"inventory":{"locationId":"50002","available":7}}';
const CONNECT = '{"inventory":{"variantId":"107362030756586","locationId":"50002"}}';

const REQUESTS = {
  query: ['GET', '/inventory'],
  adjust: ['PUT', '/inventory/107362030756584', UPDATE],
  connect: ['POST', '/inventory/connect', CONNECT],
} as const;

const OK = { query: 200, adjust: 200, connect: 201 };

describe('a token', () => {
  test.each<[scopes: readonly Scope[] | undefined, statuses: object]>([
    [undefined, OK],
    [['read_inventory', 'write_inventory'], OK],
    [['write_inventory'], OK],
    [['read_inventory'], { query: 200, adjust: 403, connect: 403 }],
    [[], { query: 403, adjust: 403, connect: 403 }],
  ])('with the scopes %j may do as much', async (scopes, statuses) => {
    const options = scopes === undefined ? {} : { scopes };
    const seen: Record<string, number> = {};
    for (const [name, [method, path, body]] of Object.entries(REQUESTS)) {
      seen[name] = (await send(openFake(options), method, path, body)).status;
    }

    expect(seen).toEqual(statuses);
  });

  test('without a scope is told which one, and changes nothing', async () => {
    const fake = openFake({ scopes: ['read_inventory'] });
    const before = await stateOf(fake);
    const reply = await send(fake, 'PUT', '/inventory/107362030756584', UPDATE);

    expect(reply.body).toEqual({
      error: 'The access token needs the scope write_inventory for this',
    });
    expect(await stateOf(fake)).toEqual(before);
  });

  test('may be one of several, each with its own scopes', async () => {
    const fake = openFake({ accessTokens: { reader: ['read_inventory'], nobody: [] } });
    const statuses = [];
    for (const token of ['test-token', 'reader', 'nobody', 'stranger']) {
      const headers = { 'X-Genstore-Access-Token': token };
      for (const [method, path, body] of [REQUESTS.query, REQUESTS.adjust]) {
        statuses.push((await send(fake, method, path, body, headers)).status);
      }
    }

    expect(statuses).toEqual([200, 200, 200, 403, 403, 403, 401, 401]);
  });

  test('is known before the path, and its scope comes after the method', async () => {
    const fake = openFake({ scopes: [] });

    expect((await send(fake, 'GET', '/orders')).status).toBe(404);
    expect((await send(fake, 'DELETE', '/inventory')).status).toBe(405);
    expect((await send(fake, 'GET', '/inventory?limit=0')).status).toBe(403);
    expect((await send(fake, 'PUT', '/inventory/1', 'no JSON')).status).toBe(403);
  });
});

describe('the options refuse', () => {
  const SCOPES = 'an array of scopes, such as read_inventory';
  const ONE =
    "'read_inventory', 'write_inventory', 'read_apps', 'write_apps', 'read_products', 'write_products', 'read_shops' or 'write_shops'";
  test.each<[given: unknown, message: string]>([
    [{ scopes: 'read_inventory' }, `scopes must be ${SCOPES}`],
    [{ scopes: ['read'] }, `scopes[0] must be ${ONE}`],
    [{ scopes: ['read_app'] }, `scopes[0] must be ${ONE}; did you mean 'read_apps'?`],
    [
      { accessTokens: [] },
      'accessTokens must be an object of tokens and their scopes, not an array',
    ],
    [{ accessTokens: { a: [], b: ['all'] } }, `accessTokens[1][0] must be ${ONE}`],
    [{ accessTokens: { a: null } }, `accessTokens[0] must be ${SCOPES}`],
    [{ accessTokens: { 'top sécret': [] } }, 'accessTokens[0] must be a token of visible ASCII'],
    [
      { accessTokens: { 'test-token': [] } },
      'accessTokens[0] must be another token than accessToken',
    ],
    [{ clock: 5 }, 'clock must be an object with now and setTimer'],
    [{ clock: { now: () => 0 } }, 'clock must be an object with now and setTimer'],
    [
      { rateLimit: true },
      'rateLimit must be false, or an object such as { capacity: 400 }, not true',
    ],
    [
      { rateLimit: { size: 1 } },
      'rateLimit.size must be left out: the field is unknown; known are capacity, refillPerSecond, retryAfter',
    ],
    [{ rateLimit: { capacity: 0 } }, 'rateLimit.capacity must be an integer, 1 or more, not 0'],
    [{ rateLimit: { capacity: 1.5 } }, 'rateLimit.capacity must be an integer, 1 or more, not 1.5'],
    [
      { rateLimit: { refillPerSecond: 0 } },
      'rateLimit.refillPerSecond must be a number above 0, not 0',
    ],
    [
      { rateLimit: { refillPerSecond: '2' } },
      'rateLimit.refillPerSecond must be a number above 0, not a text',
    ],
  ])('%j', (given, message) => {
    expect(() => openFake(given as Partial<InventoryFakeOptions>)).toThrow(
      new TypeError(`createInventoryFake: ${message}`),
    );
  });
});
