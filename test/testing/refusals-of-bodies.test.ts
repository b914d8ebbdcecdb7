import { describe, expect, test } from 'vitest';
import { CONNECT, expectRefusal, ID, VARIANT } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { openFake, send } from './shop.ts';

const BODIES = [CONNECT, VARIANT].flatMap((path): Refusal[] => {
  const method = path === CONNECT ? 'POST' : 'PUT';
  const json = 'Content-Type must be application/json';
  return [
    [`no content type at ${path}`, [method, path, '{}', { 'Content-Type': '' }], 400, json],
    [`text at ${path}`, [method, path, '{}', { 'Content-Type': 'text/plain' }], 400, json],
    [
      `a look-alike content type at ${path}`,
      [method, path, '{}', { 'Content-Type': 'application/jsonp' }],
      400,
      json,
    ],
    [`an empty body at ${path}`, [method, path, ' '], 400, 'The body must be JSON, it is empty'],
    [`half a body at ${path}`, [method, path, '{"inventory":'], 400, 'The body must be JSON'],
    [`an array at ${path}`, [method, path, '[]'], 400, 'The body must be an object'],
    [`null at ${path}`, [method, path, 'null'], 400, 'The body must be an object'],
    [`no envelope at ${path}`, [method, path, '{}'], 400, 'inventory must be an object'],
    [
      `an envelope of an array at ${path}`,
      [method, path, '{"inventory":[]}'],
      400,
      'inventory must be an object',
    ],
    [
      `a parameter at ${path}`,
      [method, `${path}?dryRun=true`, '{}'],
      400,
      'dryRun must be left out: it is unknown',
    ],
    [
      `a parameter without a name at ${path}`,
      [method, `${path}?=true`, '{}'],
      400,
      '"" must be left out: it is unknown',
    ],
  ];
});

const CONNECTS: readonly Refusal[] = (
  [
    [
      'no variant',
      '{"inventory":{"locationId":"50004"}}',
      400,
      `inventory.variantId must be ${ID}`,
    ],
    ['no location', '{"inventory":{"variantId":"1"}}', 400, `inventory.locationId must be ${ID}`],
    [
      'an id as a number',
      '{"inventory":{"variantId":107362030756584,"locationId":"50004"}}',
      400,
      `inventory.variantId must be ${ID}`,
    ],
    [
      'an id of more digits than a number holds, as a number',
      '{"inventory":{"variantId":90071992547409931234,"locationId":"50004"}}',
      400,
      `inventory.variantId must be ${ID}`,
    ],
    [
      'an empty id',
      '{"inventory":{"variantId":"","locationId":"50004"}}',
      400,
      `inventory.variantId must be ${ID}`,
    ],
    [
      'an unknown field',
      '{"inventory":{"variantId":"107362030756584","locationId":"50004","available":3}}',
      400,
      'inventory.available must be left out: the field is unknown',
    ],
    [
      'an unknown field beside the envelope',
      '{"inventory":{"variantId":"107362030756584","locationId":"50004"},"force":true}',
      400,
      'force must be left out: the field is unknown',
    ],
    [
      'a field without a name',
      '{"":1,"inventory":{"variantId":"107362030756584","locationId":"50004"}}',
      400,
      '"" must be left out: the field is unknown',
    ],
    [
      'an unknown variant',
      '{"inventory":{"variantId":"999","locationId":"50004"}}',
      404,
      'variantId 999 is no variant of this shop',
    ],
    [
      'an unknown location',
      '{"inventory":{"variantId":"107362030756584","locationId":"999"}}',
      404,
      'locationId 999 is no location of this shop',
    ],
    [
      'a connected pair',
      '{"inventory":{"variantId":"107362030756584","locationId":"50002"}}',
      409,
      'Variant 107362030756584 is already connected to location 50002.',
    ],
  ] as const
).map(([name, body, status, error]): Refusal => [name, ['POST', CONNECT, body], status, error]);

describe('a write is refused for its body:', () => {
  test.each(BODIES)('%s', async (...refusal) => {
    await expectRefusal(refusal);
  });
});

describe('a connect request is refused for', () => {
  test.each(CONNECTS)('%s', async (...refusal) => {
    await expectRefusal(refusal);
  });
});

describe('a body', () => {
  const json = '{"inventory":{"locationId":"50002","available":1}}';
  const MIB = 1_048_576;
  const tooLarge = 'The body must be at most 1 MiB (1,048,576 bytes)';

  test('of 1 MiB is read', async () => {
    expect((await send(openFake(), 'PUT', VARIANT, json.padEnd(MIB))).status).toBe(200);
  });

  test.each([
    ['one byte more', json.padEnd(MIB + 1)],
    ['characters of two bytes', `{"inventory":"${'é'.repeat(MIB / 2)}"}`],
    ['no JSON', 'x'.repeat(MIB + 1)],
  ])('that is too large by %s is refused', async (name, body) => {
    await expectRefusal([name, ['PUT', VARIANT, body], 400, tooLarge]);
  });

  test('of characters of three bytes that fits is read', async () => {
    const body = `{"inventory":"${'€'.repeat(MIB / 3 - 10)}"}`;

    await expectRefusal(['', ['PUT', VARIANT, body], 400, 'inventory must be an object']);
  });
});

test('a broken body that holds the token is not quoted', async () => {
  const reply = await send(openFake(), 'PUT', VARIANT, 'test-token');

  expect(reply.body).toEqual({ error: 'The body must be JSON' });
});

test('a body without any content type is refused', async () => {
  const response = await openFake().fetch(`https://acme.genmystore.com/api/202412${VARIANT}`, {
    method: 'PUT',
    body: new TextEncoder().encode('{"inventory":{"locationId":"50002","available":1}}'),
    headers: { 'X-Genstore-Access-Token': 'test-token' },
  });

  expect(response.status).toBe(400);
});
