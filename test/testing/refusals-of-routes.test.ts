import { describe, expect, test } from 'vitest';
import { CONNECT, expectRefusal, update, VARIANT } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { openFake, send } from './shop.ts';

const WHERE: readonly Refusal[] = [
  [
    'another shop',
    ['GET', 'https://other.genmystore.com/api/202412/inventory'],
    404,
    'There is no shop at https://other.genmystore.com: this is the shop acme at https://acme.genmystore.com',
  ],
  [
    'another protocol',
    ['GET', 'http://acme.genmystore.com/api/202412/inventory'],
    404,
    'There is no shop at http://acme.genmystore.com: this is the shop acme at https://acme.genmystore.com',
  ],
  [
    'another port',
    ['GET', 'https://acme.genmystore.com:8443/api/202412/inventory'],
    404,
    'There is no shop at https://acme.genmystore.com:8443: this is the shop acme at https://acme.genmystore.com',
  ],
  [
    'another version',
    ['GET', 'https://acme.genmystore.com/api/202501/inventory'],
    404,
    'There is no API version 202501: this shop answers 202412',
  ],
  [
    'a path outside of the API',
    ['GET', 'https://acme.genmystore.com/products'],
    404,
    'There is nothing at /products',
  ],
  [
    'the API without a version',
    ['GET', 'https://acme.genmystore.com/api'],
    404,
    'There is nothing at /api',
  ],
  ['another collection', ['GET', '/orders'], 404, 'There is nothing at /api/202412/orders'],
  [
    'the collection with a slash',
    ['GET', '/inventory/'],
    404,
    'There is nothing at /api/202412/inventory/',
  ],
  ['a doubled slash', ['GET', '//inventory'], 404, 'There is nothing at /api/202412//inventory'],
  ['a path in capitals', ['GET', '/Inventory'], 404, 'There is nothing at /api/202412/Inventory'],
  [
    'a path below a variant',
    ['PUT', `${VARIANT}/50002`, update('"available":1')],
    404,
    'There is nothing at /api/202412/inventory/107362030756584/50002',
  ],
];

const METHODS: readonly Refusal[] = [
  ...['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method): Refusal => [
    `${method} on the collection`,
    [method, '/inventory'],
    405,
    `${method} is not allowed at /api/202412/inventory: it takes GET`,
  ]),
  ...['GET', 'PUT', 'DELETE'].map((method): Refusal => [
    `${method} on connect`,
    [method, CONNECT],
    405,
    `${method} is not allowed at /api/202412/inventory/connect: it takes POST`,
  ]),
  ...['GET', 'POST', 'PATCH', 'DELETE'].map((method): Refusal => [
    `${method} on a variant`,
    [method, VARIANT],
    405,
    `${method} is not allowed at /api/202412/inventory/107362030756584: it takes PUT`,
  ]),
];

describe('a request is refused for where it goes:', () => {
  test.each(WHERE)('%s', async (...refusal) => {
    await expectRefusal(refusal);
  });
});

describe('a request is refused for its method:', () => {
  test.each(METHODS)('%s', async (...refusal) => {
    await expectRefusal(refusal);
  });
});

test.each([
  ['DELETE', '/inventory', 'GET'],
  ['GET', '/inventory/connect', 'POST'],
  ['GET', VARIANT, 'PUT'],
])('a 405 to %s %s says in Allow that %s would do', async (method, path, allow) => {
  expect((await send(openFake(), method, path)).headers.get('Allow')).toBe(allow);
});

test('HEAD is refused without a body', async () => {
  const response = await openFake().fetch('https://acme.genmystore.com/api/202412/inventory', {
    method: 'HEAD',
    headers: { 'X-Genstore-Access-Token': 'test-token' },
  });

  expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET']);
  expect(await response.text()).toBe('');
});
