import { describe, expect, test } from 'vitest';
import { ResponseError } from '../../src/index.ts';
import { failure, inventory, level, PLACE, reply, scene, TOKEN } from './platform.ts';

/** The error of a query that is answered like this. */
async function queryFailure(status: number, body: unknown, requests = 1): Promise<unknown> {
  const answer = reply(status, body, { 'X-Request-Id': 'req-7' });
  const stage = scene([answer], { maxRetries: 3 });
  const error = await failure(stage, stage.client.query());
  expect(stage.requests, 'requests').toHaveLength(requests);
  return error;
}

describe('a page that cannot be read is a ResponseError:', () => {
  test.each([
    ['an empty body', 200, '', '', 'JSON, it is empty'],
    ['a part of an answer', 206, { inventories: [] }, '', 'whole, and not a part (206)'],
    ['no body at all', 204, '', '', 'JSON, it is empty'],
    ['a reset of the view', 205, '', '', 'JSON, it is empty'],
    ['HTML', 200, '<!doctype html><title>Login</title>', '', 'JSON'],
    ['plain text', 200, 'OK', '', 'JSON'],
    ['half a JSON', 200, '{"inventories":[{"variantId":"1"', '', 'JSON'],
    ['two JSON texts', 200, '{"inventories":[]}{}', '', 'JSON'],
    ['null', 200, 'null', '', 'an object'],
    ['a list', 200, [], '', 'an object'],
    ['a text', 200, '"inventories"', '', 'an object'],
    ['an object without the list', 200, {}, 'inventories', 'an array (also read as inventory)'],
    ['an object in the list’s place', 200, { inventories: {} }, 'inventories', undefined],
    ['a level instead of a list', 200, { inventory: inventory() }, 'inventories', undefined],
    ['a level that is null', 200, { inventories: [null] }, 'inventories[0]', 'an object'],
    [
      'a level without its variant',
      200,
      { inventories: [inventory(), inventory({ variantId: undefined })] },
      'inventories[1].variantId',
      undefined,
    ],
    [
      'an id that is no integer',
      200,
      { inventories: [inventory({ locationId: 1.5 })] },
      'inventories[0].locationId',
      undefined,
    ],
    [
      'a quantity that is no integer',
      200,
      { inventories: [inventory({ available: '6.5' })] },
      'inventories[0].available',
      'an integer, or a text that holds one',
    ],
    [
      'a quantity that is no number',
      200,
      { inventories: [inventory({ incoming: true })] },
      'inventories[0].incoming',
      'an integer, or a text that holds one',
    ],
    [
      'an on-hand that contradicts the rest',
      200,
      { inventories: [inventory({ onHand: '14' })] },
      'inventories[0].onHand',
      'available + committed + unavailable, which is 13',
    ],
  ] as const)('%s', async (_, status, body, at, expected) => {
    // What is not the platform's may be somebody's in between, and is asked for once more.
    const requests = at === '' ? 2 : 1;
    const error = await queryFailure(status, body, requests);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({
      code: 'response',
      retry: 'never',
      status,
      at,
      ...(expected === undefined ? {} : { expected }),
      requestId: 'req-7',
      attempts: requests,
      method: 'GET',
      path: '/api/202412/inventory',
    });
  });
});

describe('a page is read', () => {
  test.each([
    ['under inventories', { inventories: [inventory()] }],
    ['under inventory', { inventory: [inventory()] }],
    ['with numbers', { inventories: [inventory({ available: 10, committed: 2 })] }],
    ['with an on-hand that agrees', { inventories: [inventory({ onHand: '13' })] }],
    ['with fields that are unknown', { inventories: [inventory({ colour: 'red' })], total: 1 }],
  ])('%s', async (_, body) => {
    const stage = scene([reply(200, body)]);
    const { levels } = await stage.run(stage.client.query());
    const quantities = { available: 10, committed: 2, unavailable: 1, incoming: 4, onHand: 13 };
    expect(levels).toEqual([{ ...PLACE, ...quantities }]);
  });

  test.each([201, 202, 203, 299])('with the status %i, too', async (status) => {
    const stage = scene([reply(status, { inventories: [] })]);
    expect(await stage.run(stage.client.query())).toEqual({
      levels: [],
      untracked: [],
      hasNextPage: false,
    });
  });

  test('whatever its content type says', async () => {
    const stage = scene([reply(200, { inventories: [] }, { 'content-type': 'text/html' })]);
    expect(await stage.run(stage.client.query())).toMatchObject({ levels: [] });
  });
});

describe('the answer to a write', () => {
  test.each([200, 201, 202])('is the level, with the status %i', async (status) => {
    const stage = scene([reply(status, { inventory: inventory({ productId: 8589934859 }) })]);
    expect(await stage.run(stage.client.connect(PLACE))).toEqual({
      ...PLACE,
      productId: '8589934859',
      available: 10,
      committed: 2,
      unavailable: 1,
      incoming: 4,
      onHand: 13,
    });
  });

  test('keeps the digits of ids that are numbers', async () => {
    const body = '{"inventory":{"variantId":90071992547409931,"locationId":50002}}';
    const stage = scene([reply(200, body)]);
    const id = { variantId: '90071992547409931', locationId: '50002' };
    expect(await stage.run(stage.client.connect(id))).toMatchObject(id);
  });

  test('has to be about the level that was asked for', async () => {
    const stage = scene([level({ locationId: '50003' }), reply(400)], { maxRetries: 0 });
    const error = await failure(stage, stage.client.adjust({ ...PLACE, set: { available: 1 } }));
    expect(error).toMatchObject({
      name: 'OutcomeUnknownError',
      cause: {
        status: 200,
        at: 'inventory.locationId',
        expected: '50002, the locationId that was asked for',
      },
    });
  });
});

test('an error that is told with 200 is told on, without the token', async () => {
  const body = { error: `Unknown version for ${TOKEN}` };
  const error = await queryFailure(200, body);
  expect(error).toMatchObject({ code: 'response', at: 'inventories' });
  expect(error).toHaveProperty('reason', 'Unknown version for [access token]');
  expect(String(error)).toBe(
    'ResponseError: GET /api/202412/inventory: inventories in the answer must be an array (also read as inventory). The platform says: "Unknown version for [access token]" (request req-7)',
  );
});

test('the message of a ResponseError tells where the answer differs, and from what', async () => {
  const body = { inventories: [inventory({ available: 'many' })] };
  expect(String(await queryFailure(200, body))).toBe(
    'ResponseError: GET /api/202412/inventory: inventories[0].available in the answer must be an integer, or a text that holds one. (request req-7)',
  );
});
