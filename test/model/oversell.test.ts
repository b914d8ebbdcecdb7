import { describe, expect, test } from 'vitest';
import { transition } from '../../src/model/index.ts';
import { accept, event, HERE, level, levelOf, line, postings, stockOf, units } from './fixtures.ts';
import type { EventFields } from './fixtures.ts';

describe('the lower bound of available', () => {
  const lower: EventFields[] = [
    { type: 'stock.set', ...HERE, quantities: { available: 0 } },
    { type: 'stock.adjusted', ...HERE, deltas: { onHand: -5 } },
    { type: 'stock.held', ...HERE, quantity: 5, reason: 'draft order' },
  ];

  test.each(lower)('$type may use up safety stock, which holds back orders alone', (fields) => {
    const state = stockOf([level({ available: 5, oversell: { floor: 3 } })]);

    expect(levelOf(accept(state, fields).state)?.available).toBe(0);
  });

  test.each([
    [{ floor: -4 }, { available: 0, unavailable: 9 }, -4],
    ['preorder', { available: 0, unavailable: 9, incoming: 6 }, -6],
    ['continue', { available: 0, unavailable: 9 }, -9],
  ] as const)('counts under %j may go down to %o.available', (oversell, init, available) => {
    const state = stockOf([level({ ...init, oversell })]);
    const result = accept(state, { type: 'stock.set', ...HERE, quantities: { available } });

    expect(levelOf(result.state)?.available).toBe(available);
  });

  test('does not stop an event that raises available, even where it stays below', () => {
    const state = stockOf([level({ available: -5, unavailable: 9 })]);
    const result = accept(state, { type: 'stock.released', ...HERE, quantity: 2 });

    expect(levelOf(result.state)?.available).toBe(-3);
  });

  test('does not stop an event that leaves available alone', () => {
    const state = stockOf([level({ available: -5, unavailable: 9 })]);
    const result = transition(state, event({ type: 'stock.written-off', ...HERE, quantity: 4 }));

    expect(result.ok && units(levelOf(result.state) ?? level())).toEqual([-5, 0, 5, 0, 0]);
  });
});

describe('an order', () => {
  test.each([
    ['deny', 0, 0],
    ['preorder', 7, -7],
    [{ floor: -4 }, 0, -4],
    [{ floor: 3 }, 0, 3],
  ] as const)(
    'may take available under %j with %i incoming down to %i',
    (oversell, incoming, floor) => {
      const state = stockOf([level({ available: 5, incoming, oversell })]);
      const result = accept(state, {
        type: 'order.placed',
        orderId: '1001',
        lines: [line({ quantity: 5 - floor })],
      });

      expect(levelOf(result.state)?.available).toBe(floor);
    },
  );

  test("may take any number under 'continue', with nothing on hand", () => {
    const state = stockOf([level({ oversell: 'continue' })]);
    const lines = [line({ quantity: 1_000_000 })];
    const result = accept(state, { type: 'order.placed', orderId: '1001', lines });

    expect(levelOf(result.state)).toEqual(
      level({ available: -1_000_000, committed: 1_000_000, oversell: 'continue' }),
    );
  });

  test('that was oversold can be shipped as far as units are there', () => {
    const oversold: EventFields = {
      type: 'order.placed',
      orderId: '1001',
      lines: [line({ quantity: 8 })],
    };
    const state = stockOf([level({ available: 5, oversell: 'continue' })], [oversold]);
    const lines = [line({ quantity: 5 })];
    const result = accept(state, { type: 'order.fulfilled', orderId: '1001', lines });

    expect(postings(result.entries)).toEqual([
      [HERE.variantId, HERE.locationId, [0, -5, 0, 0, -5], [-3, 3, 0, 0, 0]],
    ]);
  });
});
