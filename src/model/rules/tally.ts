import { levelKey } from '../level.ts';
import type { TallyName } from '../movements.ts';

/** Units of an event at one level, under the names that the table's rows have for them. */
export interface Amount {
  readonly variantId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly accepted?: number;
  readonly rejected?: number;
}

/** A line of an order or a shipment, whose units this file moves without asking which it is. */
export interface TallyLine extends Partial<Readonly<Record<TallyName, number>>> {
  readonly variantId: string;
  readonly locationId: string;
  readonly open: number;
  readonly ordered?: number;
  readonly announced?: number;
}

/** What a caller asked for beyond what the lines had: the index of the amount, and what was there. */
interface Shortage {
  readonly index: number;
  readonly actual: number;
}

/** The lines of a new order or shipment: one per variant and location, all of it open. */
export function openLines(
  kind: 'order' | 'shipment',
  amounts: readonly Amount[],
): readonly TallyLine[] {
  const [first] = amounts;
  // Most orders have one line, and looking for its like would cost more than all the rest.
  if (first !== undefined && amounts.length === 1) {
    return Object.freeze([openLine(kind, first, first.quantity)]);
  }
  const lines = new Map<string, TallyLine>();
  for (const amount of amounts) {
    const key = levelKey(amount.variantId, amount.locationId);
    lines.set(key, openLine(kind, amount, amount.quantity + (lines.get(key)?.open ?? 0)));
  }
  return Object.freeze([...lines.values()]);
}

function openLine(
  kind: 'order' | 'shipment',
  { variantId, locationId }: Amount,
  open: number,
): TallyLine {
  const line = { variantId, locationId, open, cancelled: 0 };
  return Object.freeze(
    kind === 'order'
      ? { ...line, ordered: open, fulfilled: 0, returned: 0 }
      : { ...line, announced: open, received: 0 },
  );
}

/**
 * Moves the amounts from one tally of the lines to another. A customer may send a return to any
 * warehouse: then the line of that location gives first, the same variant's other lines after it.
 */
export function tallyLines(
  before: readonly TallyLine[],
  amounts: readonly Amount[],
  [from, to]: readonly [from: TallyName, to: TallyName],
): readonly TallyLine[] | Shortage {
  const lines = new Map(before.map((line) => [levelKey(line.variantId, line.locationId), line]));
  for (const [index, { variantId, locationId, quantity }] of amounts.entries()) {
    let left = quantity;
    const take = (line: TallyLine, key: string): void => {
      const units = Math.min(left, line[from] ?? 0);
      if (units === 0 || line.variantId !== variantId) return;
      const moved = { [from]: (line[from] ?? 0) - units, [to]: (line[to] ?? 0) + units };
      lines.set(key, Object.freeze({ ...line, ...moved }));
      left -= units;
    };
    const key = levelKey(variantId, locationId);
    const here = lines.get(key);
    if (here !== undefined) take(here, key);
    if (left > 0 && to === 'returned') lines.forEach(take);
    if (left > 0) return { index, actual: quantity - left };
  }
  return Object.freeze([...lines.values()]);
}
