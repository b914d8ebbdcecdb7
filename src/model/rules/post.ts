import type { StockEvent } from '../events.ts';
import { EMPTY, plus } from '../level.ts';
import type { StockLevel } from '../level.ts';
import type { LedgerEntry } from '../ledger.ts';
import { MOVEMENTS } from '../movements.ts';
import type { Movement } from '../movements.ts';
import type { Rejection } from '../rejections.ts';
import type { StockView } from '../state.ts';
import type { StockQuantities } from '../status.ts';
import { indexesOf, indexOf } from './finder.ts';
import { write } from './level-events.ts';
import type { Plan } from './plan.ts';
import { at as placeOf, checkBound, shift } from './shift.ts';
import type { Amount } from './tally.ts';

/** The parts of a row that move units, and so the names of the numbers that they move. */
const PARTS = ['quantity', 'accepted', 'rejected', 'origin'] as const;

/** The change of each quantity by one part of a row, for each unit. */
interface Step {
  readonly part: (typeof PARTS)[number];
  readonly change: StockQuantities;
}

/** The parts of all rows, taken apart once, because events are many. */
const STEPS: Readonly<Record<string, readonly Step[]>> = Object.fromEntries(
  Object.entries<Movement>(MOVEMENTS).map(([type, row]) => [type, stepsOf(row)]),
);

function stepsOf(row: Movement): Step[] {
  return PARTS.filter((part) => row[part]).map((part) => {
    const change = { ...EMPTY, ...row[part] };
    const onHand = change.available + change.committed + change.unavailable;
    return { part, change: { ...change, onHand } };
  });
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Carries a plan out on the levels that it names, and returns the ledger's entries for it. */
export function post(
  view: StockView,
  event: StockEvent,
  row: Movement,
  plan: Plan,
): readonly LedgerEntry[] | Rejection {
  const { written } = plan;
  if (written === undefined) return move(view, event, row, plan);
  const before = view.level(written.variantId, written.locationId);
  const after = write(before, written);
  if ('reason' in after) return after;
  return [entryOf(event, plus(after, before ?? EMPTY, -1), after, plan)];
}

/** Moves every amount as the row says; amounts at the same level build on each other. */
function move(
  view: StockView,
  event: StockEvent,
  { bound }: Movement,
  plan: Plan,
): LedgerEntry[] | Rejection {
  const { amounts, isByLine, origin } = plan;
  const steps = STEPS[event.type] ?? [];
  const entries: LedgerEntry[] = [];
  const indexes = indexesOf(entries, amounts.length);
  for (let index = 0; index < amounts.length; index += 1) {
    const amount = amounts[index] as Amount;
    const { variantId } = amount;
    const line = isByLine ? index : undefined;
    for (const step of steps) {
      const isOrigin = step.part === 'origin';
      const units = isOrigin ? amount.quantity : (amount[step.part] ?? 0);
      const locationId = isOrigin ? origin : amount.locationId;
      if (locationId === undefined || units === 0) continue;
      const at = indexOf(entries, variantId, locationId, indexes);
      const known = entries[at];
      const level = known?.after ?? view.level(variantId, locationId);
      if (level === undefined) {
        return { reason: 'not-connected', ...placeOf({ variantId, locationId }, line) };
      }
      const deltas = plus(EMPTY, step.change, units);
      const after = checkBound(level, deltas, bound, line) ?? shift(level, deltas, line);
      if ('reason' in after) return after;
      const change = known === undefined ? deltas : plus(known.deltas, deltas);
      entries[at] = entryOf(event, change, after, plan);
    }
  }
  return entries;
}

function entryOf(
  event: StockEvent,
  deltas: StockQuantities,
  after: StockLevel,
  { order, shipment }: Plan,
): LedgerEntry {
  const { id: eventId, at, type, reason } = event;
  const { variantId, locationId } = after;
  // Not spread, because this runs for every level of every event; and most events have an order.
  const entry: Writable<LedgerEntry> =
    order === undefined
      ? { eventId, at, type, variantId, locationId, deltas, after }
      : { eventId, at, type, variantId, locationId, deltas, after, orderId: order.orderId };
  if (shipment !== undefined) entry.shipmentId = shipment.shipmentId;
  if (reason !== undefined) entry.reason = reason;
  return entry;
}
