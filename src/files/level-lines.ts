/** Which line first named a level: exact, and small enough for a million of them. */
export interface LevelLines {
  /** Notes a level's line; returns the earlier one where there is one. */
  readonly add: (variant: string, place: string, line: number) => number | undefined;
}

const FIRST_SIZE = 1024;
/** Ids of up to 15 digits are numbers without a loss. */
const NUMBER = /^[1-9]\d{0,14}$/;

/**
 * Makes an empty table. Ids that are numbers, as the platform's are, stand in columns of numbers, a
 * pair for each place: a map of texts would take 100 MB for a million lines. Other names stand in a map.
 */
export function createLevelLines(): LevelLines {
  const numbers = new Map<string, LinesOfNumbers>();
  const others = new Map<string, number>();
  return {
    add(variant, place, line) {
      if (NUMBER.test(variant)) {
        const there = numbers.get(place) ?? createLinesOfNumbers();
        numbers.set(place, there);
        return there.add(Number(variant), line);
      }
      const key = `${place}\n${variant}`;
      const earlier = others.get(key);
      if (earlier === undefined) others.set(key, line);
      return earlier;
    },
  };
}

interface LinesOfNumbers {
  readonly add: (id: number, line: number) => number | undefined;
}

/** A hash table with open addressing. A free slot has the line 0. */
function createLinesOfNumbers(): LinesOfNumbers {
  let ids = new Float64Array(FIRST_SIZE);
  let lines = new Int32Array(FIRST_SIZE);
  let used = 0;

  /** The slot of an id, or the free one where it belongs. */
  const slotOf = (id: number): number => {
    const mask = ids.length - 1;
    // Spreads neighbours: the low half and the high half of the id, times odd numbers.
    let slot =
      Math.imul(id % 4_294_967_296, 0x9e3779b1) ^
      Math.imul(Math.floor(id / 4_294_967_296), 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (lines[slot] !== 0 && ids[slot] !== id) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    const [oldIds, oldLines] = [ids, lines];
    ids = new Float64Array(oldLines.length * 2);
    lines = new Int32Array(oldLines.length * 2);
    for (const [index, line] of oldLines.entries()) {
      if (line === 0) continue;
      const id = oldIds[index] ?? 0;
      const slot = slotOf(id);
      ids[slot] = id;
      lines[slot] = line;
    }
  };
  return {
    add(id, line) {
      if (used * 10 > lines.length * 7) grow();
      const slot = slotOf(id);
      const earlier = lines[slot];
      if (earlier !== undefined && earlier !== 0) return earlier;
      ids[slot] = id;
      lines[slot] = line;
      used += 1;
      return undefined;
    },
  };
}
