/** What someone asks of units that are shared out. */
export interface Claim {
  readonly weight: number;
  /** Given before weights count, in the order of the claims. */
  readonly least: number;
  /** Never exceeded; infinity where there is no bound. At least `least`. */
  readonly most: number;
}

/**
 * Shares units out by a queue that is always the same: first the least of each claim, in order; then
 * one unit at a time to the claim with the highest `weight / (2 × units it has + 1)`, the first of
 * equals, until it has its most. One more unit is one step further in the queue, so it never takes
 * anything from anyone. Without bounds this is Webster's method, which rounds all shares of a common
 * divisor to the nearest integer.
 *
 * @see https://en.wikipedia.org/wiki/Sainte-Lagu%C3%AB_method
 */
export function apportion(units: number, claims: readonly Claim[]): number[] {
  let left = units;
  const shares = claims.map(({ least }) => {
    const given = Math.min(least, left);
    left -= given;
    return given;
  });
  const most = claims.map((claim) => (claim.weight > 0 ? claim.most : claim.least));
  if (left <= 0) return shares;
  if (sum(most) <= units) return most;

  // The queue may be long, so the walk through it begins close to where it ends.
  const near = sharesNear(units, claims);
  for (let given = sum(near); given < units; given += 1) {
    const next = firstInQueue(near, claims);
    near[next] = (near[next] ?? 0) + 1;
  }
  return near;
}

/** The claim that the next unit goes to. */
function firstInQueue(shares: readonly number[], claims: readonly Claim[]): number {
  let first = -1;
  let highest = 0;
  for (const [index, { weight, most }] of claims.entries()) {
    const share = shares[index] ?? 0;
    const priority = priorityOf(weight, share);
    if (share >= most || priority <= highest) continue;
    first = index;
    highest = priority;
  }
  return first;
}

/** What everyone has when all units above some priority are given, and hardly more are left. */
function sharesNear(units: number, claims: readonly Claim[]): number[] {
  const sharesAbove = (priority: number): number[] =>
    claims.map((claim) => unitsAbove(claim, priority, units));
  let high = Math.max(...claims.map(({ weight }) => weight));
  let low = high;
  while (sum(sharesAbove(low)) < units) low /= 2;
  let shares = sharesAbove(high);
  while (units - sum(shares) > claims.length) {
    const middle = (low + high) / 2;
    // Numbers end somewhere: there is none in between any more.
    if (middle <= low || middle >= high) break;
    const between = sharesAbove(middle);
    if (sum(between) > units) {
      low = middle;
    } else {
      high = middle;
      shares = between;
    }
  }
  return shares;
}

/** How many units a claim has when it has all of its own that stand before a priority in the queue. */
function unitsAbove({ weight, least, most }: Claim, priority: number, units: number): number {
  const end = Math.min(most, units);
  let count = Math.min(end, Math.max(least, Math.ceil((weight / priority - 1) / 2)));
  // The same comparison as in the queue decides, lest rounding errors put a unit into both parts.
  while (count < end && priorityOf(weight, count) > priority) count += 1;
  while (count > least && priorityOf(weight, count - 1) <= priority) count -= 1;
  return count;
}

function priorityOf(weight: number, share: number): number {
  return weight / (2 * share + 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
