import { InventoryError } from './inventory-error.ts';
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
  override readonly name: 'ConnectionError' | 'TimeoutError' = 'ConnectionError';
  readonly code: 'connection' | 'timeout' = 'connection';
  readonly retry: RetryAdvice = 'later';
  /** The operating system's name for the failure, such as `ECONNREFUSED`, where it is known. */
  readonly systemCode: string | undefined;

  constructor(
    context: RequestContext & { readonly systemCode?: string | undefined },
    summary = 'the connection failed',
  ) {
    const { method = 'The request', path, systemCode } = context;
    const request = path === undefined ? method : `${method} ${path}`;
    super(`${request}: ${summary}${systemCode === undefined ? '' : ` (${systemCode})`}.`, context);
    this.systemCode = systemCode;
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
  override readonly name = 'TimeoutError';
  override readonly code = 'timeout';
  /** The time that ran out, in milliseconds. */
  readonly timeoutMs: number;

  constructor(context: RequestContext & { readonly timeoutMs: number }) {
    super(context, `no complete answer within ${context.timeoutMs} ms`);
    this.timeoutMs = context.timeoutMs;
  }
}
