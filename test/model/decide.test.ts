import { describe, expect, test } from 'vitest';
import {
  decide,
  emptyStock,
  eventContent,
  mutableStock,
  transition,
} from '../../src/model/index.ts';
import type { StockEvent, StockView } from '../../src/model/index.ts';
import { event, HERE, level, line, MUG, stockOf } from './fixtures.ts';

const ordered = event({
  type: 'order.placed',
  orderId: '1001',
  lines: [line({ quantity: 3 }), line({ variantId: MUG })],
});
const shirts = level({ available: 5 });
const mugs = level({ variantId: MUG, available: 5 });

describe('decide', () => {
  /** A view that holds two levels and nothing else, and writes down what it is asked. */
  function viewOf(asked: string[]): StockView {
    return {
      level: (variantId, locationId) => {
        asked.push(`level ${variantId} ${locationId}`);
        return variantId === MUG ? mugs : shirts;
      },
      order: (orderId) => {
        asked.push(`order ${orderId}`);
        return undefined;
      },
      shipment: (shipmentId) => {
        asked.push(`shipment ${shipmentId}`);
        return undefined;
      },
      event: (id) => {
        asked.push(`event ${id}`);
        return undefined;
      },
    };
  }

  test('returns what changes, and the order as it is afterwards', () => {
    const decision = decide(viewOf([]), ordered);

    expect(decision).toMatchObject({
      ok: true,
      duplicate: false,
      entries: [
        { after: level({ available: 2, committed: 3 }) },
        { after: level({ variantId: MUG, available: 4, committed: 1 }) },
      ],
      order: { orderId: '1001', lines: [{ open: 3 }, { open: 1 }] },
    });
  });

  test('reads nothing but what the event names', () => {
    const asked: string[] = [];
    decide(viewOf(asked), ordered);

    expect(new Set(asked)).toEqual(
      new Set([
        'event e1',
        'order 1001',
        `level ${HERE.variantId} ${HERE.locationId}`,
        `level ${MUG} ${HERE.locationId}`,
      ]),
    );
  });

  test('calls an event a duplicate when the view knows its content', () => {
    const view = { ...viewOf([]), event: () => eventContent(ordered) };

    expect(decide(view, ordered)).toEqual({ ok: true, duplicate: true, entries: [] });
  });

  test('reads nothing at all for what is no event', () => {
    const asked: string[] = [];
    decide(viewOf(asked), { ...ordered, lines: [] } as StockEvent);

    expect(asked).toEqual([]);
  });
});

describe('mutableStock', () => {
  test('carries out what it decides, in place', () => {
    const stock = mutableStock(stockOf([shirts, mugs]));
    const decision = stock.apply(ordered);

    expect(decision.ok && decision.duplicate).toBe(false);
    expect(stock.level(HERE.variantId, HERE.locationId)?.available).toBe(2);
    expect(stock.order('1001')?.lines).toHaveLength(2);
    expect(stock.event('e1')).toBe(eventContent(ordered));
    expect(stock.state).toEqual(transition(stockOf([shirts, mugs]), ordered).state);
  });

  test('leaves the state that it began with alone', () => {
    const state = stockOf([shirts, mugs]);
    mutableStock(state).apply(ordered);

    expect(state).toEqual(stockOf([shirts, mugs]));
  });

  test('changes nothing by an event that is refused', () => {
    const stock = mutableStock(stockOf([shirts]));
    const before = stock.snapshot();

    expect(stock.apply(ordered).ok).toBe(false);
    expect(stock.state).toEqual(before);
  });

  test('takes snapshots that later events do not change', () => {
    const stock = mutableStock(stockOf([shirts, mugs]));
    const before = stock.snapshot();
    stock.apply(ordered);

    expect(before).toEqual(stockOf([shirts, mugs]));
    expect(stock.snapshot()).toEqual(stock.state);
  });

  test('begins with nothing unless it is given something', () => {
    expect(mutableStock().state).toEqual(emptyStock());
  });

  test('carries out a disconnect', () => {
    const stock = mutableStock(stockOf([level()]));
    stock.apply(event({ type: 'variant.disconnected', ...HERE }));

    expect(stock.level(HERE.variantId, HERE.locationId)).toBeUndefined();
  });
});
