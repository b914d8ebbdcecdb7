import { expect, test } from 'vitest';
import { mutableStock, replay, transition } from '../../src/model/index.ts';
import type { StockLine, StockState } from '../../src/model/index.ts';
import { event, HERE, level, line, stockOf } from './fixtures.ts';

function manyLines(count: number): { lines: StockLine[]; stock: StockState } {
  const variants = Array.from({ length: count }, (_, index) => `v${index}`);
  const lines = variants.map((variantId) => line({ variantId }));
  return { lines, stock: stockOf(variants.map((variantId) => level({ variantId, available: 1 }))) };
}

test('an event with more lines than a stack holds is applied like any other', () => {
  const { lines, stock } = manyLines(150_000);
  const returned = event({ type: 'return.received', lines });
  const result = transition(stock, returned);

  expect(result.ok && result.entries.length).toBe(lines.length);
  expect(replay([returned], stock).entries).toHaveLength(lines.length);
});

// Far too many to compare each line with every other one.
const { lines, stock: full } = manyLines(30_000);

test('an order with very many lines can be placed, cancelled, fulfilled and returned', () => {
  const stock = mutableStock(full);
  const rest = lines.slice(1);
  const decisions = [
    event({ type: 'order.placed', id: 'e1', orderId: '1001', lines }),
    event({ type: 'order.cancelled', id: 'e2', orderId: '1001', lines: lines.slice(0, 1) }),
    event({ type: 'order.fulfilled', id: 'e3', orderId: '1001' }),
    event({ type: 'return.received', id: 'e4', orderId: '1001', lines: rest }),
  ].map((each) => stock.apply(each));
  const returned = stock.order('1001')?.lines.filter((each) => each.returned === 1);

  expect(decisions.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  expect(returned).toHaveLength(rest.length);
});

test('a shipment with very many lines can be announced and received', () => {
  const stock = mutableStock(full);
  const { locationId } = HERE;
  const decisions = [
    event({ type: 'shipment.announced', id: 'e1', shipmentId: 'PO-7', locationId, lines }),
    event({ type: 'shipment.received', id: 'e2', shipmentId: 'PO-7' }),
  ].map((each) => stock.apply(each));

  expect(decisions.map(({ ok }) => ok)).toEqual([true, true]);
});
