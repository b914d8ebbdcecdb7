import { createColumn } from './column.ts';

/** Pairs of a name and a place, both texts, numbered from 0 in the order in which they were added. */
export interface Pairs {
  /** How many numbers were given. */
  readonly size: number;
  /** Adds a pair, unless it is there. Returns its number. */
  readonly add: (name: string, place: string) => number;
  /** Gives a number to no pair. */
  readonly skip: () => void;
  /** The number of a pair; undefined where it was not added. */
  readonly find: (name: string, place: string) => number | undefined;
  /** The name in a pair; an empty text where the number was skipped. */
  readonly name: (number: number) => string;
  readonly place: (number: number) => string;
}

/** Names of up to 15 digits are numbers without a loss. */
const NUMBER = /^[1-9]\d{0,14}$/;

/**
 * Makes an empty table. A pair whose name is a number, as most ids are, takes about 20 bytes: in a map
 * of texts it would take 100. Other names stand in a map.
 */
export function createPairs(): Pairs {
  /** Texts, numbered from -1 downwards: each place once, and names that are no numbers. */
  const texts: string[] = [];
  const known = new Map<string, number>();
  const names = createColumn();
  const places = createColumn();
  /** A hash table with open addressing: numbers plus 1, and 0 for a free slot. */
  let slots = new Int32Array(1024);
  let size = 0;

  const read = (text: string): number => {
    return NUMBER.test(text) ? Number(text) : (known.get(text) ?? 0);
  };
  const note = (text: string): number => {
    const number = known.get(text) ?? -texts.push(text);
    known.set(text, number);
    return number;
  };
  const write = (number: number): string => {
    return number > 0 ? String(number) : (texts[-number - 1] ?? '');
  };
  /** The slot of a pair, or the free one where it belongs. */
  const slotOf = (name: number, place: number): number => {
    const mask = slots.length - 1;
    // A prime takes the high half in, and an odd number spreads neighbours.
    const hash = Math.imul((name % 4_294_967_291) + place * 7919, 0x9e3779b1);
    for (let slot = hash ^ (hash >>> 15); ; slot += 1) {
      const number = (slots[slot & mask] ?? 0) - 1;
      const isHere = names.get(number) === name && places.get(number) === place;
      if (number < 0 || isHere) return slot & mask;
    }
  };
  return {
    get size() {
      return size;
    },
    add(text, placeText) {
      if (size * 4 > slots.length * 3) {
        slots = new Int32Array(slots.length * 2);
        for (let number = 0; number < size; number += 1) {
          const name = names.get(number);
          if (name !== 0) slots[slotOf(name, places.get(number))] = number + 1;
        }
      }
      const name = read(text) || note(text);
      const place = note(placeText);
      const slot = slotOf(name, place);
      const number = (slots[slot] ?? 0) - 1;
      if (number >= 0) return number;
      names.set(size, name);
      places.set(size, place);
      slots[slot] = size + 1;
      size += 1;
      return size - 1;
    },
    skip: () => void (size += 1),
    find(name, place) {
      // What is not known stands in no pair.
      const slot = slotOf(read(name) || NaN, known.get(place) ?? NaN);
      const number = slots[slot] ?? 0;
      return number === 0 ? undefined : number - 1;
    },
    name: (number) => write(names.get(number)),
    place: (number) => write(places.get(number)),
  };
}
