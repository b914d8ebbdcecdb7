import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canTransition, sellable, totals } from '../../src/model/index.ts';
import type { StockLevel } from '../../src/model/index.ts';
import { expectOfEveryStep, history } from './arbitraries.ts';
import { event } from './fixtures.ts';

/** The floor of the design's rule for orders, written down once more. */
function floorOf({ oversell, incoming }: StockLevel): number {
  if (typeof oversell === 'object') return oversell.floor;
  return { deny: 0, preorder: -incoming, continue: Number.NEGATIVE_INFINITY }[oversell];
}

test('an order never takes available below its floor', () => {
  expectOfEveryStep(({ event: given, result }) => {
    const entries = result.ok && given.type === 'order.placed' ? result.entries : [];
    for (const { after } of entries) {
      expect(after.available).toBeGreaterThanOrEqual(floorOf(after));
    }
  });
});

test('no other event takes available down to below the lower of its floor and 0', () => {
  expectOfEveryStep(({ result }) => {
    const lowered = (result.ok ? result.entries : []).filter(({ deltas }) => deltas.available < 0);
    for (const { after } of lowered) {
      expect(after.available).toBeGreaterThanOrEqual(Math.min(0, floorOf(after)));
    }
  });
});

test('an order may take what is sellable, and not one unit more', () => {
  fc.assert(
    fc.property(history, ({ state }) => {
      for (const each of state.levels.values()) {
        const most = Math.min(sellable(each), 1000);
        const { variantId, locationId } = each;
        const order = (quantity: number): boolean =>
          canTransition(
            state,
            event({
              type: 'order.placed',
              orderId: 'new',
              lines: [{ variantId, locationId, quantity }],
            }),
          );

        expect(most === 0 || order(most)).toBe(true);
        expect(order(most + 1)).toBe(sellable(each) === Number.POSITIVE_INFINITY);
      }
    }),
  );
});

test('what orders have open is what is committed, and the tallies of a line add up', () => {
  fc.assert(
    fc.property(history, ({ state }) => {
      const orders = [...state.orders.values()].flatMap(({ lines }) => lines);
      const shipments = [...state.shipments.values()].flatMap(({ lines }) => lines);
      const open = orders.reduce((sum, line) => sum + line.open, 0);

      expect(totals(state.levels).committed).toBe(open);
      for (const line of orders) {
        expect(line.open + line.fulfilled + line.cancelled + line.returned).toBe(line.ordered);
        expect(
          Math.min(line.open, line.fulfilled, line.cancelled, line.returned),
        ).toBeGreaterThanOrEqual(0);
      }
      for (const line of shipments) {
        expect(line.open + line.received + line.cancelled).toBe(line.announced);
        expect(Math.min(line.open, line.received, line.cancelled)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
