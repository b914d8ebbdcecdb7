import { describe, expectTypeOf, test } from 'vitest';
import type { Rejection, StockEvent, StockLevel } from '../../src/model/index.ts';
import type {
  EventRefusedError,
  FakeEvent,
  FakeSeed,
  InventoryFake,
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
});
