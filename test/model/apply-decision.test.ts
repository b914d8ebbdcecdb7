import { describe, expect, test } from 'vitest';
import { applyDecision, decide, eventContent, mutableStock } from '../../src/model/index.ts';
import type { StockState, StockWriter } from '../../src/model/index.ts';
import { event, HERE, level, line, MUG, SHIRT, SOUTH, stockOf } from './fixtures.ts';
import type { EventFields } from './fixtures.ts';

/** All that a writer is told, in short, when an event is decided on a state. */
function toldOf(state: StockState, fields: EventFields): unknown[] {
  const told: unknown[] = [];
  const writer: StockWriter = {
    setLevel: (after, entry) => told.push(['set', after.variantId, after.available, entry.deltas]),
    deleteLevel: (after, entry) => told.push(['delete', after.variantId, entry.type]),
    setOrder: ({ orderId, lines }) => told.push(['order', orderId, lines.length]),
    setShipment: ({ shipmentId, lines }) => told.push(['shipment', shipmentId, lines.length]),
    setEvent: (id, content) => told.push(['event', id, content]),
  };
  const happened = event(fields);
  applyDecision(writer, happened, decide(mutableStock(state), happened));
  return told;
}

const stock = stockOf([level({ available: 5 }), level({ variantId: MUG, available: 5 })]);
const order = {
  type: 'order.placed',
  orderId: '1001',
  lines: [line({ quantity: 2 }), line({ variantId: MUG, quantity: 1 })],
} as const;

describe('a writer is told of', () => {
  test('each level in the order of the ledger, then the order, then the content', () => {
    const none = { unavailable: 0, incoming: 0, onHand: 0 };

    expect(toldOf(stock, order)).toEqual([
      ['set', SHIRT, 3, { available: -2, committed: 2, ...none }],
      ['set', MUG, 4, { available: -1, committed: 1, ...none }],
      ['order', '1001', 2],
      ['event', 'e1', eventContent(event(order))],
    ]);
  });

  test('a shipment', () => {
    const lines = [{ variantId: SHIRT, quantity: 2 }];
    const there = stockOf([level({ locationId: SOUTH })]);
    const told = toldOf(there, {
      type: 'shipment.announced',
      shipmentId: 'PO-7',
      locationId: SOUTH,
      lines,
    });

    expect(told.map((each) => (each as unknown[])[0])).toEqual(['set', 'shipment', 'event']);
  });

  test('a level that is gone', () => {
    const told = toldOf(stockOf([level()]), { type: 'variant.disconnected', ...HERE });

    expect(told[0]).toEqual(['delete', SHIRT, 'variant.disconnected']);
    expect(told).toHaveLength(2);
  });

  test('nothing for a refused event, nor for one that comes again', () => {
    const after = stockOf([...stock.levels.values()], [{ ...order, id: 'e1' }]);

    expect(toldOf(stock, { ...order, lines: [line({ quantity: 9 })] })).toEqual([]);
    expect(toldOf(after, order)).toEqual([]);
  });
});
