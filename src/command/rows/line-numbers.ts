/** The lines of a file in which its levels stand, by their place among the levels. */
export interface LineNumbers {
  readonly add: (line: number) => void;
  readonly at: (place: number) => number | undefined;
}

/** Makes an empty list. Lines mostly follow one another: only where one does not is anything kept. */
export function createLineNumbers(): LineNumbers {
  const runs: { readonly place: number; readonly line: number }[] = [];
  let size = 0;
  return {
    add(line) {
      const last = runs.at(-1);
      const isNext = last !== undefined && line - last.line === size - last.place;
      if (!isNext) runs.push({ place: size, line });
      size += 1;
    },
    at(place) {
      let [from, to] = [0, runs.length];
      while (to - from > 1) {
        const middle = Math.floor((from + to) / 2);
        if ((runs[middle]?.place ?? 0) > place) to = middle;
        else from = middle;
      }
      const run = place < size ? runs[from] : undefined;
      return run && run.line + place - run.place;
    },
  };
}
