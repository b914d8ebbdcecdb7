/** Numbers by their place, from 0. A place that nothing was put into has 0. */
export interface Column {
  readonly get: (place: number) => number;
  readonly set: (place: number, value: number) => void;
}

/** So many numbers stand in one piece: a whole column would have to be copied when it grows. */
const PIECE = 4096;
const KINDS = [Int8Array, Int16Array, Int32Array, Float64Array] as const;

/** Makes an empty column. A number takes as many bytes as the largest in its piece: mostly 1 or 2. */
export function createColumn(): Column {
  const pieces: InstanceType<(typeof KINDS)[number]>[] = [];
  return {
    get: (place) => pieces[Math.floor(place / PIECE)]?.[place % PIECE] ?? 0,
    set(place, value) {
      const number = Math.floor(place / PIECE);
      const at = place % PIECE;
      const piece = pieces[number];
      if (piece !== undefined) piece[at] = value;
      // What does not fit is cut off, and is another when it is looked at.
      if (piece?.[at] === value) return;
      const Kind = KINDS.find((Each) => new Each([value])[0] === value) ?? Float64Array;
      const wider = piece === undefined ? new Kind(PIECE) : new Kind(piece);
      wider[at] = value;
      pieces[number] = wider;
    },
  };
}
