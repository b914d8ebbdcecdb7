import { inProportion } from '../exact.ts';

/** The claim that someone has on units that are shared out. */
export interface Claim {
  readonly weight: number;
  /** Given before weights count, in the order of the claims. */
  readonly least: number;
  /** Never exceeded; infinity where there is no bound. At least `least`. */
  readonly most: number;
}

/** A claim whose weight is a whole number: only how weights stand to each other counts. */
interface ExactClaim extends Omit<Claim, 'weight'> {
  readonly weight: bigint;
}

/**
 * Shares units out by a queue that is always the same: first the least of each claim, in order; then
 * one unit at a time to the claim with the highest `weight / (2 × units it has + 1)`, the first of
 * equals, until it has its most. One more unit is one step further in the queue, so it never takes
 * anything from anyone. Without bounds this is Webster's method, which rounds all shares of a common
 * divisor to the nearest integer.
 *
 * Priorities are compared exactly: 0.6, 0.3 and 0.1 share as 6, 3 and 1 do.
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
  const weights = inProportion(claims.map(({ weight }) => weight));
  const exact = claims.map((claim, index) => ({ ...claim, weight: weights[index] ?? 0n }));
  const near = sharesNear(units, exact);
  for (let given = sum(near); given < units; given += 1) {
    const next = firstInQueue(near, exact);
    near[next] = (near[next] ?? 0) + 1;
  }
  return near;
}

/** The claim that the next unit goes to. */
function firstInQueue(shares: readonly number[], claims: readonly ExactClaim[]): number {
  let first = -1;
  let weight = 0n;
  let steps = 1n;
  for (const [index, claim] of claims.entries()) {
    const share = shares[index] ?? 0;
    if (share >= claim.most) continue;
    const stepsNow = BigInt(share) * 2n + 1n;
    if (claim.weight * steps <= weight * stepsNow) continue;
    [first, weight, steps] = [index, claim.weight, stepsNow];
  }
  return first;
}

/**
 * The shares when all units above some priority are given, and hardly more are left. The
 * priority is found by floating-point numbers, which only decide where the walk begins.
 */
function sharesNear(units: number, claims: readonly ExactClaim[]): number[] {
  const heaviest = claims.reduce((most, { weight }) => (weight > most ? weight : most), 0n);
  const parts = claims.map(({ weight }) => Number(weight) / Number(heaviest));
  /** The units given, or a few more or less, when the heaviest claim has half as many steps. */
  const givenAt = (steps: number): number =>
    sum(claims.map((claim, index) => bounded(claim, units, ((parts[index] ?? 0) * steps) / 2)));
  let low = 0;
  let high = 1;
  while (givenAt(high) < units) high *= 2;
  while (high - low > 1 && high - low > low * Number.EPSILON) {
    const middle = low + (high - low) / 2;
    if (givenAt(middle) < units) low = middle;
    else high = middle;
  }
  let steps = BigInt(Math.floor(low));
  for (let back = 1n; ; back *= 2n) {
    const shares = claims.map((claim) => {
      const last = (claim.weight * steps - 1n) / heaviest;
      return bounded(claim, units, Number((last + 1n) / 2n));
    });
    if (sum(shares) <= units) return shares;
    steps -= back;
  }
}

/** A number of units, kept within the bounds of a claim. */
function bounded({ least, most }: ExactClaim, units: number, share: number): number {
  return Math.min(most, units, Math.max(least, share));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
