import { describe, expectTypeOf, test } from 'vitest';
import type { Rejection, StockEvent, StockLevel } from '../../src/model/index.ts';
import type { Clock as ClientClock } from '../../src/index.ts';
import { generateSeed } from '../../src/testing/index.ts';
import type {
  Clock,
  EventRefusedError,
  FakeEvent,
  FakeSeed,
  Fault,
  FaultInput,
  FaultKind,
  InventoryFake,
  RecordedRequest,
  VirtualClock,
} from '../../src/testing/index.ts';
import type { InventoryLevel } from '../../src/wire/index.ts';

describe('the types of the fake', () => {
  test('let its fetch stand in for the global one', () => {
    expectTypeOf<InventoryFake['fetch']>().toExtend<typeof fetch>();
  });

  test('take every event with or without id and time', () => {
    expectTypeOf<StockEvent>().toExtend<FakeEvent>();
    expectTypeOf<{ type: 'order.cancelled'; orderId: string }>().toExtend<FakeEvent>();
  });

  test('keep the fields of each event apart', () => {
    expectTypeOf<{ type: 'order.cancelled' }>().not.toExtend<FakeEvent>();
    expectTypeOf<{ type: 'stock.hold' }>().not.toExtend<FakeEvent>();
    expectTypeOf<Extract<FakeEvent, { type: 'stock.set' }>>().toHaveProperty('quantities');
  });

  test('let levels of a fake and of a client be a seed', () => {
    expectTypeOf<{ levels: readonly StockLevel[] }>().toExtend<FakeSeed>();
    expectTypeOf<{ levels: readonly InventoryLevel[] }>().toExtend<FakeSeed>();
  });

  test('carry the rejection of the model in the error', () => {
    expectTypeOf<EventRefusedError['rejection']>().toEqualTypeOf<Rejection>();
  });

  test('take the same clock as the client', () => {
    expectTypeOf<Clock>().toEqualTypeOf<ClientClock>();
    expectTypeOf<VirtualClock>().toExtend<Clock>();
  });

  test('give each name of an event its fields, without the type', () => {
    expectTypeOf<{ orderId: string }>().toExtend<
      Parameters<InventoryFake['orders']['cancel']>[0]
    >();
    expectTypeOf<InventoryFake['orders']['place']>().parameter(0).toHaveProperty('lines');
    expectTypeOf<InventoryFake['orders']['place']>().parameter(0).not.toHaveProperty('type');
    expectTypeOf<InventoryFake['stock']['set']>().returns.toEqualTypeOf<readonly StockLevel[]>();
  });

  test('keep the fields of each fault apart', () => {
    expectTypeOf<{ fault: { kind: 'cut-after' } }>().toExtend<FaultInput>();
    expectTypeOf<{ fault: { kind: 'status' } }>().not.toExtend<FaultInput>();
    expectTypeOf<{ fault: { kind: 'cut' } }>().not.toExtend<FaultInput>();
    expectTypeOf<{
      fault: { kind: 'redirect'; location: string; status: 304 };
    }>().not.toExtend<FaultInput>();
    expectTypeOf<Extract<Fault, { kind: 'delay' }>>().toHaveProperty('ms');
    expectTypeOf<RecordedRequest['fault']>().toEqualTypeOf<FaultKind | undefined>();
  });

  test('make a generated shop a seed', () => {
    expectTypeOf(generateSeed({ variants: 1 })).toExtend<FakeSeed>();
  });

  test('let nobody write the journal', () => {
    expectTypeOf<InventoryFake['requests']>().toEqualTypeOf<readonly RecordedRequest[]>();
  });
});
