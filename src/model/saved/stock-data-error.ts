/**
 * The data given to {@link loadStock} are no stock: something is missing, is no number that could stand
 * there, does not add up, or is there twice. Nothing was loaded.
 *
 * @example
 * ```ts run
 * import { emptyStock, loadStock, saveStock, StockDataError } from 'genstore-inventory/model';
 *
 * try {
 *   loadStock({ ...saveStock(emptyStock()), position: -1 });
 * } catch (error) {
 *   if (error instanceof StockDataError) console.log(error.message);
 *   // → loadStock: position must be a safe integer, 0 or more, not -1
 * }
 * ```
 */
export class StockDataError extends TypeError {
  /** Always `'StockDataError'`. */
  override readonly name = 'StockDataError';
  /** Where the first wrong thing is, such as `levels[3].onHand`; empty for the data itself. */
  readonly path: string;

  constructor(path: string, expected: string) {
    super(`loadStock: ${path || 'the data'} must be ${expected}`);
    this.path = path;
  }
}
