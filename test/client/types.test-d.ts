import { describe, expectTypeOf, test } from 'vitest';
import type {
  AccessToken,
  AdjustInput,
  CallOptions,
  ConnectOptions,
  ClientHooks,
  ClientOptions,
  InventoryClientOptions,
  InventoryLevel,
  InventoryPage,
  InventoryQuery,
  QueryInput,
  RateLimiter,
  TokenBucketOptions,
  WritableQuantities,
} from '../../src/index.ts';
import { createTokenBucket, InventoryClient } from '../../src/index.ts';
import type { InventoryFake, VirtualClock } from '../../src/testing/index.ts';

interface Place {
  variantId: string;
  locationId: string;
}

describe('what can be adjusted', () => {
  test('is every quantity but committed', () => {
    expectTypeOf<keyof WritableQuantities>().toEqualTypeOf<
      'available' | 'unavailable' | 'incoming' | 'onHand'
    >();
    expectTypeOf<{ set: { committed: 1 } } & Place>().not.toExtend<AdjustInput>();
  });

  test('is given by set or by, one of them', () => {
    expectTypeOf<Place & { set: { available: 1 } }>().toExtend<AdjustInput>();
    expectTypeOf<Place & { by: { onHand: -1 } }>().toExtend<AdjustInput>();
    expectTypeOf<
      Place & { set: { available: 1 }; by: { available: 1 } }
    >().not.toExtend<AdjustInput>();
    expectTypeOf<Place>().not.toExtend<AdjustInput>();
  });

  test('is a number, not a text', () => {
    expectTypeOf<Place & { set: { available: string } }>().not.toExtend<AdjustInput>();
  });

  test('may be expected to be anything, committed too', () => {
    type Expecting = Place & { set: { available: 1 }; expected: { committed: 2 } };
    expectTypeOf<Expecting>().toExtend<AdjustInput>();
  });

  test('may go below zero by a policy of the model', () => {
    type Selling<Policy> = Place & { by: { available: 1 }; oversell: Policy };
    expectTypeOf<Selling<{ floor: -5 }>>().toExtend<AdjustInput>();
    expectTypeOf<Selling<'preorder'>>().toExtend<AdjustInput>();
    expectTypeOf<Selling<'always'>>().not.toExtend<AdjustInput>();
  });
});

describe('what counts as left out', () => {
  test('is undefined, and null for a signal as fetch takes it', () => {
    expectTypeOf<{
      signal: undefined;
      timeoutMs: undefined;
      deadlineMs: undefined;
      maxRetries: undefined;
      priority: undefined;
      hooks: { onWait: undefined };
    }>().toExtend<CallOptions>();
    expectTypeOf<{ signal: null }>().toExtend<CallOptions>();
    expectTypeOf<{ ifConnected: undefined }>().toExtend<ConnectOptions>();
    expectTypeOf<{ variantIds: undefined; limit: undefined }>().toExtend<QueryInput>();
    expectTypeOf<
      Place & { set: { available: 1; onHand: undefined }; by: undefined; expected: undefined }
    >().toExtend<AdjustInput>();
    expectTypeOf<{ capacity: undefined; clock: undefined }>().toExtend<TokenBucketOptions>();
    expectTypeOf<
      { shop: 'acme'; accessToken: 'token'; fetch: undefined; rateLimiter: undefined } & {
        baseUrl: undefined;
        dangerouslyAllowHttp: undefined;
      }
    >().toExtend<InventoryClientOptions>();
  });
});

describe('what does not compile', () => {
  test('is a client that knows of no platform, or of two', () => {
    const accessToken = 'token';
    // @ts-expect-error -- neither shop nor baseUrl
    expectTypeOf(() => new InventoryClient({ accessToken })).toBeFunction();
    const both = { shop: 'acme', baseUrl: 'https://proxy.example', accessToken };
    // @ts-expect-error -- both of them
    expectTypeOf(() => new InventoryClient(both)).toBeFunction();
    const unset: string | undefined = process.env['SHOP'];
    // @ts-expect-error -- a shop that may be undefined
    expectTypeOf(() => new InventoryClient({ shop: unset, accessToken })).toBeFunction();
  });

  test('is an adjustment of nothing', () => {
    expectTypeOf<Place & { set: {} }>().not.toExtend<AdjustInput>();
    expectTypeOf<Place & { by: {} }>().not.toExtend<AdjustInput>();
    expectTypeOf<Place & { by: { available: undefined } }>().not.toExtend<AdjustInput>();
  });

  test('is a word that is none of the choices', () => {
    expectTypeOf<{ priority: 'urgent' }>().not.toExtend<CallOptions>();
    expectTypeOf<{ ifConnected: 'ignore' }>().not.toExtend<ConnectOptions>();
  });

  test('is a misspelt option', () => {
    expectTypeOf<{ timeout: 5 }>().not.toExtend<CallOptions>();
    expectTypeOf<{ onRequests: () => void }>().not.toExtend<ClientHooks>();
  });
});

