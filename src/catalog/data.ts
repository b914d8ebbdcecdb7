/** A variant, and the names by which people know it. */
export interface CatalogVariant {
  readonly variantId: string;
  readonly productId: string;
  /** The product's handle, where it has one. */
  readonly handle?: string;
  /** The product's title, where it has one. */
  readonly title?: string;
  /** Empty where it has none; several variants may have the same. */
  readonly sku: string;
  /** Empty where it has none. */
  readonly barcode: string;
  /** The values of its options, in their order: `['L', 'red']`; empty where the product has none. */
  readonly options: readonly string[];
}

/** A warehouse, and its name. */
export interface CatalogLocation {
  readonly locationId: string;
  /** As the merchant wrote it; empty where it has none. */
  readonly name: string;
}

/**
 * A variant as the merchants' own file names it. The file shows three options: where a product has more,
 * and several variants share the first three, the name is ambiguous.
 */
export interface VariantName {
  /** The handle of the product. */
  readonly handle: string;
  /**
   * The values of its options, in their order. Empty ones at the end do not count. A product without
   * options has the value `Default Title` there, or none.
   */
  readonly options: readonly string[];
}

/** A catalog as plain data, which {@link loadCatalog} reads. */
export interface CatalogData {
  /** The version of this form: 1. */
  readonly version: 1;
  readonly products: readonly CatalogProduct[];
  readonly locations: readonly CatalogLocation[];
  /** Whether all variants of the shop are in it. */
  readonly hasAllVariants: boolean;
  /** Whether all warehouses of the shop are in it. */
  readonly hasAllLocations: boolean;
}

/** A product with its variants. */
export interface CatalogProduct {
  readonly productId: string;
  readonly handle?: string;
  readonly title?: string;
  /** When it last changed, as the platform wrote it: one that changed since is read again. */
  readonly updateTime?: string;
  readonly variants: readonly Pick<CatalogVariant, 'variantId' | 'sku' | 'barcode' | 'options'>[];
}
