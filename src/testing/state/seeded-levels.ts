import { stockLevel } from '../../model/index.ts';
import type { Oversell, StockStatus } from '../../model/index.ts';
import type { LevelRecord } from './level-record.ts';
import { Numbered } from './numbered.ts';
import type { SeededVariants } from './variants.ts';

const STATUSES = 4;
const NONE = -1;
const NOTHING: readonly number[] = [];

/**
 * The levels of a seed, by numbers from 0 on. They are kept in columns, and each becomes an object when
 * it is first asked for: millions of objects would be most of what opening a shop takes. Complete once
 * the seed was read, and then shared by all copies of the shop.
 */
export class SeededLevels {
  /** How many there are. */
  count = 0;
  private readonly variants: SeededVariants;
  private readonly variantNumbers: Int32Array;
  private readonly locationNumbers: Int32Array;
  /** The next level of the same variant, and the first and the last one of each variant. */
  private readonly next: Int32Array;
  private readonly first: number[] = [];
  private readonly last: number[] = [];
  private readonly locationIds: string[] = [];
  private readonly locations = new Map<string, number>();
  private readonly quantities: Float64Array;
  private readonly policies: Oversell[] = [];
  private readonly updateTimes = new Map<number, string>();
  /** The levels that somebody asked for. */
  private readonly records = new Numbered<LevelRecord>();
  /** The levels of each location, from when those of one are asked for. */
  private byLocation: readonly (readonly number[])[] | undefined;

  constructor(variants: SeededVariants, most: number) {
    this.variants = variants;
    this.variantNumbers = new Int32Array(most);
    this.locationNumbers = new Int32Array(most);
    this.next = new Int32Array(most);
    this.quantities = new Float64Array(most * STATUSES);
  }

  /** Adds a level that the model would take; returns false where its place has one already. */
  add(
    variant: number,
    locationId: string,
    { available, committed, unavailable, incoming }: Readonly<Record<StockStatus, number>>,
    oversell: Oversell,
    updateTime: string | undefined,
  ): boolean {
    const location = this.numberOfLocation(locationId);
    if (this.at(variant, location) !== undefined) return false;
    const number = this.count;
    this.count += 1;
    this.variantNumbers[number] = variant;
    this.locationNumbers[number] = location;
    this.quantities[number * STATUSES] = available;
    this.quantities[number * STATUSES + 1] = committed;
    this.quantities[number * STATUSES + 2] = unavailable;
    this.quantities[number * STATUSES + 3] = incoming;
    this.policies.push(oversell);
    if (updateTime !== undefined) this.updateTimes.set(number, updateTime);
    this.next[number] = NONE;
    while (this.first.length <= variant) {
      this.first.push(NONE);
      this.last.push(NONE);
    }
    const last = this.last[variant] as number;
    if (last === NONE) this.first[variant] = number;
    else this.next[last] = number;
    this.last[variant] = number;
    return true;
  }

  hasLocation(locationId: string): boolean {
    return this.locations.has(locationId);
  }

  /** The number of a level. */
  find(variantId: string, locationId: string): number | undefined {
    const variant = this.variants.numberOf(variantId);
    const location = this.locations.get(locationId);
    if (variant === undefined || location === undefined) return undefined;
    return this.at(variant, location);
  }

  /** The level of a number, always the same object. */
  record(number: number): LevelRecord | undefined {
    if (number >= this.count) return undefined;
    const known = this.records.get(number);
    if (known !== undefined) return known;
    const made = {
      sequence: number,
      level: stockLevel({
        variantId: this.variants.idOf(this.variantNumbers[number] as number),
        locationId: this.locationIds[this.locationNumbers[number] as number] as string,
        available: this.quantities[number * STATUSES] as number,
        committed: this.quantities[number * STATUSES + 1] as number,
        unavailable: this.quantities[number * STATUSES + 2] as number,
        incoming: this.quantities[number * STATUSES + 3] as number,
        oversell: this.policies[number] as Oversell,
      }),
      updateTime: this.updateTimes.get(number),
    };
    this.records.set(number, made);
    return made;
  }

  /** The numbers of a variant's levels, upwards. */
  ofVariant(variantId: string): readonly number[] {
    const variant = this.variants.numberOf(variantId);
    if (variant === undefined) return NOTHING;
    const numbers: number[] = [];
    let number = this.first[variant] ?? NONE;
    for (; number !== NONE; number = this.next[number] as number) numbers.push(number);
    return numbers;
  }

  /** The numbers of the levels at a location, upwards. */
  ofLocation(locationId: string): readonly number[] {
    const location = this.locations.get(locationId);
    if (location === undefined) return NOTHING;
    this.byLocation ??= this.indexLocations();
    return this.byLocation[location] ?? NOTHING;
  }

  private numberOfLocation(locationId: string): number {
    const known = this.locations.get(locationId);
    if (known !== undefined) return known;
    this.locations.set(locationId, this.locationIds.length);
    return this.locationIds.push(locationId) - 1;
  }

  private at(variant: number, location: number): number | undefined {
    let number = this.first[variant] ?? NONE;
    while (number !== NONE && this.locationNumbers[number] !== location) {
      number = this.next[number] as number;
    }
    return number === NONE ? undefined : number;
  }

  private indexLocations(): readonly (readonly number[])[] {
    const lists = this.locationIds.map((): number[] => []);
    for (let number = 0; number < this.count; number += 1) {
      lists[this.locationNumbers[number] as number]?.push(number);
    }
    return lists;
  }
}
