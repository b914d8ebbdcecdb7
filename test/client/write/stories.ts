import fc from 'fast-check';
import { emptyStock, transition } from '../../../src/model/index.ts';
import type {
  StockAdjusted,
  StockEvent,
  StockLevel,
  StockState,
  WritableQuantities,
} from '../../../src/model/index.ts';

const PLACE = { variantId: '107', locationId: '50002' };
const AT = '2026-03-01T10:00:00Z';
const NAMES = ['available', 'onHand', 'unavailable', 'incoming'] as const;

/** Something that happens to the level, with its units. */
export type Happening = readonly [
  what: 'place' | 'cancel' | 'fulfil' | 'return' | 'restock' | 'announce' | 'receive',
  quantity: number,
];

const few = fc.integer({ min: 1, max: 4 });
const signed = fc.integer({ min: -4, max: 4 });

/** Orders and cancellations. */
export const orders: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.tuple(fc.constantFrom('place' as const, 'cancel' as const), few),
  { maxLength: 4 },
);

/** Whatever moves units. */
export const everything: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.tuple(
    fc.constantFrom('place', 'cancel', 'fulfil', 'return', 'restock', 'announce', 'receive'),
    few,
  ),
  { maxLength: 4 },
);

/** What a write adds, in all forms that there are. */
export const deltas: fc.Arbitrary<WritableQuantities> = fc.oneof(
  fc.record({ available: signed }),
  fc.record({ onHand: signed }),
  fc.record({ unavailable: signed }),
  fc.record({ incoming: signed }),
  fc.record({ onHand: signed, unavailable: signed }),
  fc.record({ available: signed, unavailable: signed }),
  fc.record({ available: signed, incoming: signed }),
  fc.tuple(signed, signed).map(([available, unavailable]) => ({
    available,
    unavailable,
    onHand: available + unavailable,
  })),
);

/** What was read, what was sent, and what was read back. */
export interface Story {
  readonly before: StockLevel;
  readonly target: WritableQuantities;
  /** What the write makes of the level that was read. */
  readonly after: StockLevel;
  readonly observed: StockLevel;
  /** How the level changed by what happened besides the write, up to then and after it. */
  readonly moved: StockLevel;
}

/** Lets the model play a story; undefined where the write changes nothing, or is refused. */
export function play(
  by: WritableQuantities,
  isApplied: boolean,
  earlier: readonly Happening[],
  later: readonly Happening[],
): Story | undefined {
  const start = opened();
  const adjusted: StockAdjusted = {
    type: 'stock.adjusted',
    id: 'plan',
    at: AT,
    ...PLACE,
    deltas: by,
  };
  const planned = transition(start, adjusted);
  const [before, after] = [levelOf(start), levelOf(planned.state)];
  if (!planned.ok || isEqual(before, after)) return undefined;
  const named = NAMES.filter((name) => by[name] !== undefined);
  const quantities = Object.fromEntries(named.map((name) => [name, after[name]]));
  const reached = happen(start, earlier, 'earlier');
  const sent = transition(reached, { type: 'stock.set', id: 'sent', at: AT, ...PLACE, quantities });
  if (isApplied && !sent.ok) return undefined;
  const written = isApplied ? sent.state : reached;
  const end = happen(written, later, 'later');
  const [atWrite, last] = [levelOf(written), levelOf(end)];
  const moved = isApplied ? difference(last, atWrite) : difference(last, before);
  return { before, target: quantities, after, observed: last, moved };
}

/** Whether two levels are the same in every status. */
export function isEqual(one: StockLevel, other: StockLevel): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What one level has more than another. */
export function difference(one: StockLevel, other: StockLevel): StockLevel {
  const names = [...NAMES, 'committed'] as const;
  return { ...one, ...Object.fromEntries(names.map((name) => [name, one[name] - other[name]])) };
}

function opened(): StockState {
  const quantities = { available: 12, unavailable: 4, incoming: 4 };
  const events: StockEvent[] = [
    { type: 'variant.connected', id: 'e1', at: AT, ...PLACE, quantities, oversell: 'continue' },
    { type: 'order.placed', id: 'e2', at: AT, orderId: 'o', lines: [{ ...PLACE, quantity: 4 }] },
    {
      type: 'shipment.announced',
      id: 'e3',
      at: AT,
      shipmentId: 's',
      locationId: PLACE.locationId,
      lines: [{ variantId: PLACE.variantId, quantity: 4 }],
    },
  ];
  return events.reduce((state, event) => transition(state, event).state, emptyStock());
}

/** Lets happen what the model allows. */
function happen(state: StockState, happenings: readonly Happening[], when: string): StockState {
  return happenings.reduce(
    (current, happening, index) =>
      transition(current, eventOf(happening, `${when}-${index}`)).state,
    state,
  );
}

function eventOf([what, quantity]: Happening, id: string): StockEvent {
  const base = { id, at: AT };
  const { variantId, locationId } = PLACE;
  const lines = [{ ...PLACE, quantity }];
  switch (what) {
    case 'place':
      return { ...base, type: 'order.placed', orderId: id, lines };
    case 'cancel':
      return { ...base, type: 'order.cancelled', orderId: 'o', lines };
    case 'fulfil':
      return { ...base, type: 'order.fulfilled', orderId: 'o', lines };
    case 'return':
      return { ...base, type: 'return.received', lines };
    case 'restock':
      return { ...base, type: 'return.restocked', lines };
    case 'announce':
      return {
        ...base,
        type: 'shipment.announced',
        shipmentId: id,
        locationId,
        lines: [{ variantId, quantity }],
      };
    case 'receive':
      return {
        ...base,
        type: 'shipment.received',
        shipmentId: 's',
        lines: [{ variantId, accepted: quantity }],
      };
  }
}

function levelOf(state: StockState): StockLevel {
  const [level] = state.levels.values();
  if (level === undefined) throw new Error('There is no level');
  return level;
}
