export { isInventoryError } from './any-inventory-error.ts';
export type { AnyInventoryError } from './any-inventory-error.ts';
export { argument, argumentsTo } from './arguments.ts';
export {
  ApiError,
  AuthenticationError,
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
} from './api-errors.ts';
export type { ApiErrorDetails } from './api-errors.ts';
export {
  ConnectionError,
  InvalidInputError,
  ResponseError,
  StockRejectedError,
  TimeoutError,
} from './call-errors.ts';
export type { ResponseMismatch } from './call-errors.ts';
export { HoldStateError } from './hold-errors.ts';
export { InventoryError } from './inventory-error.ts';
export type { RequestContext, RetryAdvice } from './inventory-error.ts';
export { OutcomeUnknownError } from './outcome-unknown-error.ts';
export type { UnknownOutcome, UnknownWrite } from './outcome-unknown-error.ts';
export { StaleReadError } from './stale-read-error.ts';
export type { StaleReading } from './stale-read-error.ts';
export { describeProblem, StockFileError } from './stock-file-error.ts';
export type { StockFileProblem } from './stock-file-error.ts';
export { StoreError } from './store-error.ts';
export { SyncGuardError, SyncInputError } from './sync-errors.ts';
export type { DesiredProblem, GuardedNumbers } from './sync-errors.ts';
export { WebhookPayloadError } from './webhook-payload-error.ts';
export type { WebhookMismatch } from './webhook-payload-error.ts';
