import type { TallyName } from './movements.ts';

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
  const lines: TallyLine[] = [];
  for (const { variantId, locationId, quantity } of amounts) {
    const same = (line: TallyLine): boolean =>
      line.variantId === variantId && line.locationId === locationId;
    const index = lines.findIndex(same);
    const open = quantity + (lines[index]?.open ?? 0);
    const rest = { variantId, locationId, open, cancelled: 0 };
    lines[index < 0 ? lines.length : index] = Object.freeze(
      kind === 'order'
        ? { ...rest, ordered: open, fulfilled: 0, returned: 0 }
        : { ...rest, announced: open, received: 0 },
    );
  }
  return Object.freeze(lines);
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
  const lines = [...before];
  for (const [index, { variantId, locationId, quantity }] of amounts.entries()) {
    const isHere = (line: TallyLine): boolean => line.locationId === locationId;
    const matching = lines
      .filter((line) => line.variantId === variantId && (isHere(line) || to === 'returned'))
      .toSorted((a, b) => Number(isHere(b)) - Number(isHere(a)));
    let left = quantity;
    for (const line of matching) {
      const units = Math.min(left, line[from] ?? 0);
      const moved = { [from]: (line[from] ?? 0) - units, [to]: (line[to] ?? 0) + units };
      lines[lines.indexOf(line)] = Object.freeze({ ...line, ...moved });
      left -= units;
    }
    if (left > 0) return { index, actual: quantity - left };
  }
  return Object.freeze(lines);
}
