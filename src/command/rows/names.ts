import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readCatalog } from '../../catalog/index.ts';
import type { Catalog, CatalogData, CatalogProgress, VariantName } from '../../catalog/index.ts';
import type { StockRow } from '../../files/index.ts';
import type { InventoryClient } from '../../index.ts';
import { makeFolderOf } from '../state.ts';

/** Whether a row has both ids, so that none must be looked up. */
export function hasIds(row: StockRow): row is StockRow & Readonly<Record<IdField, string>> {
  return row.variantId !== undefined && row.locationId !== undefined;
}

type IdField = 'variantId' | 'locationId';

/**
 * Reads what is needed to know the ids of rows. What was read lies beside the state, so that another
 * night only new and changed products are asked for.
 */
export async function readNames(
  client: InventoryClient,
  rows: Iterable<StockRow>,
  state: string,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: CatalogProgress) => unknown;
  },
): Promise<Catalog> {
  const skus = new Set<string>();
  const variants = new Map<string, VariantName>();
  const locations = new Set<string>();
  for (const { variantId, sku, handle, options: values = [], locationId, location } of rows) {
    if (variantId === undefined && sku !== undefined) skus.add(sku);
    else if (variantId === undefined && handle !== undefined) {
      variants.set([handle, ...values].join('\n'), { handle, options: values });
    }
    if (locationId === undefined && location !== undefined) locations.add(location);
  }
  const file = `${state}.catalog.json`;
  const known = load(file);
  const catalog = await readCatalog(client, {
    skus,
    variants: variants.values(),
    ...(locations.size === 0 && { locations: [] }),
    ...(known && { known }),
    ...options,
  });
  save(file, catalog.data);
  return catalog;
}

function load(file: string): CatalogData | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CatalogData;
  } catch {
    // Not there, or not whole: it is read anew.
    return undefined;
  }
}

function save(file: string, data: CatalogData): void {
  makeFolderOf(file);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(data), { mode: 0o600 });
  renameSync(draft, file);
}
