/** Which line first named a level: exact, and small enough for a million of them. */
export interface LevelLines {
  /** Notes a level's line; returns the earlier one where there is one. */
  readonly add: (variant: string, place: string, line: number) => number | undefined;
}

const FIRST_SIZE = 1024;
/** Ids of up to 15 digits are numbers without a loss. */
const NUMBER = /^[1-9]\d{0,14}$/;

/**
 * Makes an empty table. Ids that are numbers, as the platform's are, stand in columns of numbers: a
 * map of texts would take 100 MB for a million lines. Other names stand in a map.
 */
export function createLevelLines(): LevelLines {
  const places = new Map<string, number>();
  const others = new Map<string, number>();
  let numbers = new Float64Array(FIRST_SIZE);
  let placeOf = new Int32Array(FIRST_SIZE);
  let lines = new Int32Array(FIRST_SIZE);
  let used = 0;

  /** The slot of a level, or the free one where it belongs. A free slot has the line 0. */
  const slotOf = (id: number, place: number): number => {
    const mask = numbers.length - 1;
    // Spreads neighbours: the low half and the high half of the id, times odd numbers.
    let slot =
      (Math.imul(id % 4_294_967_296, 0x9e3779b1) ^
        Math.imul(Math.floor(id / 4_294_967_296) + place * 31, 0x85ebca6b)) >>>
      0;
    slot = (slot ^ (slot >>> 15)) & mask;
    while (lines[slot] !== 0 && (numbers[slot] !== id || placeOf[slot] !== place)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  };
  const grow = (): void => {
    const [oldNumbers, oldPlaces, oldLines] = [numbers, placeOf, lines];
    numbers = new Float64Array(oldLines.length * 2);
    placeOf = new Int32Array(oldLines.length * 2);
    lines = new Int32Array(oldLines.length * 2);
    for (const [index, line] of oldLines.entries()) {
      if (line === 0) continue;
      const [id = 0, place = 0] = [oldNumbers[index], oldPlaces[index]];
      const slot = slotOf(id, place);
      numbers[slot] = id;
      placeOf[slot] = place;
      lines[slot] = line;
    }
  };
  const addNumber = (id: number, place: number, line: number): number | undefined => {
    if (used * 10 > lines.length * 7) grow();
    const slot = slotOf(id, place);
    const earlier = lines[slot];
    if (earlier !== undefined && earlier !== 0) return earlier;
    numbers[slot] = id;
    placeOf[slot] = place;
    lines[slot] = line;
    used += 1;
    return undefined;
  };
  return {
    add(variant, name, line) {
      const place = places.get(name) ?? places.size;
      places.set(name, place);
      if (NUMBER.test(variant)) return addNumber(Number(variant), place, line);
      const key = `${place} ${variant}`;
      const earlier = others.get(key);
      if (earlier === undefined) others.set(key, line);
      return earlier;
    },
  };
}
