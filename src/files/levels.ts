import type { Catalog } from '../catalog/index.ts';
import { StockFileError } from '../errors/index.ts';
import type { StockFileProblem } from '../errors/index.ts';
import type { DesiredLevel } from '../sync/index.ts';
import { resolveRow } from './resolve.ts';
import type { StockRow } from './row.ts';

/**
 * Makes lines for `syncStock` of the rows of a file, in their order.
 *
 * @param catalog from ids to names; it is needed where the file has SKUs, or warehouses by name.
 * @throws StockFileError where a name is unknown, or means several; it names all such rows.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { readStockFile, toLevels } from 'genstore-inventory/files';
 * import { syncStock } from 'genstore-inventory/sync';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const file = new TextEncoder().encode(
 *   'variantId,locationId,onHand\n107362030756585,50003,11\n',
 * );
 * const { applied } = await syncStock(inventory, toLevels(readStockFile(file)));
 * console.log(applied); // → 1
 * ```
 */
export async function* toLevels(
  rows: AsyncIterable<StockRow> | Iterable<StockRow>,
  catalog?: Catalog,
  name = 'the file',
): AsyncGenerator<DesiredLevel, void, undefined> {
  const problems: StockFileProblem[] = [];
  for await (const row of rows) {
    const level = resolveRow(row, catalog);
    if ('message' in level) problems.push({ line: row.line, ...level });
    else if (row.quantity === 'onHand') yield { ...level, onHand: row.value };
    else yield { ...level, available: row.value };
  }
  if (problems.length > 0) throw new StockFileError(name, problems, problems.length);
}
