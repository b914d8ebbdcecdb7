import type { Oversell } from '../../model/index.ts';
import { DraftMap } from '../../model/persistent/persistent-map.ts';

/** The knowledge that the shop has of a variant. */
export interface Variant {
  readonly productId?: string | undefined;
  readonly oversell?: Oversell | undefined;
}

/** The names by which people know a variant. */
export interface VariantNames {
  readonly sku?: string | undefined;
  readonly barcode?: string | undefined;
  readonly options?: readonly { readonly name: string; readonly value: string }[] | undefined;
  readonly handle?: string | undefined;
}

/** The variants of a seed, by numbers from 0 on. Complete once the seed was read. */
export class SeededVariants {
  private readonly numbers = new Map<string, number>();
  private readonly ids: string[] = [];
  private readonly productOf: (string | undefined)[] = [];
  private readonly policies: (Oversell | undefined)[] = [];
  /** Most shops of tests have no names: these lists end with the last variant that has one. */
  private readonly skus: (string | undefined)[] = [];
  private readonly barcodes: (string | undefined)[] = [];
  private readonly others = new Map<number, Pick<VariantNames, 'options' | 'handle'>>();
  private products: ReadonlyMap<string, readonly number[]> | undefined;
  private listed: readonly string[] | undefined;

  /** Adds a variant and returns its number, or undefined where it is there already. */
  add(variantId: string, variant: Variant & VariantNames): number | undefined {
    const { productId, oversell, sku, barcode, options, handle } = variant;
    const number = this.ids.length;
    this.numbers.set(variantId, number);
    // Looking a variant up first would take as long again.
    if (this.numbers.size === number) return undefined;
    this.ids.push(variantId);
    this.productOf.push(productId);
    this.policies.push(oversell);
    if (sku !== undefined) this.skus[number] = sku;
    if (barcode !== undefined) this.barcodes[number] = barcode;
    if ((options ?? handle) !== undefined) this.others.set(number, { options, handle });
    return number;
  }

  /** The names of a variant. */
  namesOf(number: number): VariantNames {
    return {
      sku: this.skus[number],
      barcode: this.barcodes[number],
      ...this.others.get(number),
    };
  }

  /** The numbers of the variants of each product, in the order in which products came. */
  byProduct(): ReadonlyMap<string, readonly number[]> {
    if (this.products !== undefined) return this.products;
    const products = new Map<string, number[]>();
    for (const [number, variantId] of this.ids.entries()) {
      const productId = this.productOf[number] ?? variantId;
      const list = products.get(productId);
      if (list === undefined) products.set(productId, [number]);
      else list.push(number);
    }
    this.products = products;
    return products;
  }

  productIds(): readonly string[] {
    this.listed ??= [...this.byProduct().keys()];
    return this.listed;
  }

  /** The number of a variant: found most quickly where it is the guess, or the one behind it. */
  numberOf(variantId: string, guess = 0): number | undefined {
    // An id that is no text is nowhere, and neither is one that lies behind the end.
    if (typeof variantId !== 'string') return undefined;
    if (this.ids[guess] === variantId) return guess;
    return this.ids[guess + 1] === variantId ? guess + 1 : this.numbers.get(variantId);
  }

  idOf(number: number): string {
    return this.ids[number] ?? '';
  }

  productIdOf(number: number): string | undefined {
    return this.productOf[number];
  }

  oversellOf(number: number): Oversell | undefined {
    return this.policies[number];
  }

  setProductId(number: number, productId: string): void {
    this.productOf[number] = productId;
  }
}

/** The variants of a shop: those of its seed, which all copies share, and those that came later. */
export interface Variants {
  get(variantId: string): Variant | undefined;
  has(variantId: string): boolean;
  /** The names of a variant; none where there is no such variant. */
  names(variantId: string): VariantNames;
  /** The ids of all products. A variant that is of none is the only one of a product with its own id. */
  productIds(): readonly string[];
  /** The ids of the variants of a product; undefined where there is no such product. */
  ofProduct(productId: string): readonly string[] | undefined;
  /** Makes a variant known; returns false where it is known already. */
  add(variantId: string, variant: Variant & VariantNames): boolean;
  copy(): Variants;
}

/** The variants of a seed, to which more can be added. */
export function variantsOf(
  seeded: SeededVariants,
  later = new DraftMap<Variant & VariantNames>(new Map()),
): Variants {
  const has = (variantId: string): boolean =>
    seeded.numberOf(variantId) !== undefined || later.live.has(variantId);
  const laterOf = (productId: string): readonly string[] =>
    Array.from(later.live)
      .filter(([variantId, variant]) => (variant.productId ?? variantId) === productId)
      .map(([variantId]) => variantId);
  return {
    names: (variantId) => {
      const number = seeded.numberOf(variantId);
      return number === undefined ? (later.live.get(variantId) ?? {}) : seeded.namesOf(number);
    },
    productIds: () => {
      const first = seeded.productIds();
      if (later.live.size === 0) return first;
      const others = Array.from(later.live, ([id, { productId }]) => productId ?? id);
      return [...new Set([...first, ...others])];
    },
    ofProduct: (productId) => {
      const numbers = seeded.byProduct().get(productId) ?? [];
      const ids = [...numbers.map((number) => seeded.idOf(number)), ...laterOf(productId)];
      return ids.length === 0 ? undefined : ids;
    },
    get: (variantId) => {
      const number = seeded.numberOf(variantId);
      if (number === undefined) return later.live.get(variantId);
      return { productId: seeded.productIdOf(number), oversell: seeded.oversellOf(number) };
    },
    has,
    add: (variantId, variant) => {
      if (has(variantId)) return false;
      later.set(variantId, variant);
      return true;
    },
    copy: () => variantsOf(seeded, new DraftMap(later.snapshot())),
  };
}
