import type { StockQuantities, WritableQuantities } from '../model/index.ts';
import { InventoryError, requestWords } from './inventory-error.ts';
import type { RequestContext, RetryAdvice } from './inventory-error.ts';

/** A write in a store whose outcome nobody can know: what was wanted, and both stories in numbers. */
export interface UnknownWrite {
  /** The key that the write is known by. */
  readonly idempotencyKey: string;
  /** The variant's id. */
  readonly variantId: string;
  /** The id of the location, the warehouse. */
  readonly locationId: string;
  /** The units that were added, where it was relative. */
  readonly by?: WritableQuantities | undefined;
  /**
   * The values that it was set to, in units, where it was absolute; neither is there where it was to
   * connect.
   */
  readonly set?: WritableQuantities | undefined;
  /** When it was last sent, in ISO 8601. */
  readonly sentAt?: string | undefined;
  /** The level that it was planned on; undefined where none was read. */
  readonly before?: StockQuantities | undefined;
  /** The values that were sent, which several writes may have come to together. */
  readonly target?: WritableQuantities | undefined;
  /** The level as it was read afterwards; undefined where there was none, or nobody has read it. */
  readonly observed?: StockQuantities | undefined;
  /** If it was applied: what others must have added to the level since. */
  readonly ifApplied?: StockQuantities | undefined;
  /** If it was not applied: what others must have added to the level since. */
  readonly ifNotApplied?: StockQuantities | undefined;
}

/** The details of a write whose outcome is not known. */
export interface UnknownOutcome
  extends
    RequestContext,
    Pick<OutcomeUnknownError, 'cause'>,
    Partial<
      Pick<OutcomeUnknownError, 'before' | 'target' | 'observed' | 'readFailure' | 'write'>
    > {}

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
  declare readonly name: 'OutcomeUnknownError';
  readonly code = 'outcome-unknown';
  readonly retry: RetryAdvice = 'after-reading';
  /** The level as it was read before the write; undefined where nothing was read. */
  declare readonly before: StockQuantities | undefined;
  /** The values that were sent; undefined where the request was to connect. */
  declare readonly target: WritableQuantities | undefined;
  /** The level as it was read afterwards; undefined where that failed, or there is none. */
  declare readonly observed: StockQuantities | undefined;
  /** How the write failed. */
  declare readonly cause: InventoryError;
  /** How the reading after it failed, or another attempt; undefined where neither did. */
  declare readonly readFailure: InventoryError | undefined;
  /** The record that the store has of it, with both stories in numbers; undefined without a store. */
  declare readonly write: UnknownWrite | undefined;

  constructor(outcome: UnknownOutcome) {
    const { cause, observed, readFailure } = outcome;
    const reading =
      observed === undefined
        ? 'and no level could be read afterwards'
        : 'and the level read afterwards does not tell';
    // A deadline ends both.
    const messages = [cause, readFailure].flatMap((failure) => failure?.message ?? []);
    const causes = [...new Set(messages)].join(' ');
    super(
      `${requestWords(outcome)}the write may or may not have been applied, ${reading}. Read it first. (${causes})`,
      outcome,
    );
  }
}
