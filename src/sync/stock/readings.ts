import { createColumn } from '../../base/column.ts';

/** The quantities that the rows of a table were read with. */
export interface Readings {
  readonly isKnown: (index: number) => boolean;
  /** The quantity when it was read last; undefined where there is no level yet. */
  readonly from: (index: number) => number | undefined;
  /** When that was, at the earliest. */
  readonly readAt: (index: number) => number;
  readonly note: (index: number, from: number | undefined, readAt: number) => void;
}

const NO_LEVEL = -1;

/** Makes readings of which none is known yet. */
export function createReadings(): Readings {
  const quantities = createColumn();
  /** The levels of a page were read at one time: its number, from 1, is shorter than the time. */
  const timeOf = createColumn();
  const times: number[] = [];
  return {
    isKnown: (index) => timeOf.get(index) !== 0,
    from: (index) => (timeOf.get(index) > 0 ? quantities.get(index) : undefined),
    readAt: (index) => times[timeOf.get(index) - 1] ?? 0,
    note(index, from, readAt) {
      if (times.at(-1) !== readAt) times.push(readAt);
      timeOf.set(index, from === undefined ? NO_LEVEL : times.length);
      quantities.set(index, from ?? 0);
    },
  };
}
