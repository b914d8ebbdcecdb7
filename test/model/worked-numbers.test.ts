import { describe, expect, test } from 'vitest';
import { totals } from '../../src/model/index.ts';
import { accept, HERE, level, levelOf, line, NORTH, SHIRT, stockOf, units } from './fixtures.ts';
import type { EventFields, Units } from './fixtures.ts';

/** The platform's own examples: docs/wire-contract.md, "What the statuses mean". */
describe('the numbers of the platform’s documentation', () => {
  const hold: EventFields = { type: 'stock.held', ...HERE, quantity: 10, reason: 'draft order' };
  const order: EventFields = {
    type: 'order.placed',
    orderId: '1001',
    lines: [line({ quantity: 5 })],
  };

  test.each([
    ['the hold first', [hold, order]],
    ['the order first', [order, hold]],
  ])('100 units, 10 held, 5 ordered and not shipped: available 85, with %s', (_, history) => {
    const state = stockOf([level({ available: 100 })], history);

    expect(units(levelOf(state) ?? level())).toEqual<Units>([85, 5, 10, 0, 100]);
  });

  test('50 units, and a purchase order of 30 is received: available and on-hand 50 → 80', () => {
    const announced = stockOf(
      [level({ available: 50 })],
      [
        {
          type: 'shipment.announced',
          shipmentId: 'PO-7',
          locationId: NORTH,
          lines: [{ variantId: SHIRT, quantity: 30 }],
        },
      ],
    );
    const received = accept(announced, { type: 'shipment.received', shipmentId: 'PO-7' }).state;

    expect(units(levelOf(announced) ?? level())).toEqual<Units>([50, 0, 0, 30, 50]);
    expect(units(levelOf(received) ?? level())).toEqual<Units>([80, 0, 0, 0, 80]);
  });

  test.each<EventFields>([
    { type: 'stock.set', ...HERE, quantities: { onHand: 28 } },
    { type: 'stock.set', ...HERE, quantities: { available: 28 } },
    { type: 'stock.adjusted', ...HERE, deltas: { onHand: -2 } },
    { type: 'stock.adjusted', ...HERE, deltas: { available: -2 } },
  ])('30 units corrected to 28: available and on-hand −2, by %o', (correction) => {
    const { entries } = accept(stockOf([level({ available: 30 })]), correction);

    expect(entries.map(({ deltas }) => units(deltas))).toEqual([[-2, 0, 0, 0, -2]]);
  });

  test('50 in stock, 100 in transit: estimated total 150', () => {
    const state = stockOf(
      [level({ available: 50 })],
      [
        {
          type: 'shipment.announced',
          shipmentId: 'PO-7',
          locationId: NORTH,
          lines: [{ variantId: SHIRT, quantity: 100 }],
        },
      ],
    );
    const { onHand, incoming } = totals(state.levels);

    expect([onHand, incoming, onHand + incoming]).toEqual([50, 100, 150]);
  });

  test('a pre-order is taken with nothing on hand when a restock is planned', () => {
    const state = stockOf([level({ incoming: 5, oversell: 'preorder' })]);

    expect(units(levelOf(accept(state, order).state) ?? level())).toEqual<Units>([-5, 5, 0, 5, 0]);
  });

  test('returned units are on-hand first, and available only when restocked', () => {
    const shipped = stockOf(
      [level({ available: 10 })],
      [order, { type: 'order.fulfilled', orderId: '1001' }],
    );
    const lines = [line({ quantity: 2 })];
    const back = accept(shipped, { type: 'return.received', orderId: '1001', lines }).state;
    const restocked = accept(back, { type: 'return.restocked', id: 'e2', lines }).state;

    expect(units(levelOf(back) ?? level())).toEqual<Units>([5, 0, 2, 0, 7]);
    expect(units(levelOf(restocked) ?? level())).toEqual<Units>([7, 0, 0, 0, 7]);
  });
});
