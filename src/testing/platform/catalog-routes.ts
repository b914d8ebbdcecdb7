import type { ScopedCall } from '../../wire/index.ts';

/** What is read of a shop's catalog, and of which one. */
export interface CatalogResource {
  readonly kind:
    | 'locations'
    | 'location-count'
    | 'location'
    | 'products'
    | 'product-variants'
    | 'variant'
    | 'access-scopes';
  /** The id in the path; empty where there is none. */
  readonly id: string;
}

/** Finds what a path below the version names; a part that is empty names nothing. */
export function catalogResource(parts: readonly string[]): CatalogResource | undefined {
  const [first = '', second, third, ...rest] = parts;
  if (rest.length > 0 || parts.includes('')) return undefined;
  const all = [first, second].join('/');
  if (all === 'shops/locations') {
    if (third === undefined) return { kind: 'locations', id: '' };
    return third === 'count' ? { kind: 'location-count', id: '' } : { kind: 'location', id: third };
  }
  if (all === 'oauth2/access_scopes' && third === undefined)
    return { kind: 'access-scopes', id: '' };
  if (first === 'variants' && second !== undefined && third === undefined) {
    return { kind: 'variant', id: second };
  }
  if (first !== 'products') return undefined;
  if (second === undefined) return { kind: 'products', id: '' };
  return third === 'variants' ? { kind: 'product-variants', id: second } : undefined;
}

/** What a scope is needed for; undefined where none is. */
export function scopedCall({ kind }: CatalogResource): ScopedCall | undefined {
  if (kind === 'access-scopes') return undefined;
  return kind.startsWith('location') ? 'read-locations' : 'read-products';
}
