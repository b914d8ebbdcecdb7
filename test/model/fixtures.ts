import {
  describeRejection,
  emptyStock,
  levelKey,
  loadStock,
  mutableStock,
  saveStock,
  stockLevel,
  transition,
  transitionAll,
} from '../../src/model/index.ts';
import type {
  LedgerEntry,
  Order,
  Shipment,
  StockEvent,
  StockLevel,
  StockLevelInit,
  StockQuantities,
  StockState,
} from '../../src/model/index.ts';

export const AT = '2026-03-01T09:30:00Z';
export const SHIRT = '107362030756584';
export const MUG = '107362030756585';
export const NORTH = '50002';
export const SOUTH = '50003';

/** The place that most tests are about. */
export const HERE = { variantId: SHIRT, locationId: NORTH } as const;

type FieldsOf<Event> = Event extends StockEvent
  ? Omit<Event, 'id' | 'at'> & Partial<Pick<Event, 'id' | 'at'>>
  : never;

/** An event whose id and time do not matter. */
export type EventFields = FieldsOf<StockEvent>;

/** Completes an event with an id and a time. */
export function event(fields: EventFields): StockEvent {
  return { id: 'e1', at: AT, ...fields };
}

/** A level at {@link HERE}, unless it says otherwise. */
export function level(init: Partial<StockLevelInit> = {}): StockLevel {
  return stockLevel({ ...HERE, ...init });
}

/** A line of 1 unit at {@link HERE}, unless it says otherwise. */
export function line<const Fields extends object>(
  fields: Fields,
): { variantId: string; locationId: string; quantity: number } & Fields {
  return { ...HERE, quantity: 1, ...fields };
}

/** A state that holds these levels, after these events; none of which may be refused. */
export function stockOf(
  levels: readonly StockLevel[],
  history: readonly EventFields[] = [],
): StockState {
  const entries = levels.map((each) => [levelKey(each.variantId, each.locationId), each] as const);
  const start = mutableStock({ ...emptyStock(), levels: new Map(entries) }).snapshot();
  const events = history.map((fields, index) => event({ id: `h${index + 1}`, ...fields }));
  const result = transitionAll(start, events);
  if (!result.ok) throw new Error(describeRejection(result.rejection));
  return result.state;
}

/** The same state in other objects, to see later whether the first one has changed. */
export function copyOf(state: StockState): StockState {
  return loadStock(structuredClone(saveStock(state)));
}

/** Applies an event that must be accepted. */
export function accept(
  state: StockState,
  fields: EventFields,
): { state: StockState; entries: readonly LedgerEntry[] } {
  const result = transition(state, event(fields));
  if (!result.ok) throw new Error(describeRejection(result.rejection));
  return result;
}

/** Available, committed, unavailable, incoming, on-hand: the columns of the design's table. */
export type Units = readonly [number, number, number, number, number];

export function units({
  available,
  committed,
  unavailable,
  incoming,
  onHand,
}: StockQuantities): Units {
  return [available, committed, unavailable, incoming, onHand];
}

export function levelOf(
  state: StockState,
  variantId: string = HERE.variantId,
  locationId: string = HERE.locationId,
): StockLevel | undefined {
  return state.levels.get(levelKey(variantId, locationId));
}

/** What a ledger says, in short: variant, location, the change, and what is there afterwards. */
export type Posting = readonly [variantId: string, locationId: string, deltas: Units, after: Units];

export function postings(entries: readonly LedgerEntry[]): Posting[] {
  return entries.map(({ variantId, locationId, deltas, after }) => [
    variantId,
    locationId,
    units(deltas),
    units(after),
  ]);
}

/** One order line in short: open, fulfilled, cancelled, returned. */
export function orderTallies(order: Order | undefined): unknown[] {
  return (order?.lines ?? []).map(
    ({ variantId, locationId, open, fulfilled, cancelled, returned }) => [
      variantId,
      locationId,
      [open, fulfilled, cancelled, returned],
    ],
  );
}

/** One shipment line in short: open, received, cancelled. */
export function shipmentTallies(shipment: Shipment | undefined): unknown[] {
  return (shipment?.lines ?? []).map(({ variantId, locationId, open, received, cancelled }) => [
    variantId,
    locationId,
    [open, received, cancelled],
  ]);
}
