import { describe, expect, test } from 'vitest';
import { ResponseError } from '../../src/index.ts';
import { API, failure, level, PLACE, reply, scene } from './platform.ts';

const STATUSES = [300, 301, 302, 303, 304, 307, 308];
const TARGETS = [
  ['another origin', 'https://evil.example/api/202412/inventory'],
  ['another shop', 'https://other.genmystore.com/api/202412/inventory'],
  ['the same origin', `${API}/inventory?moved=1`],
  ['nowhere', ''],
];

describe.each(TARGETS)('a redirect to %s is refused, and no request follows it:', (_, location) => {
  test.each(STATUSES)('%i to a read', async (status) => {
    const stage = scene([reply(status, '', { location }), reply(200, { inventories: [] })]);
    const error = await failure(stage, stage.client.query());
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ status, at: 'status', retry: 'never', attempts: 1 });
    expect(stage.requests).toHaveLength(1);
  });

  test.each([301, 302, 307, 308])('%i to a write', async (status) => {
    const stage = scene([reply(status, '', { location }), level()]);
    const error = await failure(stage, stage.client.connect(PLACE));
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ status, at: 'status', attempts: 1 });
    expect(stage.requests).toHaveLength(1);
  });
});

test('a redirect to a write that says "done, see there" leaves the outcome open: the level is read', async () => {
  const done = reply(303, '', { location: 'https://evil.example' });
  const stage = scene([done, reply(200, { inventories: [] })], { maxRetries: 0 });
  const error = await failure(stage, stage.client.connect(PLACE));
  expect(error).toMatchObject({ name: 'OutcomeUnknownError' });
  expect(stage.requests.map(({ url }) => new URL(url).origin)).toEqual([
    'https://acme.genmystore.com',
    'https://acme.genmystore.com',
  ]);
});

test('a redirect that a browser hides behind the status 0 is refused as one', async () => {
  const stage = scene([() => Response.error()]);
  const error = await failure(stage, stage.client.query());
  expect(error).toMatchObject({ name: 'ResponseError', status: 0, at: 'status' });
  expect(stage.requests).toHaveLength(1);
});

test('the message says why, and what to look at; it does not repeat the target', async () => {
  const stage = scene([reply(302, '', { location: 'https://evil.example' })]);
  expect(String(await failure(stage, stage.client.query()))).toBe(
    'ResponseError: GET /api/202412/inventory: status in the answer must be no redirect, which could carry the token elsewhere. Check shop or baseUrl.',
  );
});
