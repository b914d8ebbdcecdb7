/**
 * The formulas of the guides, written down a second time: with whole hundredths and tenths, a table of
 * the normal distribution, and unit by unit. Slow, and in no other way like the library.
 */

/** A level, its demand in hundredths of a unit a day, and its rule with days in tenths. */
export interface GuideLevel {
  readonly variantId: string;
  readonly locationId: string;
  readonly available: number;
  readonly incoming: number;
  readonly demand: number;
  readonly deviation: number;
}

/** A rule with days in tenths. */
export interface GuideRule {
  readonly lead: number;
  readonly leadDeviation: number;
  readonly review: number;
  readonly cover: number;
  readonly serviceLevel: keyof typeof Z;
  readonly casePack: number;
  readonly minimumOrder: number;
  readonly transfers: boolean;
}

/** The quantiles of the normal distribution, as tables have them. */
export const Z = {
  0.5: 0,
  0.8: 0.841_621_233_572_914_3,
  0.9: 1.281_551_565_544_600_4,
  0.95: 1.644_853_626_951_472_2,
  0.99: 2.326_347_874_040_840_8,
  0.999: 3.090_232_306_167_813,
} as const;

/** What the guide suggests, such as `move 4 of 1 from a to b` and `order 24 of 1 for a`. */
export function planByTheGuide(levels: readonly GuideLevel[], rule: GuideRule): string[] {
  const said: { readonly moves: string[]; readonly orders: string[] } = { moves: [], orders: [] };
  for (const variantId of [...new Set(levels.map((level) => level.variantId))].toSorted()) {
    const stock = levels
      .filter((level) => level.variantId === variantId)
      .toSorted((a, b) => (a.locationId < b.locationId ? -1 : 1))
      .map((level) => ({ ...level, ...needByTheGuide(level, rule), moved: 0 }));
    const position = (one: (typeof stock)[number]): number => one.available + one.incoming;
    const due = stock.filter((one) => {
      const isDead = one.demand === 0 && one.reorderPoint === 0;
      return isDead ? position(one) < 0 : position(one) <= one.reorderPoint;
    });
    const rest = stock.filter((one) => !due.includes(one));
    const spare = (one: (typeof stock)[number]): number =>
      Math.min(one.available - one.reorderPoint, position(one) - one.target);
    const takers = due.toSorted((a, b) => {
      if (a.demand === 0 || b.demand === 0) return Math.sign(a.demand) - Math.sign(b.demand);
      return position(a) * b.demand - position(b) * a.demand;
    });
    const givers = rest.toSorted((a, b) => spare(b) - spare(a));
    for (const taker of rule.transfers ? takers : []) {
      for (const giver of givers) {
        let quantity = 0;
        while (spare(giver) > 0 && position(taker) < taker.target) {
          giver.available -= 1;
          taker.incoming += 1;
          quantity += 1;
        }
        taker.moved += quantity;
        const way = `${quantity} of ${variantId} from ${giver.locationId} to ${taker.locationId}`;
        if (quantity > 0) said.moves.push(`move ${way}`);
      }
    }
    for (const one of due) {
      const isFilled = one.moved > 0 && position(one) >= one.target;
      if (isFilled || position(one) > one.reorderPoint) continue;
      let quantity = 0;
      while (quantity < one.target - position(one) || quantity < rule.minimumOrder) {
        quantity += rule.casePack;
      }
      if (quantity > 0) said.orders.push(`order ${quantity} of ${variantId} for ${one.locationId}`);
    }
  }
  return [...said.moves, ...said.orders];
}

function needByTheGuide(
  { demand, deviation }: GuideLevel,
  { lead, review, leadDeviation, cover, serviceLevel }: GuideRule,
): { readonly reorderPoint: number; readonly target: number } {
  const days = lead + review;
  const millionths = 10 * days * deviation ** 2 + demand ** 2 * leadDeviation ** 2;
  const safetyStock = Math.ceil((Z[serviceLevel] * Math.sqrt(millionths)) / 1000);
  const reorderPoint = divideUp(demand * days, 1000) + safetyStock;
  return { reorderPoint, target: reorderPoint + divideUp(demand * cover, 1000) };
}

function divideUp(whole: number, by: number): number {
  const rest = whole % by;
  return (whole - rest) / by + (rest === 0 ? 0 : 1);
}

/** A channel, its weight in hundredths. */
export interface GuideChannel {
  readonly weight: number;
  readonly minimum: number;
  readonly buffer: number;
  readonly cap: number | undefined;
}

/** What each channel shows and holds, unit by unit. */
export function allocateByTheGuide(
  units: number,
  channels: readonly GuideChannel[],
): { readonly quantity: number; readonly held: number }[] {
  const shares = channels.map(() => 0);
  for (let unit = 0; unit < units; unit += 1) {
    const needy = channels.findIndex(
      ({ minimum, buffer }, index) => minimum > 0 && (shares[index] ?? 0) < minimum + buffer,
    );
    const next = needy >= 0 ? needy : firstInQueue(channels, shares);
    if (next >= 0) shares[next] = (shares[next] ?? 0) + 1;
  }
  return channels.map(({ buffer }, index) => {
    const share = shares[index] ?? 0;
    return { quantity: Math.max(0, share - buffer), held: Math.min(share, buffer) };
  });
}

function firstInQueue(channels: readonly GuideChannel[], shares: readonly number[]): number {
  const waiting = channels.flatMap(({ weight, buffer, cap }, index) => {
    const share = shares[index] ?? 0;
    const isFull = cap !== undefined && share >= cap + buffer;
    return weight === 0 || isFull ? [] : [{ index, weight, steps: 2 * share + 1 }];
  });
  const [first] = waiting.toSorted(
    (a, b) => b.weight * a.steps - a.weight * b.steps || a.index - b.index,
  );
  return first?.index ?? -1;
}
