import { InventoryError } from './inventory-error.ts';
import type { RequestContext, RetryAdvice } from './inventory-error.ts';

/** Where an answer first differs from the contract. */
export interface ResponseMismatch extends RequestContext {
  /** The place in the answer, such as `inventories[3].available`; empty for the answer itself. */
  readonly at: string;
  /** What should stand there. */
  readonly expected: string;
}

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
  override readonly name = 'ResponseError';
  readonly code = 'response';
  readonly retry: RetryAdvice = 'never';
  /** The place in the answer that differs first; empty for the answer itself. */
  readonly at: string;
  /** What should stand there. */
  readonly expected: string;

  constructor(mismatch: ResponseMismatch) {
    const { method = '', path = '', at, expected, requestId } = mismatch;
    const place = at === '' ? 'the answer' : `${at} in the answer`;
    const id = requestId === undefined ? '' : ` (request ${requestId})`;
    super(`${method} ${path}: ${place} must be ${expected}.${id}`, mismatch);
    this.at = at;
    this.expected = expected;
  }
}
