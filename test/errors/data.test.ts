import { describe, expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import { ERRORS, REQUEST } from './every-error.ts';

const { InvalidInputError, OutcomeUnknownError, ServerError, TimeoutError } = library;
const ABOUT_NONE: readonly string[] = ['InvalidInputError', 'StockRejectedError', 'StoreError'];
const ABOUT_REQUESTS = ERRORS.filter(({ name }) => !ABOUT_NONE.includes(name));

describe('an error about a request tells method, path, status, id and attempts:', () => {
  test.each(ABOUT_REQUESTS)('$name', ({ make }) => {
    expect(make(library)).toMatchObject(REQUEST);
  });
});

describe('as JSON an error is', () => {
  test.each(ERRORS)('plain data with name, message, code and advice: $name', ({ make }) => {
    const error = make(library);
    const { name, message, code, retry } = error;
    const json = JSON.parse(JSON.stringify(error)) as object;
    expect(json).toMatchObject({ name, message, code, retry });
    expect(json).not.toHaveProperty('stack');
  });

  test('all that it knows', () => {
    const error = new library.RateLimitError({ ...REQUEST, reason: 'Slow', retryAfterMs: 2000 });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      ...REQUEST,
      name: 'RateLimitError',
      code: 'rate-limit',
      retry: 'later',
      reason: 'Slow',
      retryAfterMs: 2000,
      message:
        'PUT /api/202412/inventory/107 was answered 418: Too many requests. The platform says: "Slow" (request req-7)',
    });
  });

  test('begun by its name and message, which people read first', () => {
    const json = JSON.stringify(new ServerError(REQUEST));
    expect(json).toMatch(/^\{"name":"ServerError","message":"PUT /);
  });

  test('with its cause', () => {
    const cause = new TimeoutError({ timeoutMs: 1000 });
    const json: unknown = JSON.parse(JSON.stringify(new OutcomeUnknownError({ cause })));
    expect(json).toMatchObject({ cause: { name: 'TimeoutError', timeoutMs: 1000 } });
  });
});

describe('an OutcomeUnknownError', () => {
  const cause = new TimeoutError({ ...REQUEST, timeoutMs: 1000 });
  const level = { available: 1, committed: 2, unavailable: 3, incoming: 4, onHand: 6 };

  test('holds what was there, what was sent, what was seen afterwards, and why', () => {
    const outcome = { before: level, target: { available: 5 }, observed: level, cause };
    expect(new OutcomeUnknownError({ ...REQUEST, ...outcome })).toMatchObject(outcome);
  });

  test('says that the level could not be read', () => {
    expect(new OutcomeUnknownError({ ...REQUEST, cause }).message).toBe(
      'PUT /api/202412/inventory/107: the write may or may not have been applied, and no level could be read afterwards. Read it first. (PUT /api/202412/inventory/107: no complete answer within 1000 ms.)',
    );
  });

  test('says that the level does not tell', () => {
    expect(new OutcomeUnknownError({ ...REQUEST, observed: level, cause }).message).toContain(
      'and the level read afterwards does not tell.',
    );
  });
});

describe('the message of', () => {
  test.each([
    [
      'an InvalidInputError names the call, the place and what should stand there',
      new InvalidInputError('adjust', 'set.available', 'a safe integer'),
      'adjust: set.available must be a safe integer.',
    ],
    [
      'an InvalidInputError about the whole argument says so',
      new InvalidInputError('adjust', '', 'an object'),
      'adjust: the argument must be an object.',
    ],
    [
      'a ConnectionError without a name of the system',
      new library.ConnectionError({ method: 'GET', path: '/x' }),
      'GET /x: the connection failed.',
    ],
    [
      'a ConnectionError whose host is none',
      new library.ConnectionError({ method: 'GET', path: '/x', systemCode: 'ENOTFOUND' }),
      'GET /x: the connection failed (there is no such host, ENOTFOUND).',
    ],
    [
      'a TimeoutError of a whole call',
      new TimeoutError({ method: 'adjust', timeoutMs: 5 }),
      'adjust: no complete answer within 5 ms.',
    ],
    [
      'a TimeoutError of nothing in particular',
      new TimeoutError({ timeoutMs: 5 }),
      'The request: no complete answer within 5 ms.',
    ],
    ['an ApiError of nothing in particular', new ServerError({}), 'The platform failed.'],
    [
      'a ResponseError about the whole answer',
      new library.ResponseError({ method: 'GET', path: '/x', at: '', expected: 'JSON' }),
      'GET /x: the answer must be JSON.',
    ],
  ])('%s', (_, error, message) => {
    expect(error.message).toBe(message);
  });
});
