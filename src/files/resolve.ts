import type { Catalog, CatalogLocation, CatalogVariant } from '../catalog/index.ts';
import type { RowProblem, StockRow } from './row.ts';

/** The ids of a level. */
export interface ResolvedLevel {
  readonly variantId: string;
  readonly locationId: string;
}

/** Finds the ids that a row names, or says why there are none. */
export function resolveRow(
  row: StockRow,
  catalog: Catalog | undefined,
): ResolvedLevel | RowProblem {
  const variantId = row.variantId ?? variantOf(row, catalog);
  if (typeof variantId !== 'string') return variantId;
  const locationId = row.locationId ?? locationOf(row, catalog);
  return typeof locationId === 'string' ? { variantId, locationId } : locationId;
}

function variantOf(row: StockRow, catalog: Catalog | undefined): string | RowProblem {
  const { sku, handle = '', options = [] } = row;
  const column = sku === undefined ? 'handle' : 'sku';
  const value = sku ?? [handle, ...options].join(' / ');
  const found =
    sku === undefined ? catalog?.variantsNamed({ handle, options }) : catalog?.variantsOf(sku);
  const problem = (message: string): RowProblem => ({ column, value, message });
  if (found === undefined) return problem('is a name, and needs the catalog: see readCatalog.');
  const [variant, other] = found;
  if (variant === undefined) {
    const word = sku === undefined ? 'such a handle and options' : 'this SKU';
    return problem(`is unknown: no variant of the shop has ${word} (capitals and zeros count).`);
  }
  if (other === undefined) return variant.variantId;
  return problem(
    `means several variants: ${found.map(showVariant).join('; ')}. Use variantId for these.`,
  );
}

function locationOf(
  { location = '' }: StockRow,
  catalog: Catalog | undefined,
): string | RowProblem {
  const problem = (message: string): RowProblem => ({
    column: 'location',
    value: location,
    message,
  });
  if (catalog === undefined) return problem('is a name, and needs the catalog: see readCatalog.');
  const found = catalog.locationsOf(location);
  const [place, other] = found;
  if (place !== undefined && other === undefined) return place.locationId;
  if (other !== undefined) {
    return problem(
      `means several warehouses: ${found.map(showLocation).join('; ')}. Use locationId.`,
    );
  }
  const known = catalog.data.locations;
  const byId = known.find(({ locationId }) => locationId === location);
  if (byId !== undefined) return byId.locationId;
  return problem(
    `is unknown: the shop's warehouses are ${known.slice(0, 10).map(showLocation).join('; ')}.`,
  );
}

function showVariant({ variantId, title, options }: CatalogVariant): string {
  const words = [title, ...options].filter((word) => word !== undefined && word !== '');
  return `${variantId}${words.length > 0 ? ` (${words.join(', ')})` : ''}`;
}

function showLocation({ locationId, name }: CatalogLocation): string {
  return `${name} (${locationId})`;
}
