import { InventoryError, platformWords, requestWords } from './inventory-error.ts';
import type { RequestContext, RetryAdvice } from './inventory-error.ts';

/** The request that the platform refused, its words, and how long it asks to wait. */
export interface ApiErrorDetails
  extends RequestContext, Partial<Pick<ApiError, 'reason' | 'retryAfterMs'>> {}

/**
 * The platform answered that it will not do it. The subclasses tell why.
 *
 * @example
 * ```ts run
 * import { ApiError, InventoryClient } from 'genstore-inventory';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'wrong-token' });
 * try {
 *   await inventory.query();
 * } catch (error) {
 *   if (!(error instanceof ApiError)) throw error;
 *   console.log(error.status, error.code, error.retry); // → 401 authentication never
 * }
 * ```
 */
export abstract class ApiError extends InventoryError {
  protected static override readonly kind: string = 'ApiError';
  /** What it means, where nobody says it better. */
  protected static readonly summary: string = '';

  /** The platform's own words; undefined where it gave none. */
  declare readonly reason: string | undefined;
  /** How long to wait, in milliseconds, where it is known: after a 429, or a 5xx that says so. */
  declare readonly retryAfterMs: number | undefined;

  constructor(details: ApiErrorDetails, summary = new.target.summary) {
    const { status } = details;
    const answer = status === undefined ? '' : ` was answered ${status}`;
    super(`${requestWords(details, answer)}${summary}${platformWords(details)}`, details);
    this.retryAfterMs = details.retryAfterMs;
  }
}

/**
 * The token is missing, wrong, expired or revoked (401).
 *
 * @example
 * ```ts run
 * import { AuthenticationError, InventoryClient } from 'genstore-inventory';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'wrong-token' });
 * const error: unknown = await inventory.query().catch((thrown: unknown) => thrown);
 * error instanceof AuthenticationError; // → true
 * ```
 */
export class AuthenticationError extends ApiError {
  protected static override readonly kind = 'AuthenticationError';
  protected static override readonly summary = 'The access token was not accepted.';
  declare readonly name: 'AuthenticationError';
  readonly code = 'authentication';
  readonly retry: RetryAdvice = 'never';
}

/**
 * The token is good, but lacks the scope for this (403).
 *
 * @example
 * ```ts run
 * import { InventoryClient, PermissionError } from 'genstore-inventory';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const reader = { shop: 'acme', accessToken: 'reader-token' };
 * const { fetch } = createInventoryFake({ ...reader, scopes: ['read_inventory'] });
 * const inventory = new InventoryClient({ ...reader, fetch });
 * const error: unknown = await inventory
 *   .connect({ variantId: '107362030756584', locationId: '50002' })
 *   .catch((thrown: unknown) => thrown);
 * error instanceof PermissionError; // → true
 * ```
 */
export class PermissionError extends ApiError {
  protected static override readonly kind = 'PermissionError';
  protected static override readonly summary = 'The access token does not have the scope for this.';
  declare readonly name: 'PermissionError';
  readonly code = 'permission';
  readonly retry: RetryAdvice = 'never';
}

/**
 * The variant, the location, or the link between them does not exist (404).
 *
 * @example
 * ```ts run
 * import { InventoryClient, NotFoundError } from 'genstore-inventory';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const error: unknown = await inventory
 *   .connect({ variantId: 'no-such-variant', locationId: '50002' })
 *   .catch((thrown: unknown) => thrown);
 * error instanceof NotFoundError; // → true
 * ```
 */
export class NotFoundError extends ApiError {
  protected static override readonly kind = 'NotFoundError';
  protected static override readonly summary =
    'The variant or location does not exist, or they are not connected.';
  declare readonly name: 'NotFoundError';
  readonly code = 'not-found';
  readonly retry: RetryAdvice = 'never';
}

/**
 * The request contradicts the platform's state, such as a link that exists already (409).
 *
 * @example
 * ```ts run
 * import { ConflictError, InventoryClient } from 'genstore-inventory';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const place = { variantId: '107362030756584', locationId: '50002' };
 * await inventory.connect(place);
 * const error: unknown = await inventory.connect(place).catch((thrown: unknown) => thrown);
 * error instanceof ConflictError; // → true
 * ```
 */
export class ConflictError extends ApiError {
  protected static override readonly kind = 'ConflictError';
  protected static override readonly summary = 'The request contradicts the state of the platform.';
  declare readonly name: 'ConflictError';
  readonly code = 'conflict';
  readonly retry: RetryAdvice = 'after-reading';
}

/**
 * The platform found the request itself wrong (any other 4xx).
 *
 * @example
 * ```ts run
 * import { InvalidRequestError, InventoryClient } from 'genstore-inventory';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * fake.faults.add({ fault: { kind: 'status', status: 406, body: { error: 'No such format' } } });
 * const { shop, accessToken, fetch } = fake;
 * const inventory = new InventoryClient({ shop, accessToken, fetch });
 * const error: unknown = await inventory.query().catch((thrown: unknown) => thrown);
 * if (error instanceof InvalidRequestError) error.reason; // → 'No such format'
 * ```
 */
export class InvalidRequestError extends ApiError {
  protected static override readonly kind = 'InvalidRequestError';
  protected static override readonly summary = 'The platform does not accept the request.';
  declare readonly name: 'InvalidRequestError';
  readonly code = 'invalid-request';
  readonly retry: RetryAdvice = 'never';
}

/**
 * The platform failed (5xx), or waited in vain for the request (408).
 *
 * @example
 * ```ts run
 * import { InventoryClient, ServerError } from 'genstore-inventory';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * fake.faults.add({ fault: { kind: 'status', status: 503 } });
 * const { shop, accessToken, fetch } = fake;
 * const inventory = new InventoryClient({ shop, accessToken, fetch, maxRetries: 0 });
 * const error: unknown = await inventory.query().catch((thrown: unknown) => thrown);
 * if (error instanceof ServerError) error.retry; // → 'later'
 * ```
 */
export class ServerError extends ApiError {
  protected static override readonly kind = 'ServerError';
  protected static override readonly summary = 'The platform failed.';
  declare readonly name: 'ServerError';
  readonly code = 'server';
  readonly retry: RetryAdvice = 'later';
}

/**
 * There were too many requests: the platform said so (429), or the client's own limiter would have
 * to wait longer than the call may take, and then no request was sent.
 *
 * @example
 * ```ts run
 * import { createTokenBucket, InventoryClient, RateLimitError } from 'genstore-inventory';
 *
 * const rateLimiter = createTokenBucket({ capacity: 1, refillPerSecond: 0.1 });
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', rateLimiter });
 * await inventory.query();
 * const error: unknown = await inventory
 *   .query({}, { deadlineMs: 500 }) // the next request may go out in ten seconds
 *   .catch((thrown: unknown) => thrown);
 * if (error instanceof RateLimitError) error.retry; // → 'later'
 * ```
 */
export class RateLimitError extends ApiError {
  protected static override readonly kind = 'RateLimitError';
  protected static override readonly summary = 'Too many requests.';
  declare readonly name: 'RateLimitError';
  readonly code = 'rate-limit';
  readonly retry: RetryAdvice = 'later';
}
