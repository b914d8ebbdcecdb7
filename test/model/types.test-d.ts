import { expectTypeOf, test } from 'vitest';
import type {
  Decision,
  ExpectedQuantities,
  LedgerEntry,
  Order,
  QuantityName,
  Rejection,
  RejectionReason,
  Shipment,
  StockAdjusted,
  StockEvent,
  StockEventType,
  StockLevel,
  StockSet,
  StockState,
  StockStatus,
  TransitionResult,
  VariantConnected,
  WritableQuantities,
  WritableQuantity,
} from '../../src/model/index.ts';
import { MOVEMENTS, transition } from '../../src/model/index.ts';
import { fieldlist, ID, may, PLACE } from '../../src/model/shape/fields.ts';

declare const state: StockState;
declare const level: StockLevel;

/** The events whose type is this one, or never. */
type EventOf<Type extends StockEventType> = Extract<StockEvent, { type: Type }>;

test('committed is a status that can be read and not written', () => {
  expectTypeOf<StockStatus>().toEqualTypeOf<
    'available' | 'committed' | 'unavailable' | 'incoming'
  >();
  expectTypeOf<WritableQuantity>().toEqualTypeOf<
    'available' | 'unavailable' | 'incoming' | 'onHand'
  >();
  expectTypeOf<keyof WritableQuantities>().toEqualTypeOf<WritableQuantity>();
  expectTypeOf<keyof ExpectedQuantities>().toEqualTypeOf<QuantityName>();
  expectTypeOf<'committed'>().toExtend<keyof ExpectedQuantities>();
});

test('committed stands neither in quantities, nor in deltas, nor in opening quantities', () => {
  expectTypeOf<StockSet['quantities']>().toEqualTypeOf<WritableQuantities>();
  expectTypeOf<StockAdjusted['deltas']>().toEqualTypeOf<WritableQuantities>();
  expectTypeOf<VariantConnected['quantities']>().toEqualTypeOf<WritableQuantities | undefined>();

  const head = { id: 'e1', at: '2026-03-01T09:30:00Z', variantId: '107', locationId: '50002' };
  // @ts-expect-error: committed belongs to orders
  transition(state, { ...head, type: 'stock.set', quantities: { committed: 1 } });
  // @ts-expect-error: committed belongs to orders
  transition(state, { ...head, type: 'stock.adjusted', deltas: { available: 1, committed: 1 } });
  // @ts-expect-error: committed belongs to orders
  transition(state, { ...head, type: 'variant.connected', quantities: { committed: 0 } });
  transition(state, {
    ...head,
    type: 'stock.set',
    quantities: { onHand: 1 },
    expected: { committed: 1 },
  });
});

test('the union of events has these types, and a switch over them needs no default', () => {
  function tell(event: StockEvent): string {
    switch (event.type) {
      case 'variant.connected':
      case 'variant.disconnected':
      case 'oversell.changed':
      case 'stock.set':
      case 'stock.adjusted':
      case 'stock.held':
      case 'stock.released':
      case 'stock.written-off':
        return event.variantId;
      case 'order.placed':
      case 'order.cancelled':
      case 'order.fulfilled':
      case 'fulfillment.cancelled':
        return event.orderId;
      case 'return.received':
      case 'return.restocked':
        return String(event.lines.length);
      case 'shipment.announced':
      case 'shipment.received':
      case 'shipment.cancelled':
        return event.shipmentId;
    }
    return event satisfies never;
  }

  expectTypeOf(tell).returns.toBeString();
  expectTypeOf<keyof typeof MOVEMENTS>().toEqualTypeOf<StockEventType>();
});

test('the union of rejections has these reasons, and a switch over them needs no default', () => {
  function tell(rejection: Rejection): string | number {
    switch (rejection.reason) {
      case 'committed-read-only':
      case 'not-connected':
      case 'already-connected':
        return rejection.variantId;
      case 'insufficient-stock':
        return rejection.requested - rejection.available - rejection.floor;
      case 'insufficient-on-hand':
        return rejection.requested - rejection.shippable;
      case 'negative-quantity':
        return rejection.requested - rejection.floor;
      case 'stock-at-location':
        return rejection.available + rejection.unavailable;
      case 'committed-at-location':
        return rejection.committed;
      case 'incoming-at-location':
        return rejection.incoming;
      case 'order-exists':
      case 'order-not-found':
        return rejection.orderId;
      case 'shipment-exists':
      case 'shipment-not-found':
        return rejection.shipmentId;
      case 'exceeds-order':
      case 'exceeds-shipment':
        return rejection.requested - rejection.actual;
      case 'conflicting-quantities':
      case 'stale':
        return rejection.expected - rejection.actual;
      case 'invalid-quantity':
      case 'invalid-event':
        return rejection.path + rejection.expected + rejection.actual;
      case 'same-status':
        return rejection.locationId;
      case 'event-id-reused':
        return rejection.eventId;
    }
    return rejection satisfies never;
  }

  expectTypeOf(tell).parameter(0).toHaveProperty('reason').toEqualTypeOf<RejectionReason>();
});

