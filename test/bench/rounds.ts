/** What one contender did in every round, and the median of it. */
export interface Result {
  readonly name: string;
  /** Operations per second, one number a round. */
  readonly perSecond: readonly number[];
  readonly median: number;
}

/**
 * Runs contenders in turn, round after round, so that a slow moment of the machine meets all of them.
 * The first round warms up and does not count.
 */
export async function compare(
  contenders: Readonly<Record<string, () => number | Promise<number>>>,
  rounds: number,
): Promise<Result[]> {
  const perSecond = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      globalThis.gc?.();
      const start = performance.now();
      const operations = await run();
      const seconds = (performance.now() - start) / 1000;
      if (round > 0) perSecond.get(name)?.push(operations / seconds);
    }
  }
  return Array.from(perSecond, ([name, values]) => ({
    name,
    perSecond: values,
    median: medianOf(values),
  }));
}

/** A ratio of two contenders, each round compared in itself. */
export interface Ratio {
  readonly value: number;
  readonly unit: 'ratio';
  readonly spread: readonly [lowest: number, highest: number];
}

/** How many times as long one takes as the other: the median of all rounds, and their spread. */
export function timeRatio(one: Result | undefined, other: Result | undefined): Ratio {
  const ratios = one?.perSecond.map((rate, round) => (other?.perSecond[round] ?? 0) / rate) ?? [];
  return {
    value: toHundredths(medianOf(ratios)),
    unit: 'ratio',
    spread: [toHundredths(Math.min(...ratios)), toHundredths(Math.max(...ratios))],
  };
}

function toHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The value in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
