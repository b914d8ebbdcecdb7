export type { AnyInventoryError } from './any-inventory-error.ts';
export {
  ApiError,
  AuthenticationError,
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  ServerError,
} from './api-error.ts';
export type { ApiErrorDetails } from './api-error.ts';
export { ConnectionError, TimeoutError } from './connection-error.ts';
export { InvalidInputError } from './invalid-input-error.ts';
export { InventoryError, isInventoryError } from './inventory-error.ts';
export type { RequestContext, RetryAdvice } from './inventory-error.ts';
export { OutcomeUnknownError } from './outcome-unknown-error.ts';
export type { UnknownOutcome } from './outcome-unknown-error.ts';
export { RateLimitError } from './rate-limit-error.ts';
export { ResponseError } from './response-error.ts';
export type { ResponseMismatch } from './response-error.ts';
export { StockRejectedError } from './stock-rejected-error.ts';
export { SyncGuardError } from './sync-guard-error.ts';
export type { GuardedNumbers } from './sync-guard-error.ts';
export { SyncInputError } from './sync-input-error.ts';
export type { DesiredProblem } from './sync-input-error.ts';
export { WebhookPayloadError } from './webhook-payload-error.ts';
export type { WebhookMismatch } from './webhook-payload-error.ts';
