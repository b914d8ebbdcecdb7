import { describe, expect, test } from 'vitest';
import {
  ApiError,
  AuthenticationError,
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
} from '../../src/index.ts';
import { failure, PLACE, reply, scene } from './platform.ts';

const STATUSES = [
  [400, InvalidRequestError, 'invalid-request', 'never'],
  [401, AuthenticationError, 'authentication', 'never'],
  [402, InvalidRequestError, 'invalid-request', 'never'],
  [403, PermissionError, 'permission', 'never'],
  [404, NotFoundError, 'not-found', 'never'],
  [405, InvalidRequestError, 'invalid-request', 'never'],
  [406, InvalidRequestError, 'invalid-request', 'never'],
  [408, ServerError, 'server', 'later'],
  [409, ConflictError, 'conflict', 'after-reading'],
  [410, InvalidRequestError, 'invalid-request', 'never'],
  [413, InvalidRequestError, 'invalid-request', 'never'],
  [418, InvalidRequestError, 'invalid-request', 'never'],
  [422, InvalidRequestError, 'invalid-request', 'never'],
  [429, RateLimitError, 'rate-limit', 'later'],
  [451, InvalidRequestError, 'invalid-request', 'never'],
  [499, InvalidRequestError, 'invalid-request', 'never'],
  [500, ServerError, 'server', 'later'],
  [501, ServerError, 'server', 'later'],
  [502, ServerError, 'server', 'later'],
  [503, ServerError, 'server', 'later'],
  [504, ServerError, 'server', 'later'],
  [507, ServerError, 'server', 'later'],
  [599, ServerError, 'server', 'later'],
] as const;

describe('an answer of', () => {
  test.each(STATUSES)('%i is a %o', async (status, Class, code, retry) => {
    const stage = scene([reply(status, { error: 'No  such\nluck' }, { 'X-Request-Id': 'req-7' })], {
      maxRetries: 0,
    });
    const error = await failure(stage, stage.client.query());
    expect(error).toBeInstanceOf(Class);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      name: Class.name,
      code,
      retry,
      status,
      requestId: 'req-7',
      reason: 'No such luck',
      attempts: 1,
      method: 'GET',
      path: '/api/202412/inventory',
    });
  });

  test.each(STATUSES.filter(([status]) => status < 500 && status !== 408 && status !== 429))(
    '%i to a write is final',
    async (status, Class) => {
      const stage = scene([reply(status, { error: 'No.' })]);
      const error = await failure(stage, stage.client.connect(PLACE));
      expect(error).toBeInstanceOf(Class);
      expect(error).toMatchObject({ method: 'POST', path: '/api/202412/inventory/connect' });
      expect(stage.requests).toHaveLength(1);
    },
  );
});

describe('the message of an error of the platform', () => {
  test('tells the request, the status, what it means, the words and the id', async () => {
    const answer = reply(404, { error: 'Unknown variant' }, { 'X-Request-Id': 'req-7' });
    const stage = scene([answer]);
    const error = await failure(stage, stage.client.adjust({ ...PLACE, set: { available: 1 } }));
    expect(String(error)).toBe(
      'NotFoundError: PUT /api/202412/inventory/107362030756584 was answered 404: The variant or location does not exist, or they are not connected. The platform says: "Unknown variant" (request req-7)',
    );
  });

  test('is whole where the platform says nothing', async () => {
    const stage = scene([reply(403)]);
    const error = await failure(stage, stage.client.query());
    expect(String(error)).toBe(
      'PermissionError: GET /api/202412/inventory was answered 403: The access token does not have the scope for this.',
    );
  });

  test('does not hold the query', async () => {
    const stage = scene([reply(400)]);
    const error = await failure(stage, stage.client.query({ variantIds: ['4711'] }));
    expect(String(error)).not.toContain('4711');
  });
});

describe('the reason of an error is', () => {
  test.each([
    ['the text under error', { error: 'Too much' }, 'Too much'],
    ['the text under error, whatever stands beside it', { error: 'A', more: {} }, 'A'],
    ['in one line', '{"error":" a\\r\\n\\tb\\u2028c "}', 'a b c'],
    ['without control characters', '{"error":"a\\u001b[31mb\\u0000c\\u009bd"}', 'a [31mb c d'],
    ['at most 300 characters', { error: 'x'.repeat(301) }, `${'x'.repeat(300)}…`],
    ['all of 300 characters', { error: 'x'.repeat(300) }, 'x'.repeat(300)],
    ['undefined without a body', '', undefined],
    ['undefined for an empty text', { error: '' }, undefined],
    ['undefined for a text that is not under error', { message: 'no' }, undefined],
    ['undefined for an object under error', { error: { text: 'no' } }, undefined],
    ['undefined for a list', ['error'], undefined],
    ['undefined for null', 'null', undefined],
    ['undefined for HTML', '<html>Bad Gateway</html>', undefined],
    ['undefined for half a JSON', '{"error":"No', undefined],
    ['undefined for very deep JSON', '['.repeat(100_000), undefined],
  ])('%s', async (_, body, reason) => {
    const stage = scene([reply(400, body)]);
    const error = await failure(stage, stage.client.query());
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ status: 400, reason });
  });
});

describe('the id of a request is', () => {
  test('undefined where the platform gives none', async () => {
    const stage = scene([reply(400)]);
    expect(await failure(stage, stage.client.query())).toMatchObject({ requestId: undefined });
  });

  test('at most 100 characters', async () => {
    const stage = scene([reply(400, '', { 'x-request-id': 'i'.repeat(5000) })]);
    const error = await failure(stage, stage.client.query());
    expect(error).toMatchObject({ requestId: 'i'.repeat(100) });
  });
});
