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
  ResponseError,
  StockRejectedError,
  TimeoutError,
} from './call-errors.ts';
import type { HoldStateError } from './hold-errors.ts';
import { brandOf } from './inventory-error.ts';
import type { OutcomeUnknownError } from './outcome-unknown-error.ts';
import type { StaleReadError } from './stale-read-error.ts';
import type { StockFileError } from './stock-file-error.ts';
import type { StoreError } from './store-error.ts';
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
  | HoldStateError
  | InvalidInputError
  | InvalidRequestError
  | NotFoundError
  | OutcomeUnknownError
  | PermissionError
  | RateLimitError
  | ResponseError
  | ServerError
  | StaleReadError
  | StockFileError
  | StockRejectedError
  | StoreError
  | SyncGuardError
  | SyncInputError
  | TimeoutError
  | WebhookPayloadError;

/**
 * Whether something is an error of this library, from whichever copy of the package; its `code` then
 * tells which.
 *
 * @example
 * ```ts run
 * import { isInventoryError } from 'genstore-inventory';
 *
 * isInventoryError(new Error('something else')); // → false
 * ```
 */
export function isInventoryError(value: unknown): value is AnyInventoryError {
  return brandOf(value).includes('InventoryError');
}
