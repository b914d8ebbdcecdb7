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
