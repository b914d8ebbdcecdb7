import type {
  AuthenticationError,
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  ServerError,
} from './api-error.ts';
import type { ConnectionError, TimeoutError } from './connection-error.ts';
import type { InvalidInputError } from './invalid-input-error.ts';
import type { OutcomeUnknownError } from './outcome-unknown-error.ts';
import type { RateLimitError } from './rate-limit-error.ts';
import type { ResponseError } from './response-error.ts';
import type { StockRejectedError } from './stock-rejected-error.ts';
import type { SyncGuardError } from './sync-guard-error.ts';
import type { SyncInputError } from './sync-input-error.ts';
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
