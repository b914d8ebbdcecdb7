import { describe, expect, test } from 'vitest';
import { API, collect, inventory, level, page, PLACE, scene, TOKEN } from './platform.ts';
import type { SeenRequest } from './platform.ts';

const VARIANT_URL = `${API}/inventory/107362030756584`;
const READ_URL = `${API}/inventory?limit=250&variantIds=107362030756584&locationIds=50002`;
const READ_HEADERS = { accept: 'application/json', 'x-genstore-access-token': TOKEN };
const WRITE_HEADERS = { ...READ_HEADERS, 'content-type': 'application/json' };

/** A request as literal HTTP. */
function http({ method, url, headers, body }: SeenRequest): object {
  return { method, url, headers, body };
}

describe('what goes over the wire', () => {
  test('of connect', async () => {
    const stage = scene([level()]);
    await stage.run(stage.client.connect(PLACE));
    expect(stage.requests.map(http)).toEqual([
      {
        method: 'POST',
        url: `${API}/inventory/connect`,
        headers: WRITE_HEADERS,
        body: '{"inventory":{"variantId":"107362030756584","locationId":"50002"}}',
      },
    ]);
  });

  test('of adjust with set', async () => {
    const stage = scene([level()]);
    await stage.run(stage.client.adjust({ ...PLACE, set: { available: 12 } }));
    expect(stage.requests.map(http)).toEqual([
      {
        method: 'PUT',
        url: VARIANT_URL,
        headers: WRITE_HEADERS,
        body: '{"inventory":{"locationId":"50002","available":12}}',
      },
    ]);
  });

  test('of adjust with by', async () => {
    const stage = scene([page([inventory()]), level()]);
    await stage.run(stage.client.adjust({ ...PLACE, by: { available: -2 } }));
    expect(stage.requests.map(http)).toEqual([
      { method: 'GET', url: READ_URL, headers: READ_HEADERS, body: '' },
      {
        method: 'PUT',
        url: VARIANT_URL,
        headers: WRITE_HEADERS,
        body: '{"inventory":{"locationId":"50002","available":8}}',
      },
    ]);
  });

  test('of adjust with set and expected', async () => {
    const stage = scene([page([inventory()]), level()]);
    const input = { ...PLACE, set: { onHand: 40 }, expected: { onHand: 13 } };
    await stage.run(stage.client.adjust(input));
    expect(stage.requests.map(http)).toEqual([
      { method: 'GET', url: READ_URL, headers: READ_HEADERS, body: '' },
      {
        method: 'PUT',
        url: VARIANT_URL,
        headers: WRITE_HEADERS,
        body: '{"inventory":{"locationId":"50002","onHand":40}}',
      },
    ]);
  });

  test('of a query', async () => {
    const stage = scene([page([])]);
    await stage.run(stage.client.query());
    expect(stage.requests.map(http)).toEqual([
      { method: 'GET', url: `${API}/inventory`, headers: READ_HEADERS, body: '' },
    ]);
  });

  test('never as a request that follows redirects by itself', async () => {
    const stage = scene([page([inventory()]), level()]);
    await stage.run(stage.client.adjust({ ...PLACE, by: { available: -2 } }));
    expect(stage.requests.map(({ redirect }) => redirect)).toEqual(['manual', 'manual']);
  });
});

describe('the query string', () => {
  test.each([
    [{}, ''],
    [{ limit: 10 }, '?limit=10'],
    [{ variantIds: ['1'] }, '?variantIds=1'],
    [{ variantIds: ['1', '2'] }, '?variantIds=1%2C2'],
    [{ locationIds: ['50002', '50003'] }, '?locationIds=50002%2C50003'],
    [
      { variantIds: ['1'], locationIds: ['50002'], limit: 250 },
      '?limit=250&variantIds=1&locationIds=50002',
    ],
  ])('of a single page of %j is %j', async (input, search) => {
    const stage = scene([page([])]);
    await stage.run(stage.client.query(input));
    expect(stage.asked()).toEqual([`GET /inventory${search}`]);
  });

  test.each([
    [{}, '?limit=250'],
    [{ limit: 10 }, '?limit=10'],
    [{ variantIds: ['1', '2'] }, '?limit=250&variantIds=1%2C2'],
  ])('of the first of all pages of %j is %j', async (input, search) => {
    const stage = scene([page([])]);
    await collect(stage, stage.client.query(input));
    expect(stage.asked()).toEqual([`GET /inventory${search}`]);
  });

  test('of a further page holds the cursor and the limit, and no filter', async () => {
    const stage = scene([page([], 'c2'), page([], 'c3'), page([])]);
    await collect(stage, stage.client.query({ variantIds: ['1'], locationIds: ['2'], limit: 10 }));
    expect(stage.asked().slice(1)).toEqual([
      'GET /inventory?limit=10&pageToken=c2',
      'GET /inventory?limit=10&pageToken=c3',
    ]);
  });

  test('of a further page escapes the cursor', async () => {
    const stage = scene([page([], 'a%26limit%3D1%23%20%2F..'), page([])]);
    await collect(stage, stage.client.query());
    const url = new URL(stage.requests[1]?.url ?? '');
    expect([...url.searchParams]).toEqual([
      ['limit', '250'],
      ['pageToken', 'a&limit=1# /..'],
    ]);
    expect(url.hash).toBe('');
  });
});
