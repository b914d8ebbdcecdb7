import { describe, expect, test } from 'vitest';
import { mutableStock, transition } from '../../src/model/index.ts';
import type { StockEvent, StockState } from '../../src/model/index.ts';
import { writeQuantities } from '../../src/model/rules/level-events.ts';
import { accept, event, HERE, level, line, MUG, SHIRT, SOUTH, stockOf } from './fixtures.ts';
import type { EventFields } from './fixtures.ts';

const PLACES = [HERE, { ...HERE, variantId: MUG }, { ...HERE, locationId: SOUTH }];
const stock = stockOf(PLACES.map((place) => level({ ...place, available: 50 })));
/** More lines than are compared one by one, of three levels. */
const lines = Array.from({ length: 12 }, (_, index) => ({ ...PLACES[index % 3], quantity: 1 }));
const LARGEST = Number.MAX_SAFE_INTEGER;

function refusalOf(state: StockState, fields: EventFields): unknown {
  const result = transition(state, event(fields));
  return result.ok ? undefined : result.rejection;
}

describe('many lines of a few levels', () => {
  const placed = { type: 'order.placed', orderId: '1001', lines: lines.map(line) } as const;

  test('are one entry for each level', () => {
    const { entries } = accept(stock, placed);
    expect(
      entries.map(({ variantId, locationId, deltas }) => [variantId, locationId, deltas.committed]),
    ).toEqual([
      [SHIRT, HERE.locationId, 4],
      [MUG, HERE.locationId, 4],
      [SHIRT, SOUTH, 4],
    ]);
  });

  test('are one line of the order for each level, and may be cancelled in as many', () => {
    const { state } = accept(stock, placed);
    const cancelled = { ...placed, type: 'order.cancelled', id: 'e2' } as const;
    const after = accept(state, cancelled).state;
    expect(after.orders.get('1001')?.lines).toHaveLength(3);
    expect(after.levels).toEqual(stock.levels);
  });
});

test('units of a line that leave in parts add up', () => {
  const order = { orderId: '1001', lines: [line({ quantity: 2 })] };
  let { state } = accept(stock, { ...order, type: 'order.placed', lines: [line({ quantity: 9 })] });
  for (const id of ['e2', 'e3'])
    ({ state } = accept(state, { ...order, type: 'order.fulfilled', id }));
  for (const id of ['e4', 'e5'])
    ({ state } = accept(state, { ...order, type: 'order.cancelled', id }));
  expect(state.orders.get('1001')?.lines).toMatchObject([{ open: 1, fulfilled: 4, cancelled: 4 }]);
});

describe('what is told of an event', () => {
  const keys = (happened: StockEvent): string[] =>
    Object.keys(mutableStock(stock).apply(happened)).toSorted();

  test('has no order and no shipment where there is none', () => {
    const held = event({ type: 'stock.held', ...HERE, quantity: 1, reason: 'damaged' });
    expect(keys(held)).toEqual(['duplicate', 'entries', 'ok']);
  });

  test('has no reason where none was given', () => {
    const { entries } = accept(stock, {
      type: 'stock.adjusted',
      ...HERE,
      deltas: { available: 1 },
    });
    expect(entries[0]).not.toHaveProperty('reason');
  });

  test('names no line where an event has none', () => {
    const deltas = { available: -51 };
    expect(refusalOf(stock, { type: 'stock.adjusted', ...HERE, deltas })).not.toHaveProperty(
      'line',
    );
  });
});

describe('quantities that are too large to be counted exactly', () => {
  const almost = stockOf([level({ available: LARGEST - 5 })]);
  const expected = 'small enough to be counted exactly';

  test('are refused with their sum', () => {
    const deltas = { unavailable: 10 };
    expect(refusalOf(almost, { type: 'stock.adjusted', ...HERE, deltas })).toMatchObject({
      reason: 'invalid-quantity',
      path: '',
      expected,
      actual: String(LARGEST + 5),
    });
  });

  test('are refused beside units that are committed', () => {
    const lots = [{ ...HERE, quantity: 10 }];
    const order = { type: 'order.placed', orderId: '1001', lines: lots } as const;
    const { state } = accept(almost, order);
    const deltas = { available: 10 };
    expect(refusalOf(state, { type: 'stock.adjusted', id: 'e2', ...HERE, deltas })).toMatchObject({
      reason: 'invalid-quantity',
      expected,
    });
  });

  test('are refused with their line', () => {
    const lots = [line({ quantity: 1 }), line({ quantity: 10 })];
    expect(refusalOf(almost, { type: 'return.received', lines: lots })).toMatchObject({
      reason: 'invalid-quantity',
      path: 'lines[1]',
      expected,
    });
  });
});

test('quantities of a level that is not there are not written', () => {
  const set = event({ type: 'stock.set', ...HERE, quantities: { available: 1 } });
  expect(writeQuantities(undefined, set as never)).toEqual({ reason: 'not-connected', ...HERE });
});
