import type { TallyName } from '../movements.ts';
import { indexesOf, indexOf } from './finder.ts';

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

/** From which tally units go to which. */
type Tally = readonly [from: TallyName, to: TallyName];

/** Units asked for beyond those that the lines had: the index of the amount, and how many there were. */
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
  const indexes = indexesOf(lines, amounts.length);
  for (const { variantId, locationId, quantity } of amounts) {
    const at = indexOf(lines, variantId, locationId, indexes);
    const open = quantity + (lines[at]?.open ?? 0);
    lines[at] = Object.freeze(
      kind === 'order'
        ? { variantId, locationId, open, cancelled: 0, ordered: open, fulfilled: 0, returned: 0 }
        : { variantId, locationId, open, cancelled: 0, announced: open, received: 0 },
    );
  }
  // Copied, because what grows has room for more, and an order may be kept for long.
  return Object.freeze([...lines]);
}

/**
 * Moves the amounts from one tally of the lines to another. A customer may send a return to any
 * warehouse: then the line of that location gives first, the same variant's other lines after it.
 */
export function tallyLines(
  before: readonly TallyLine[],
  amounts: readonly Amount[],
  tally: Tally,
): readonly TallyLine[] | Shortage {
  const lines = [...before];
  const indexes = indexesOf(lines, amounts.length);
  let byVariant: Map<string, number[]> | undefined;
  for (let index = 0; index < amounts.length; index += 1) {
    const { variantId, locationId, quantity } = amounts[index] as Amount;
    let left = take(lines, indexOf(lines, variantId, locationId, indexes), quantity, tally);
    if (left > 0 && tally[1] === 'returned') {
      byVariant ??= indexesByVariant(lines);
      const others = byVariant.get(variantId) ?? [];
      for (let at = others.at(-1); left > 0 && at !== undefined; at = others.at(-1)) {
        left = take(lines, at, left, tally);
        // A line that gave all that it had has nothing for the amounts that follow.
        if (left > 0) others.pop();
      }
    }
    if (left > 0) return { index, actual: quantity - left };
  }
  return Object.freeze(lines);
}

/** The indexes of each variant's lines, the first one last. */
function indexesByVariant(lines: readonly TallyLine[]): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const { variantId } = lines[at] as TallyLine;
    const known = indexes.get(variantId) ?? [];
    known.push(at);
    indexes.set(variantId, known);
  }
  return indexes;
}

/** Takes units from a line, as many as it has, and returns how many are still wanted. */
function take(lines: TallyLine[], at: number, wanted: number, [from, to]: Tally): number {
  const line = lines[at];
  const units = Math.min(wanted, line?.[from] ?? 0);
  if (line === undefined || units === 0) return wanted;
  const moved: Writable<TallyLine> = { ...line };
  moved[from] = (line[from] ?? 0) - units;
  moved[to] = (line[to] ?? 0) + units;
  lines[at] = Object.freeze(moved);
  return wanted - units;
}
