import type { Oversell } from '../../model/index.ts';

/** A variant that the shop sells. */
export interface SeedVariant {
  /** 1 to 64 letters, digits, `_` or `-`; the platform's are decimal. */
  readonly variantId: string;
  /** Shown with the variant's levels. */
  readonly productId?: string | undefined;
  /** The policy of levels that are connected later. The default is `'deny'`. */
  readonly oversell?: Oversell | undefined;
  /** The SKU, which others may have too. The default is empty. */
  readonly sku?: string | undefined;
  /** The barcode. The default is empty. */
  readonly barcode?: string | undefined;
  /** The values of the product's options, in their order. The default is none. */
  readonly options?: readonly SeedOption[] | undefined;
  /** The product's handle; one of its variants is enough to tell it. The default is its id. */
  readonly handle?: string | undefined;
}

/** A value of an option, such as L of the size. */
export interface SeedOption {
  /** The option. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

/** A warehouse of the shop. */
export interface SeedLocation {
  /** 1 to 64 letters, digits, `_` or `-`; the platform's are decimal. */
  readonly locationId: string;
  /** What people call it. The default is its id. */
  readonly name?: string | undefined;
}

/**
 * A variant's stock at a location (a warehouse), in units. Quantities that are left out are 0; a
 * given `onHand` without `available` makes available what committed and unavailable leave of it.
 * Levels as a fake or a client returns them fit.
 */
export interface SeedLevel {
  /** 1 to 64 letters, digits, `_` or `-`; the platform's are decimal. */
  readonly variantId: string;
  /** The warehouse's id, in the same form. */
  readonly locationId: string;
  /** Units that can be sold; below 0 where the policy allows it. */
  readonly available?: number | undefined;
  /** Units of orders that the fake knows nothing of, so that no event can fulfil or cancel them. */
  readonly committed?: number | undefined;
  /** Units that are set aside. */
  readonly unavailable?: number | undefined;
  /** Units that are on their way, from shipments that the fake knows nothing of. */
  readonly incoming?: number | undefined;
  /** Units that are there: available, committed and unavailable together. */
  readonly onHand?: number | undefined;
  /** The default is the variant's. */
  readonly oversell?: Oversell | undefined;
  /** The variant's product, as in {@link SeedVariant}. */
  readonly productId?: string | undefined;
  /** ISO 8601. The default is the time at which the fake is made or reset. */
  readonly updateTime?: string | undefined;
}

/**
 * The stock that a shop begins with. Levels make their variants and locations known; `variants` and
 * `locations` add those that are not connected yet. Plain data, which may come from JSON.
 *
 * @example
 * ```ts run
 * import type { FakeSeed } from 'genstore-inventory/testing';
 *
 * const seed: FakeSeed = {
 *   variants: [{ variantId: '107362030756584', productId: '8589934859', sku: 'P001' }],
 *   locations: ['50002', { locationId: '50003', name: 'Berlin' }],
 *   levels: [{ variantId: '107362030756584', locationId: '50002', available: 12, committed: 2 }],
 * };
 * ```
 */
export interface FakeSeed {
  /** Variants that the shop knows, besides those of `levels`. */
  readonly variants?: readonly (string | SeedVariant)[] | undefined;
  /** Locations that the shop knows, besides those of `levels`. */
  readonly locations?: readonly (string | SeedLocation)[] | undefined;
  /** Stock, each variant and location at most once. */
  readonly levels?: readonly SeedLevel[] | undefined;
}
