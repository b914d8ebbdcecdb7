/** One measured figure: a count, a size or a ratio, and how it came about. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The bar that the design sets, as text. */
  readonly bar: string;
  /** Where the value comes from several rounds: the lowest and the highest of them. */
  readonly spread?: readonly [lowest: number, highest: number];
}

/** Prints figures as a table. */
export function print(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`);
  console.table(
    Object.fromEntries(
      figures.map(({ what, value, unit, bar, spread }) => [
        what,
        { value, unit, bar, spread: spread?.join(' to ') ?? '' },
      ]),
    ),
  );
}
