import fc from 'fast-check';
import type { Oversell, StockEventType, StockLine } from '../../src/model/index.ts';

/** A wish for an event; what becomes of it depends on the state that it meets. */
export interface Wish {
  readonly type: StockEventType;
  /** Random numbers for every choice to be made. */
  readonly dice: readonly number[];
  /** Whether to choose without looking at the state, so that rules are broken. */
  readonly isWild: boolean;
}

export interface Place {
  readonly variantId: string;
  readonly locationId: string;
}

export const LOCATIONS: readonly string[] = ['north', 'south', 'west'];

export const PLACES: readonly Place[] = ['shirt', 'mug'].flatMap((variantId) =>
  LOCATIONS.map((locationId) => ({ variantId, locationId })),
);

export const POLICIES: readonly Oversell[] = [
  'deny',
  'preorder',
  'continue',
  { floor: -4 },
  { floor: 3 },
];

/** How often each event is wished for. */
const WEIGHTS: { readonly [Type in StockEventType]: number } = {
  'variant.connected': 4,
  'variant.disconnected': 1,
  'oversell.changed': 2,
  'stock.set': 2,
  'stock.adjusted': 2,
  'stock.held': 2,
  'stock.released': 2,
  'stock.written-off': 1,
  'order.placed': 5,
  'order.cancelled': 2,
  'order.fulfilled': 4,
  'fulfillment.cancelled': 2,
  'return.received': 2,
  'return.restocked': 2,
  'shipment.announced': 4,
  'shipment.received': 3,
  'shipment.cancelled': 2,
};

const dice = fc.array(fc.nat({ max: 999 }), { minLength: 12, maxLength: 12 });

export function wishFor(...types: StockEventType[]): fc.Arbitrary<Wish> {
  return fc.record({
    type: fc.constantFrom(...types),
    dice,
    isWild: fc.integer({ min: 0, max: 7 }).map((die) => die === 7),
  });
}

export const wish: fc.Arbitrary<Wish> = wishFor(
  ...(Object.keys(WEIGHTS) as StockEventType[]).flatMap((type) =>
    Array.from({ length: WEIGHTS[type] }, () => type),
  ),
);

/** Makes the choices of a wish. */
export class Chooser {
  readonly isWild: boolean;
  readonly #dice: readonly number[];
  #thrown = 0;

  constructor({ dice: numbers, isWild }: Wish) {
    this.#dice = numbers;
    this.isWild = isWild;
  }

  /** A number from 0 to below the limit. */
  number(limit: number): number {
    const die = this.#dice[this.#thrown % this.#dice.length] ?? 0;
    this.#thrown += 1;
    return die % limit;
  }

  coin(): boolean {
    return this.number(2) === 0;
  }

  /** From 1 to 8 units; unless the choice is wild, no more than there are. */
  units(most: number): number {
    return 1 + this.number(this.isWild ? 30 : Math.max(1, Math.min(most, 8)));
  }

  /** One item that fits; where none does or the choice is wild, any. */
  one<Item>(items: readonly Item[], fits: (item: Item) => boolean = () => true): Item | undefined {
    const fitting = items.filter((item) => this.isWild || fits(item));
    const from = fitting.length > 0 ? fitting : items;
    return from[this.number(Math.max(1, from.length))];
  }

  /** Some of the lines, at least one, each with no more units than `most` says there are. */
  some<Line extends Place>(lines: readonly Line[], most: (line: Line) => number): StockLine[] {
    const some = lines.filter((line) => most(line) > 0 && this.coin());
    const any = this.one(lines, (line) => most(line) > 0);
    return (some.length === 0 && any !== undefined ? [any] : some).map((line) => ({
      variantId: line.variantId,
      locationId: line.locationId,
      quantity: this.units(most(line)),
    }));
  }
}
