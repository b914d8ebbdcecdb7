export { InventoryClient } from './client.ts';
export type { Clock } from '../base/clock.ts';
export type { ClientHooks, RequestInfo, ResponseInfo, RetryInfo, WaitInfo } from './hooks.ts';
export type { AdjustInput, ByInput, LevelId, QueryInput, SetInput } from './input.ts';
export type { AccessToken, CallOptions, InventoryClientOptions } from './options.ts';
export type { InventoryPage } from './query.ts';
export type { InventoryQuery } from './query.ts';
export { createTokenBucket } from './token-bucket.ts';
export type { AcquireOptions, RateLimiter, TokenBucketOptions } from './token-bucket.ts';
export { GENSTORE_202412 } from '../wire/index.ts';
export type {
  FilterForm,
  InventoryLevel,
  NumberForm,
  Operation,
  UntrackedLevel,
  WireEntries,
  WireProfile,
} from '../wire/index.ts';
