/**
 * The four statuses that a stock level stores. On-hand is not among them: it is
 * derived as available + committed + unavailable.
 *
 * @example
 * ```ts run
 * import { STOCK_STATUSES } from 'genstore-inventory/model';
 *
 * STOCK_STATUSES; // → [ 'available', 'committed', 'unavailable', 'incoming' ]
 * ```
 */
export const STOCK_STATUSES: readonly ['available', 'committed', 'unavailable', 'incoming'] =
  Object.freeze(['available', 'committed', 'unavailable', 'incoming']);

/** A status that a stock level stores. */
export type StockStatus = (typeof STOCK_STATUSES)[number];

/**
 * The quantities that may be written from outside. Committed is not there: it belongs to orders,
 * and only placing, cancelling and fulfilling them changes it.
 *
 * @example
 * ```ts run
 * import { WRITABLE_QUANTITIES } from 'genstore-inventory/model';
 *
 * WRITABLE_QUANTITIES; // → [ 'available', 'unavailable', 'incoming', 'onHand' ]
 * ```
 */
export const WRITABLE_QUANTITIES: readonly ['available', 'unavailable', 'incoming', 'onHand'] =
  Object.freeze(['available', 'unavailable', 'incoming', 'onHand']);

/** A quantity that may be written from outside. */
export type WritableQuantity = (typeof WRITABLE_QUANTITIES)[number];

/** Any quantity that can be read: a stored status, or on-hand. */
export type QuantityName = StockStatus | 'onHand';

/** The names of all quantities; an expectation may use them all, for reading committed is allowed. */
export const READABLE_QUANTITIES: readonly QuantityName[] = [...STOCK_STATUSES, 'onHand'];

/** All five quantities, in units. `onHand` always equals available + committed + unavailable. */
export type StockQuantities = { readonly [Name in QuantityName]: number };

/** Some of the writable quantities, in units. What is left out stays as it is. */
export type WritableQuantities = { readonly [Name in WritableQuantity]?: number };

/** The quantities that a caller believes a level to have, in units; only names that are given are compared. */
export type ExpectedQuantities = { readonly [Name in QuantityName]?: number };
