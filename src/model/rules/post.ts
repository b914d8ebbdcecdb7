import type { StockEvent } from '../events.ts';
import type { StockLevel } from '../level.ts';
import type { LedgerEntry } from '../ledger.ts';
import type { Movement } from '../movements.ts';
import type { Rejection } from '../rejections.ts';
import type { StockView } from '../state.ts';
import type { StockQuantities } from '../status.ts';
import { finderOf } from './finder.ts';
import { EMPTY, write } from './level-events.ts';
import type { Plan } from './plan.ts';
import { at as placeOf, checkBound, shift } from './shift.ts';
import type { Amount } from './tally.ts';

/** The parts of a row that move units, and so the names of the numbers that they move. */
const PARTS = ['quantity', 'accepted', 'rejected', 'origin'] as const;

/** A level before an event and after it; before is undefined where the event creates the level. */
interface Change {
  readonly before: StockQuantities | undefined;
  readonly after: StockLevel;
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Carries a plan out on the levels that it names, and returns the ledger's entries for it. */
export function post(
  view: StockView,
  event: StockEvent,
  row: Movement,
  plan: Plan,
): readonly LedgerEntry[] | Rejection {
  if (plan.written !== undefined) {
    const before = view.level(plan.written.variantId, plan.written.locationId);
    const after = write(before, plan.written);
    return 'reason' in after ? after : [entryOf(event, { before, after }, plan)];
  }
  const changes = move(view, row, plan);
  return 'reason' in changes ? changes : changes.map((change) => entryOf(event, change, plan));
}

/** Moves every amount as the row says; amounts at the same level build on each other. */
function move(view: StockView, row: Movement, plan: Plan): Change[] | Rejection {
  const changes: Change[] = [];
  const levels: StockLevel[] = [];
  const find = finderOf(levels, plan.amounts.length);
  for (let index = 0; index < plan.amounts.length; index += 1) {
    const amount = plan.amounts[index] as Amount;
    const { variantId } = amount;
    const line = plan.isByLine ? index : undefined;
    for (const part of PARTS) {
      const directions = row[part];
      const units = part === 'origin' ? amount.quantity : (amount[part] ?? 0);
      const locationId = part === 'origin' ? plan.origin : amount.locationId;
      if (directions === undefined || locationId === undefined || units === 0) continue;
      const at = find({ variantId, locationId });
      const level = levels[at] ?? view.level(variantId, locationId);
      if (level === undefined) {
        return { reason: 'not-connected', ...placeOf({ variantId, locationId }, line) };
      }
      const deltas = {
        available: (directions.available ?? 0) * units,
        committed: (directions.committed ?? 0) * units,
        unavailable: (directions.unavailable ?? 0) * units,
        incoming: (directions.incoming ?? 0) * units,
      };
      const after = checkBound(level, deltas, row.bound, line) ?? shift(level, deltas, line);
      if ('reason' in after) return after;
      levels[at] = after;
      changes[at] = { before: changes[at]?.before ?? level, after };
    }
  }
  return changes;
}

function entryOf(event: StockEvent, { before = EMPTY, after }: Change, plan: Plan): LedgerEntry {
  const { id: eventId, at: when, type, reason } = event;
  const { variantId, locationId, available, committed, unavailable, incoming, onHand } = after;
  const deltas = {
    available: available - before.available,
    committed: committed - before.committed,
    unavailable: unavailable - before.unavailable,
    incoming: incoming - before.incoming,
    onHand: onHand - before.onHand,
  };
  const entry: Writable<LedgerEntry> = {
    eventId,
    at: when,
    type,
    variantId,
    locationId,
    deltas,
    after,
  };
  // Assigned one by one rather than spread, because this runs for every level of every event.
  if (plan.order !== undefined) entry.orderId = plan.order.orderId;
  if (plan.shipment !== undefined) entry.shipmentId = plan.shipment.shipmentId;
  if (reason !== undefined) entry.reason = reason;
  return entry;
}
