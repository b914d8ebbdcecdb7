import { describeRejection } from '../model/index.ts';
import type { Rejection } from '../model/index.ts';

/**
 * The stock model refuses an event that was applied to a fake, whose stock stays as it was.
 *
 * @example
 * ```ts run
 * import { createInventoryFake, EventRefusedError } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * try {
 *   fake.apply({ type: 'order.fulfilled', orderId: '1001' });
 * } catch (error) {
 *   if (error instanceof EventRefusedError) error.rejection.reason; // → 'order-not-found'
 * }
 * ```
 */
export class EventRefusedError extends Error {
  /** The name of the class. */
  override readonly name = 'EventRefusedError';
  /** Which rule refused the event, with its numbers. */
  readonly rejection: Rejection;

  constructor(rejection: Rejection) {
    super(describeRejection(rejection));
    this.rejection = rejection;
  }
}
