import { describe, expect, test } from 'vitest';
import { createTokenBucket, InventoryClient } from '../../src/index.ts';
import { failure, PLACE, scene } from './platform.ts';

const good = { shop: 'acme', accessToken: 'token', rateLimiter: false };
const policies = "'deny', 'preorder', 'continue' or { floor: integer }";
const loopback = 'https (http is for loopback hosts alone, or with dangerouslyAllowHttp: true)';
const store = 'genstore-inventory/store';
const versioned = 'what stands before /api; the version has an option of its own';

describe('a client says what is wrong with', () => {
  test.each<[options: unknown, sentence: string]>([
    [null, 'the argument must be an object with shop and accessToken, not null.'],
    [{ accessToken: 'token' }, 'shop must be given, or else baseUrl, not both.'],
    [{ accessToken: 'token', baseUrl: 'shop' }, 'baseUrl must be a URL with https://.'],
    [{ accessToken: 'token', baseUrl: 'shop:443' }, 'baseUrl must be a URL with https://.'],
    [{ accessToken: 'token', baseUrl: 'http://example.com' }, `baseUrl must be ${loopback}.`],
    [{ accessToken: 'token', baseUrl: 'https://a.com/?a' }, 'baseUrl must be without ? and #.'],
    [
      { accessToken: 'token', baseUrl: 'https://a.com/api/202412' },
      `baseUrl must be ${versioned}.`,
    ],
    [{ ...good, apiVersion: '1' }, 'apiVersion must be a text of six digits such as 202412.'],
    [{ ...good, fetch: 1 }, 'fetch must be a function, not 1.'],
    [{ ...good, clock: {} }, 'clock must be an object with now and setTimer.'],
    [
      { ...good, rateLimiter: true },
      'rateLimiter must be an object with acquire and drain, or false.',
    ],
    [{ ...good, timeoutMs: 0 }, 'timeoutMs must be a number of milliseconds above 0.'],
    [{ ...good, maxRetries: -1 }, 'maxRetries must be an integer, 0 or more, not -1.'],
    [{ ...good, hooks: 1 }, 'hooks must be an object of functions, not 1.'],
    [{ ...good, hooks: { onWait: 1 } }, 'hooks.onWait must be a function, not 1.'],
    [{ ...good, wire: 1 }, 'wire must be an object'],
    [{ ...good, store: {} }, `store must be made by memoryStore or another function of ${store}.`],
    [{ ...good, leaseMs: 1 }, 'leaseMs must be left out: it says something about a store alone.'],
    [
      { shop: 'acme', accessToken: '' },
      'accessToken must be visible ASCII, or a function that gives it, and is empty.',
    ],
  ])('%#: %o', (options, sentence) => {
    expect(() => new InventoryClient(options as never)).toThrow(`new InventoryClient: ${sentence}`);
  });
});

describe('a call says what is wrong with', () => {
  test.each<[call: 'connect' | 'adjust' | 'query', input: unknown, sentence: string]>([
    ['connect', null, 'the argument must be an object with variantId and locationId, not null.'],
    ['adjust', PLACE, 'the argument must be an object with either set or by.'],
    [
      'adjust',
      { ...PLACE, by: {} },
      'by must be an object with at least one of available, unavailable, incoming, onHand.',
    ],
    ['adjust', { ...PLACE, by: { onHand: 1.5 } }, 'by.onHand must be an integer, not 1.5.'],
    [
      'adjust',
      { ...PLACE, by: { onHand: 1 }, oversell: 1 },
      `oversell must be left out, ${policies}.`,
    ],
    ['query', null, 'the argument must be an object, or left out, not null.'],
    ['query', { limit: 0 }, 'limit must be an integer from 1 to 250, not 0.'],
  ])('%s %o', async (call, input, sentence) => {
    const stage = scene([]);
    const verb = stage.client[call].bind(stage.client) as (given: unknown) => Promise<unknown>;
    const given = failure(stage, (async () => verb(input))());
    expect(await given).toHaveProperty('message', `${call}: ${sentence}`);
  });

  test('the options of a call', async () => {
    const stage = scene([]);
    const query = async (options: unknown): Promise<unknown> =>
      stage.client.query({}, options as never);
    expect(String(await failure(stage, query(null)))).toMatch(
      'must be an object, or left out, not null.',
    );
    expect(String(await failure(stage, query({ signal: {} })))).toMatch(
      'query: signal must be an AbortSignal.',
    );
  });
});

test('a bucket says what is wrong with its options', async () => {
  expect(() => createTokenBucket(null as never)).toThrow(
    'must be an object, or left out, not null.',
  );
  expect(() => createTokenBucket({ capacity: 0 })).toThrow(
    'capacity must be an integer, 1 or more, not 0.',
  );
  expect(() => createTokenBucket({ refillPerSecond: 0 })).toThrow(
    'createTokenBucket: refillPerSecond must be a number above 0.',
  );
  expect(() => createTokenBucket().drain(-1)).toThrow(
    'drain: the argument must be a number of milliseconds, 0 or more.',
  );
  await expect(createTokenBucket().acquire({ requests: 0 })).rejects.toThrow(
    'acquire: requests must be an integer, 1 or more, not 0.',
  );
});
