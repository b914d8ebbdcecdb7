import { describe, expect, test } from 'vitest';
import { createTokenBucket, InventoryClient } from '../../src/index.ts';
import type { AdjustInput, CallOptions, ShopOptions, TokenBucketOptions } from '../../src/index.ts';
import { memoryStore } from '../../src/store/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import { collect, failure, inventory, level, page, PLACE, scene } from './platform.ts';

const { signal } = new AbortController();
const set = { available: 1 };
/** As a JavaScript caller could write it, or a TypeScript one through a variable. */
const any = (value: object): never => value as never;

function refusalOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('a field that nobody reads is refused before anything is sent:', () => {
  test.each<[what: string, at: string, call: (client: InventoryClient) => PromiseLike<unknown>]>([
    [
      'a misspelt expected',
      'expect',
      (client) => client.adjust(any({ ...PLACE, set, expect: { available: 10 } })),
    ],
    [
      'a quantity beside set',
      'available',
      (client) => client.adjust(any({ ...PLACE, ...set, set })),
    ],
    ['a signal of adjust', 'signal', (client) => client.adjust(any({ ...PLACE, set, signal }))],
    ['quantities of connect', 'available', (client) => client.connect(any({ ...PLACE, ...set }))],
    ['a signal of connect', 'signal', (client) => client.connect(any({ ...PLACE, signal }))],
    ['a signal of query', 'signal', (client) => client.query(any({ signal }))],
    ['a single id of query', 'variantId', (client) => client.query(any({ variantId: '1' }))],
    ['a list of ids as query', '', (client) => client.query(any(['1']))],
    ['a field of every object', 'toString', (client) => client.query(any({ toString: () => '' }))],
  ])('%s', async (_, at, call) => {
    const stage = scene([level()]);
    const error = await failure(stage, call(stage.client));
    expect(error).toMatchObject({ code: 'invalid-input', at });
    const words = at === '' ? 'not an array' : 'must be left out: the field is unknown';
    expect(String(error)).toContain(words);
    expect(stage.requests).toEqual([]);
  });

  test.each<
    [verb: string, call: (client: InventoryClient, options: never) => PromiseLike<unknown>]
  >([
    ['connect', (client, options) => client.connect(PLACE, options)],
    ['adjust', (client, options) => client.adjust({ ...PLACE, set }, options)],
    ['query', (client, options) => client.query({}, options)],
    ['query, page by page', (client, options) => client.query({}, options).pages().next()],
  ])('an option of one call of %s', async (_, call) => {
    const stage = scene([level()]);
    const error = await failure(stage, call(stage.client, any({ timeout: 1000 })));
    expect(error).toMatchObject({ code: 'invalid-input', at: 'timeout' });
    expect(stage.requests).toEqual([]);
    expect(stage.clock.timers).toBe(0);
  });

  test('an option of the client', () => {
    const options = { shop: 'acme', accessToken: 'token', maxRetrys: 0 };
    expect(refusalOf(() => new InventoryClient(options))).toMatchObject({
      code: 'invalid-input',
      at: 'maxRetrys',
      message:
        'new InventoryClient: maxRetrys must be left out: the field is unknown; did you mean maxRetries?',
    });
  });

  test('an option of a token bucket', () => {
    const error = refusalOf(() => createTokenBucket(any({ refillPerMinute: 120 })));
    expect(error).toMatchObject({ code: 'invalid-input', at: 'refillPerMinute' });
  });
});

describe('every known field is taken, and an unknown one that is undefined counts as left out:', () => {
  const other = { other: undefined };
  const options: Required<CallOptions> & object = {
    signal,
    timeoutMs: 1000,
    deadlineMs: 1000,
    maxRetries: 1,
    priority: 'background',
    hooks: {},
    ...other,
  };

  test('connect', async () => {
    const stage = scene([level()]);
    const call = stage.client.connect({ ...PLACE, ...other }, options);
    expect(await stage.run(call)).toMatchObject(PLACE);
  });

  test.each<[string, AdjustInput]>([
    ['set', { ...PLACE, set, oversell: 'deny', expected: { committed: 2 }, ...other }],
    ['by', { ...PLACE, by: set, oversell: 'deny', expected: { committed: 2 }, ...other }],
  ])('adjust %s', async (_, input) => {
    const stage = scene([page([inventory()]), level()]);
    expect(await stage.run(stage.client.adjust(input, options))).toMatchObject(PLACE);
  });

  test('query', async () => {
    const stage = scene([page([inventory()])]);
    const { variantId, locationId } = PLACE;
    const input = { variantIds: [variantId], locationIds: [locationId], limit: 5, ...other };
    expect(await collect(stage, stage.client.query(input, options))).toHaveLength(1);
  });

  test('the client', () => {
    const given: Omit<Required<ShopOptions>, 'baseUrl'> = {
      shop: 'acme',
      accessToken: 'token',
      apiVersion: '202412',
      wire: {},
      fetch: globalThis.fetch,
      timeoutMs: 1000,
      deadlineMs: 1000,
      maxRetries: 1,
      inFlightMs: 3001,
      maxResponseBytes: 1,
      store: memoryStore(),
      sendDeadlineMs: 2000,
      leaseMs: 1000,
      retentionMs: 1000,
      maxAgeMs: 1000,
      shipped: { level: () => undefined },
      rateLimiter: false,
      hooks: {},
      dangerouslyAllowBrowser: false,
      dangerouslyAllowHttp: false,
      clock: createVirtualClock(),
      ...other,
    };
    expect(new InventoryClient(given).baseUrl).toBe('https://acme.genmystore.com');
    const { shop: _, ...rest } = given;
    const baseUrl = 'https://inventory.example';
    expect(new InventoryClient({ ...rest, baseUrl }).baseUrl).toBe(baseUrl);
  });

  test('a token bucket', () => {
    const given: Required<TokenBucketOptions> = {
      capacity: 1,
      refillPerSecond: 1,
      maxQueued: 1,
      clock: createVirtualClock(),
      ...other,
    };
    expect(refusalOf(() => createTokenBucket(given))).toHaveProperty('acquire');
  });
});
