/**
 * Whether so many units are at or below a bound, such as the reorder point: there a level is low, and
 * there it is time to order.
 */
export function isAtOrBelow(units: number, bound: number): boolean {
  return units <= bound;
}
