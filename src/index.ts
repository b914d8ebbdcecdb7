// The contract of the main entry: every name that it exports. The model's functions live in
// "genstore-inventory/model"; here are only the types that the client's own signatures use.

export { createTokenBucket, InventoryClient } from './client/index.ts';
export type {
  AccessToken,
  AcquireOptions,
  AdjustInput,
  ByInput,
  CallOptions,
  ClientHooks,
  Clock,
  InventoryClientOptions,
  InventoryLevel,
  InventoryPage,
  InventoryQuery,
  LevelId,
  Operation,
  QueryInput,
  RateLimiter,
  RequestInfo,
  ResponseInfo,
  RetryInfo,
  SetInput,
  TokenBucketOptions,
  WaitInfo,
} from './client/index.ts';
export {
  ApiError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  InvalidInputError,
  InvalidRequestError,
  InventoryError,
  isInventoryError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionError,
  RateLimitError,
  ResponseError,
  ServerError,
  StockRejectedError,
  TimeoutError,
} from './errors/index.ts';
export type {
  AnyInventoryError,
  ApiErrorDetails,
  RequestContext,
  ResponseMismatch,
  RetryAdvice,
  UnknownOutcome,
} from './errors/index.ts';
export type {
  ExpectedQuantities,
  Oversell,
  Rejection,
  StockQuantities,
  WritableQuantities,
} from './model/index.ts';
