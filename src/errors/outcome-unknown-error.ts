import type { StockQuantities, WritableQuantities } from '../model/index.ts';
import { InventoryError } from './inventory-error.ts';
import type { RequestContext, RetryAdvice } from './inventory-error.ts';

/** What is known of a write whose outcome is not. */
export interface UnknownOutcome extends RequestContext {
  /** The level as it was read before the write; undefined where nothing was read. */
  readonly before?: StockQuantities | undefined;
  /** The values that were sent; undefined where the request was to connect. */
  readonly target?: WritableQuantities | undefined;
  /** The level as it was read afterwards; undefined where that failed, or there is none. */
  readonly observed?: StockQuantities | undefined;
  /** How the write failed. */
  readonly cause: InventoryError;
  /** How the reading after it failed; undefined where the level was read. */
  readonly readFailure?: InventoryError | undefined;
}

/**
 * A write may or may not have been applied, and reading the level did not tell. Read the level, look
 * at `target` and `before`, and decide: the write is not repeated for you.
 *
 * @example
 * ```ts run
 * import { InventoryClient, OutcomeUnknownError } from 'genstore-inventory';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const place = { variantId: '107362030756584', locationId: '50002' };
 * const fake = createInventoryFake({
 *   shop: 'acme',
 *   accessToken: 'test-token',
 *   seed: { levels: [{ ...place, available: 10 }] },
 * });
 * const { shop, accessToken, fetch } = fake;
 * const inventory = new InventoryClient({ shop, accessToken, fetch, maxRetries: 0 });
 *
 * // The write is applied, but its answer is lost, and the reading after it as well.
 * fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });
 * fake.faults.add({ operation: 'query', fault: { kind: 'cut-before' }, after: 1 });
 * try {
 *   await inventory.adjust({ ...place, by: { available: -2 } });
 * } catch (error) {
 *   if (!(error instanceof OutcomeUnknownError)) throw error;
 *   console.log(error.before?.available, error.target); // → 10 { available: 8 }
 * }
 * const { levels } = await inventory.query();
 * levels[0]?.available; // → 8
 * ```
 */
export class OutcomeUnknownError extends InventoryError {
  protected static override readonly kind = 'OutcomeUnknownError';
  override readonly name = 'OutcomeUnknownError';
  readonly code = 'outcome-unknown';
  readonly retry: RetryAdvice = 'after-reading';
  /** The level as it was read before the write; undefined where nothing was read. */
  readonly before: StockQuantities | undefined;
  /** The values that were sent; undefined where the request was to connect. */
  readonly target: WritableQuantities | undefined;
  /** The level as it was read afterwards; undefined where that failed, or there is none. */
  readonly observed: StockQuantities | undefined;
  /** How the write failed. */
  override readonly cause: InventoryError;
  /** How the reading after it failed; undefined where the level was read. */
  readonly readFailure: InventoryError | undefined;

  constructor(outcome: UnknownOutcome) {
    const { method = '', path = '', cause, observed, readFailure } = outcome;
    const reading =
      observed === undefined
        ? 'and no level could be read afterwards'
        : 'and the level read afterwards does not tell';
    const causes = [cause, readFailure].flatMap((failure) => failure?.message ?? []).join(' ');
    super(
      `${method} ${path}: the write may or may not have been applied, ${reading}. Read it first. (${causes})`,
      outcome,
    );
    this.before = outcome.before;
    this.target = outcome.target;
    this.observed = observed;
    this.cause = cause;
    this.readFailure = readFailure;
  }
}