describe('what comes back', () => {
  test('of connect and adjust is a level', () => {
    expectTypeOf<InventoryClient['connect']>().returns.resolves.toEqualTypeOf<InventoryLevel>();
    expectTypeOf<InventoryClient['adjust']>().returns.resolves.toEqualTypeOf<InventoryLevel>();
  });

  test('of an awaited query is a page', () => {
    expectTypeOf<Awaited<InventoryQuery>>().toEqualTypeOf<InventoryPage>();
    expectTypeOf<InventoryQuery>().toExtend<Promise<InventoryPage>>();
  });

  test('of an iterated query are levels, and pages of its pages', () => {
    expectTypeOf<InventoryQuery>().toExtend<AsyncIterable<InventoryLevel>>();
    expectTypeOf<ReturnType<InventoryQuery['pages']>>().toExtend<AsyncIterable<InventoryPage>>();
  });

  test('cannot be written to', () => {
    expectTypeOf<InventoryLevel>().toEqualTypeOf<Readonly<InventoryLevel>>();
    expectTypeOf<InventoryPage['levels']>().toEqualTypeOf<readonly InventoryLevel[]>();
  });

  test('has ids as texts and quantities as numbers', () => {
    expectTypeOf<InventoryLevel['variantId' | 'locationId']>().toEqualTypeOf<string>();
    expectTypeOf<InventoryLevel['available' | 'committed' | 'onHand']>().toEqualTypeOf<number>();
    expectTypeOf<InventoryLevel['productId']>().toEqualTypeOf<string | undefined>();
  });
});

describe('the options', () => {
  test('take the fetch of the runtime and that of the fake', () => {
    expectTypeOf<typeof fetch>().toExtend<NonNullable<InventoryClientOptions['fetch']>>();
    expectTypeOf<InventoryFake['fetch']>().toExtend<NonNullable<InventoryClientOptions['fetch']>>();
  });

  test('take the virtual clock', () => {
    expectTypeOf<VirtualClock>().toExtend<NonNullable<InventoryClientOptions['clock']>>();
  });

  test('take a token, or a function that gives one now or later', () => {
    expectTypeOf<string>().toExtend<AccessToken>();
    expectTypeOf<() => string>().toExtend<AccessToken>();
    expectTypeOf<() => Promise<string>>().toExtend<AccessToken>();
    expectTypeOf<() => string | undefined>().not.toExtend<AccessToken>();
    expectTypeOf<{ shop: string }>().not.toExtend<InventoryClientOptions>();
  });

  test('take a bucket or false as the limiter, not true', () => {
    expectTypeOf(createTokenBucket).returns.toExtend<RateLimiter>();
    type Limiter = InventoryClientOptions['rateLimiter'];
    expectTypeOf<RateLimiter | false>().toExtend<Limiter>();
    expectTypeOf<true>().not.toExtend<Limiter>();
  });

  test('of a call are some of those of the client, and a signal', () => {
    expectTypeOf<keyof CallOptions>().toEqualTypeOf<
      'signal' | 'timeoutMs' | 'deadlineMs' | 'maxRetries' | 'priority' | 'hooks'
    >();
    expectTypeOf<Omit<CallOptions, 'signal' | 'priority'>>().toExtend<Partial<ClientOptions>>();
  });

  test('take hooks that are told of operations by their names', () => {
    type Told = Parameters<NonNullable<ClientHooks['onRequest']>>[0];
    expectTypeOf<Told['operation']>().toEqualTypeOf<
      'connect' | 'adjust' | 'query' | 'ensureWebhookSubscriptions' | 'readCatalog' | 'accessScopes'
    >();
    type Waited = Parameters<NonNullable<ClientHooks['onWait']>>[0];
    expectTypeOf<Waited['why']>().toEqualTypeOf<
      'rate-limit' | 'retry' | 'in-flight' | 'stale-read'
    >();
  });
});