test('lines may be left out where that means all that is open, and nowhere else', () => {
  expectTypeOf<undefined>().toExtend<EventOf<'order.cancelled'>['lines']>();
  expectTypeOf<undefined>().toExtend<EventOf<'order.fulfilled'>['lines']>();
  expectTypeOf<undefined>().toExtend<EventOf<'shipment.received'>['lines']>();
  expectTypeOf<undefined>().toExtend<EventOf<'shipment.cancelled'>['lines']>();
  expectTypeOf<undefined>().not.toExtend<EventOf<'order.placed'>['lines']>();
  expectTypeOf<undefined>().not.toExtend<EventOf<'fulfillment.cancelled'>['lines']>();
  expectTypeOf<undefined>().not.toExtend<EventOf<'return.received'>['lines']>();
  expectTypeOf<undefined>().not.toExtend<EventOf<'return.restocked'>['lines']>();
  expectTypeOf<undefined>().not.toExtend<EventOf<'shipment.announced'>['lines']>();
});

test('states and what is in them are read-only', () => {
  expectTypeOf<StockState>().toEqualTypeOf<Readonly<StockState>>();
  expectTypeOf<StockLevel>().toEqualTypeOf<Readonly<StockLevel>>();
  expectTypeOf<LedgerEntry>().toEqualTypeOf<Readonly<LedgerEntry>>();
  expectTypeOf<LedgerEntry['deltas']>().toEqualTypeOf<Readonly<LedgerEntry['deltas']>>();
  expectTypeOf<StockState['levels']>().toEqualTypeOf<ReadonlyMap<string, StockLevel>>();
  expectTypeOf<StockState['levels']>().not.toHaveProperty('set');
  expectTypeOf<StockState['orders']>().toEqualTypeOf<ReadonlyMap<string, Order>>();
  expectTypeOf<StockState['shipments']>().toEqualTypeOf<ReadonlyMap<string, Shipment>>();
  expectTypeOf<Order['lines']>().toExtend<readonly Readonly<Order['lines'][number]>[]>();
  expectTypeOf<Order['lines']>().not.toExtend<unknown[]>();
  expectTypeOf<Shipment['lines']>().not.toExtend<unknown[]>();

  // @ts-expect-error: levels are read-only
  level.available = 5;
  // @ts-expect-error: a state is replaced, not changed
  state.position = 0;
  // @ts-expect-error: the table is not changed at run time
  MOVEMENTS['order.placed'].bound = 'shippable';
});

test('a result has entries or a rejection, and `ok` tells which', () => {
  expectTypeOf<Extract<TransitionResult, { ok: true }>>().not.toHaveProperty('rejection');
  expectTypeOf<Extract<TransitionResult, { ok: false }>>().not.toHaveProperty('entries');
  expectTypeOf<Extract<Decision, { ok: false }>['rejection']>().toEqualTypeOf<Rejection>();
});

test('the shape of an event has all its fields, and requires those that must be there', () => {
  const shape = { orderId: may(ID), id: ID };
  expectTypeOf(fieldlist<Pick<EventOf<'return.received'>, 'orderId' | 'id'>>).toBeCallableWith(
    shape,
  );
  // @ts-expect-error: locationId is forgotten
  fieldlist<Pick<StockSet, 'variantId' | 'locationId'>>({ variantId: ID });
  // @ts-expect-error: orderId may be left out of the event, but not out of its shape
  fieldlist<Pick<EventOf<'return.received'>, 'orderId' | 'id'>>({ id: ID });
  // @ts-expect-error: an event without locationId is none
  fieldlist<Pick<StockSet, 'variantId' | 'locationId'>>({ ...PLACE, locationId: may(ID) });
});
