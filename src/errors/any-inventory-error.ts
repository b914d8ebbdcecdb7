import type {
  AuthenticationError,
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
} from './api-errors.ts';
import type {
  ConnectionError,
  InvalidInputError,
  OutcomeUnknownError,
  ResponseError,
  StockRejectedError,
  TimeoutError,
} from './call-errors.ts';
import type { SyncGuardError, SyncInputError } from './sync-errors.ts';
import type { WebhookPayloadError } from './webhook-payload-error.ts';

/**
 * Every error that the library makes, of all its entries. A `switch` over `error.code` is complete
 * when it has all of their codes, and tells them apart.
 */
export type AnyInventoryError =
  | AuthenticationError
  | ConflictError
  | ConnectionError
  | InvalidInputError
  | InvalidRequestError
  | NotFoundError
  | OutcomeUnknownError
  | PermissionError
  | RateLimitError
  | ResponseError
  | ServerError
  | StockRejectedError
  | SyncGuardError
  | SyncInputError
  | TimeoutError
  | WebhookPayloadError;
