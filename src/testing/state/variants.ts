import type { Oversell } from '../../model/index.ts';
import { DraftMap } from '../../model/persistent/persistent-map.ts';

/** What the shop knows of a variant. */
export interface Variant {
  readonly productId?: string | undefined;
  readonly oversell?: Oversell | undefined;
}

/** The variants of a seed, by numbers from 0 on. Complete once the seed was read. */
export class SeededVariants {
  private readonly numbers = new Map<string, number>();
  private readonly ids: string[] = [];
  private readonly productIds: (string | undefined)[] = [];
  private readonly policies: (Oversell | undefined)[] = [];

  /** Adds a variant and returns its number, or undefined where it is there already. */
  add(variantId: string, { productId, oversell }: Variant): number | undefined {
    const number = this.ids.length;
    this.numbers.set(variantId, number);
    // Looking a variant up first would take as long again.
    if (this.numbers.size === number) return undefined;
    this.ids.push(variantId);
    this.productIds.push(productId);
    this.policies.push(oversell);
    return number;
  }

  /** The number of a variant: found most quickly where it is the guess, or the one behind it. */
  numberOf(variantId: string, guess = 0): number | undefined {
    // What is no text is nowhere, and neither is what lies behind the end.
    if (typeof variantId !== 'string') return undefined;
    if (this.ids[guess] === variantId) return guess;
    return this.ids[guess + 1] === variantId ? guess + 1 : this.numbers.get(variantId);
  }

  idOf(number: number): string {
    return this.ids[number] ?? '';
  }

  productIdOf(number: number): string | undefined {
    return this.productIds[number];
  }

  oversellOf(number: number): Oversell | undefined {
    return this.policies[number];
  }

  setProductId(number: number, productId: string): void {
    this.productIds[number] = productId;
  }
}

/** The variants of a shop: those of its seed, which all copies share, and those that came later. */
export interface Variants {
  get(variantId: string): Variant | undefined;
  has(variantId: string): boolean;
  /** Makes a variant known; returns false where it is known already. */
  add(variantId: string, variant: Variant): boolean;
  copy(): Variants;
}

/** The variants of a seed, to which more can be added. */
export function variantsOf(
  seeded: SeededVariants,
  later = new DraftMap<Variant>(new Map()),
): Variants {
  const has = (variantId: string): boolean =>
    seeded.numberOf(variantId) !== undefined || later.live.has(variantId);
  return {
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
