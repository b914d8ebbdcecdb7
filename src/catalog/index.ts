// From the names that people use, SKUs and names of warehouses, to the ids that the API takes. It sends
// through the client that it is handed.

export { accessScopes } from './access-scopes.ts';
export type { AccessScopesOptions } from './access-scopes.ts';
export type { AmbiguousNames, Catalog, UnknownNames } from './catalog.ts';
export type {
  CatalogData,
  CatalogLocation,
  CatalogProduct,
  CatalogVariant,
  VariantName,
} from './data.ts';
export { loadCatalog } from './load.ts';
export type { CatalogProgress } from './read.ts';
export { readCatalog } from './read-catalog.ts';
export type { CatalogOptions } from './read-catalog.ts';
export type { WantedNames } from './wanted.ts';
