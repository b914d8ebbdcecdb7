import type { Rejection } from '../model/index.ts';
import { InventoryError, platformWords, requestWords } from './inventory-error.ts';
import type { RequestContext, RetryAdvice } from './inventory-error.ts';

/**
 * The platform could not be reached, or the connection was cut before its answer was whole.
 *
 * @example
 * ```ts run
 * import { ConnectionError, InventoryClient } from 'genstore-inventory';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * fake.faults.add({ fault: { kind: 'cut-before' } });
 * const { shop, accessToken, fetch } = fake;
 * const inventory = new InventoryClient({ shop, accessToken, fetch, maxRetries: 0 });
 * const error: unknown = await inventory.query().catch((thrown: unknown) => thrown);
 * if (error instanceof ConnectionError) error.retry; // → 'later'
 * ```
 */
export class ConnectionError extends InventoryError {
  protected static override readonly kind: string = 'ConnectionError';
  declare readonly name: 'ConnectionError' | 'TimeoutError';
  readonly code: 'connection' | 'timeout' = 'connection';
  readonly retry: RetryAdvice = 'later';
  /** The operating system's name for the failure, such as `ECONNREFUSED`, where it is known. */
  declare readonly systemCode: string | undefined;

  constructor(
    context: RequestContext & { readonly systemCode?: string | undefined },
    summary = 'the connection failed',
  ) {
    const { method = 'The request', path, systemCode } = context;
    const why = systemCode === 'ENOTFOUND' ? 'there is no such host, ENOTFOUND' : systemCode;
    const words = why === undefined ? '' : ` (${why})`;
    super(`${requestWords({ method, path })}${summary}${words}.`, context);
  }
}

/**
 * There was no whole answer in time.
 *
 * @example
 * ```ts run
 * import { InventoryClient, TimeoutError } from 'genstore-inventory';
 * import { createInventoryFake, createVirtualClock } from 'genstore-inventory/testing';
 *
 * const clock = createVirtualClock();
 * const shop = { shop: 'acme', accessToken: 'test-token', clock };
 * const fake = createInventoryFake(shop);
 * fake.faults.add({ fault: { kind: 'delay', ms: 5000 } });
 * const inventory = new InventoryClient({ ...shop, fetch: fake.fetch, maxRetries: 0 });
 * const call = inventory.query({}, { timeoutMs: 2000 }).catch((thrown: unknown) => thrown);
 * const error: unknown = await clock.run(call);
 * if (error instanceof TimeoutError) error.timeoutMs; // → 2000
 * ```
 */
export class TimeoutError extends ConnectionError {
  protected static override readonly kind = 'TimeoutError';
  declare readonly name: 'TimeoutError';
  override readonly code = 'timeout';
  /** The time that ran out, in milliseconds. */
  declare readonly timeoutMs: number;

  constructor(
    context: RequestContext & { readonly timeoutMs: number },
    summary = `no complete answer within ${context.timeoutMs} ms`,
  ) {
    super(context, summary);
  }
}

/**
 * An option or argument is wrong. Nothing was sent.
 *
 * @example
 * ```ts run
 * import { InvalidInputError, InventoryClient } from 'genstore-inventory';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const error: unknown = await inventory.query({ limit: 1000 }).catch((thrown: unknown) => thrown);
 * if (error instanceof InvalidInputError) console.log(error.at, error.expected);
 * // → limit an integer from 1 to 250, not 1000
 * ```
 */
export class InvalidInputError extends InventoryError {
  protected static override readonly kind = 'InvalidInputError';
  declare readonly name: 'InvalidInputError';
  readonly code = 'invalid-input';
  readonly retry: RetryAdvice = 'never';
  /** Where it stands, such as `set.available`; empty for the argument itself. */
  declare readonly at: string;
  /** The kind of value that should stand there. */
  declare readonly expected: string;

  constructor(call: string, at: string, expected: string) {
    const end = expected.endsWith('?') ? '' : '.';
    super(`${call}: ${at === '' ? 'the argument' : at} must be ${expected}${end}`, {
      at,
      expected,
    });
  }
}

/** Where an answer first differs from the contract. */
export interface ResponseMismatch
  extends RequestContext, Pick<ResponseError, 'at' | 'expected' | 'reason'> {}

/**
 * The platform answered with something that the wire contract does not know: no JSON, a field of
 * another type, another variant, a redirect. Please report it: the contract may be wrong.
 *
 * @example
 * ```ts run
 * import { InventoryClient, ResponseError } from 'genstore-inventory';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * fake.faults.add({ fault: { kind: 'status', status: 200, body: { inventories: 'none' } } });
 * const { shop, accessToken, fetch } = fake;
 * const inventory = new InventoryClient({ shop, accessToken, fetch });
 * const error: unknown = await inventory.query().catch((thrown: unknown) => thrown);
 * if (error instanceof ResponseError) error.at; // → 'inventories'
 * ```
 */
export class ResponseError extends InventoryError {
  protected static override readonly kind = 'ResponseError';
  declare readonly name: 'ResponseError';
  readonly code = 'response';
  readonly retry: RetryAdvice = 'never';
  /** The place in the answer that differs first, such as `inventories[3].available`; empty for all of it. */
  declare readonly at: string;
  /** The kind of value that should stand there. */
  declare readonly expected: string;
  /** The platform's own words, where it tells of an error by an answer that should hold none. */
  declare readonly reason?: string;

  constructor(mismatch: ResponseMismatch) {
    const { at, expected } = mismatch;
    const place = at === '' ? 'the answer' : `${at} in the answer`;
    const words = platformWords(mismatch);
    super(`${requestWords(mismatch)}${place} must be ${expected}.${words}`, mismatch);
  }
}

/**
 * The stock model refuses the change. Nothing was written.
 *
 * @example
 * ```ts run
 * import { InventoryClient, StockRejectedError } from 'genstore-inventory';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const place = { variantId: '107362030756585', locationId: '50003' };
 * try {
 *   await inventory.adjust({ ...place, by: { available: -100 } }); // there are 12
 * } catch (error) {
 *   if (!(error instanceof StockRejectedError)) throw error;
 *   console.log(error.rejection.reason); // → negative-quantity
 * }
 * ```
 */
export class StockRejectedError extends InventoryError {
  protected static override readonly kind = 'StockRejectedError';
  declare readonly name: 'StockRejectedError';
  readonly code = 'stock-rejected';
  readonly retry: RetryAdvice;
  /** The rule, with the numbers. */
  declare readonly rejection: Rejection;

  constructor(rejection: Rejection, description: string) {
    super(description, { rejection });
    this.retry = rejection.reason === 'stale' ? 'after-reading' : 'never';
  }
}
