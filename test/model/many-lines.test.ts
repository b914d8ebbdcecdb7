import { expect, test } from 'vitest';
import { decide, mutableStock, replay, transition } from '../../src/model/index.ts';
import type { OrderLine, StockLine, StockState } from '../../src/model/index.ts';
import { event, HERE, level, line, MUG, NORTH, SOUTH, stockOf } from './fixtures.ts';

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

/** How often lines of an order are looked at when units of as many other lines come back elsewhere. */
function looksAtOrder(count: number): number {
  let looks = 0;
  const lineOf = (variantId: string): OrderLine => {
    const tallies = { ordered: 1, open: 0, fulfilled: 1, cancelled: 0, returned: 0 };
    return { variantId, locationId: NORTH, ...tallies };
  };
  const staying = Object.defineProperty(lineOf(MUG), 'variantId', {
    get: () => {
      looks += 1;
      return MUG;
    },
  });
  const coming = Array.from({ length: count }, (_, index) => `v${index}`);
  const order = {
    orderId: '1001',
    lines: [...coming.map(() => staying), ...coming.map((variantId) => lineOf(variantId))],
  };
  const view = {
    level: (variantId: string, locationId: string) => level({ variantId, locationId }),
    order: () => order,
    shipment: () => undefined,
    event: () => undefined,
  };
  const returned = event({
    type: 'return.received',
    orderId: '1001',
    lines: coming.map((variantId) => line({ variantId, locationId: SOUTH })),
  });
  const decision = decide(view, returned);

  expect(decision.ok).toBe(true);
  return looks;
}

test('a return of many lines to another warehouse costs twice as much for twice as many lines', () => {
  expect(looksAtOrder(2000)).toBeLessThan(3 * looksAtOrder(1000));
});
