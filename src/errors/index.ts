export { isInventoryError } from './any-inventory-error.ts';
export type { AnyInventoryError } from './any-inventory-error.ts';
export {
  ApiError,
  AuthenticationError,
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  ServerError,
} from './api-errors.ts';
export type { ApiErrorDetails } from './api-errors.ts';
export { ConnectionError, TimeoutError } from './call-errors.ts';
export { InvalidInputError } from './call-errors.ts';
export { HoldStateError } from './hold-errors.ts';
export { InventoryError } from './inventory-error.ts';
export type { RequestContext, RetryAdvice } from './inventory-error.ts';
export { OutcomeUnknownError } from './call-errors.ts';
export type { UnknownOutcome, UnknownWrite } from './call-errors.ts';
export { RateLimitError } from './api-errors.ts';
export { ResponseError } from './call-errors.ts';
export type { ResponseMismatch } from './call-errors.ts';
export { StaleReadError } from './stale-read-error.ts';
export type { StaleReading } from './stale-read-error.ts';
export { describeProblem, StockFileError } from './stock-file-error.ts';
export type { StockFileProblem } from './stock-file-error.ts';
export { StockRejectedError } from './call-errors.ts';
export { StoreError } from './store-error.ts';
export { SyncGuardError } from './sync-errors.ts';
export type { GuardedNumbers } from './sync-errors.ts';
export { SyncInputError } from './sync-errors.ts';
export type { DesiredProblem } from './sync-errors.ts';
export { WebhookPayloadError } from './webhook-payload-error.ts';
export type { WebhookMismatch } from './webhook-payload-error.ts';
