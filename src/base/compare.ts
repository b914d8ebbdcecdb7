/** Compares texts by their code units, the same everywhere. */
export function compareTexts(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
