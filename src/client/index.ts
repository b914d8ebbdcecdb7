export { InventoryClient } from './client.ts';
export type { Clock } from '../base/clock.ts';
export type {
  ClientHooks,
  EndInfo,
  FailureInfo,
  RequestInfo,
  ResponseInfo,
  RetryInfo,
  WaitInfo,
} from './options/hooks.ts';
export type {
  AdjustInput,
  ByInput,
  LevelId,
  QueryInput,
  SetInput,
  AtLeastOneQuantity,
} from './input.ts';
export type { CallOptions, ConnectOptions, WriteOptions } from './options/call-options.ts';
export type {
  AccessToken,
  BaseUrlOptions,
  ClientOptions,
  InventoryClientOptions,
  ShopOptions,
} from './options/options.ts';
export type { InventoryPage } from './query.ts';
export type { InventoryQuery } from './query.ts';
export { createTokenBucket } from './pace/create-token-bucket.ts';
export type { TokenBucket, TokenBucketOptions } from './pace/token-bucket.ts';
export type {
  AcquireOptions,
  ObservedRequest,
  Priority,
  RateLimiter,
} from './pace/rate-limiter.ts';
export { GENSTORE_202412 } from '../wire/index.ts';
export type {
  BucketState,
  FilterForm,
  InventoryLevel,
  NumberForm,
  UntrackedLevel,
  WireEntries,
  WireProfile,
} from '../wire/index.ts';
export type { InventoryStore, StoreOptions } from './store.ts';
export type { Fetch, FetchInit, FetchResponse } from './send/fetch.ts';
export type { Operation } from './options/hooks.ts';
