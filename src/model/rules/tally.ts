import type { TallyName } from '../movements.ts';
import { finderOf } from './finder.ts';

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

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

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
  const find = finderOf(lines, amounts.length);
  for (const amount of amounts) {
    const at = find(amount);
    lines[at] = openLine(kind, amount, amount.quantity + (lines[at]?.open ?? 0));
  }
  return Object.freeze(lines);
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
  const lines = [...before];
  const find = finderOf(lines, amounts.length);
  /** Takes units from a line, as many as it has, and returns how many are still wanted. */
  const take = (at: number, wanted: number): number => {
    const line = lines[at];
    const units = Math.min(wanted, line?.[from] ?? 0);
    if (line === undefined || units === 0) return wanted;
    const moved: Writable<TallyLine> = { ...line };
    moved[from] = (line[from] ?? 0) - units;
    moved[to] = (line[to] ?? 0) + units;
    lines[at] = Object.freeze(moved);
    return wanted - units;
  };
  for (let index = 0; index < amounts.length; index += 1) {
    const amount = amounts[index] as Amount;
    let left = take(find(amount), amount.quantity);
    if (to === 'returned') {
      for (let at = 0; left > 0 && at < lines.length; at += 1) {
        if (lines[at]?.variantId === amount.variantId) left = take(at, left);
      }
    }
    if (left > 0) return { index, actual: amount.quantity - left };
  }
  return Object.freeze(lines);
}
