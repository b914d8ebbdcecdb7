import assert from 'node:assert';
import { describe, expect, test } from 'vitest';
import { emptyStock, loadStock, saveStock, transition } from '../../src/model/index.ts';
import type { SavedStock, StockState } from '../../src/model/index.ts';
import { accept, event, HERE, level, line, NORTH, SHIRT, SOUTH, stockOf } from './fixtures.ts';

const eventful = stockOf(
  [level({ available: 10, oversell: { floor: -2 } }), level({ locationId: SOUTH })],
  [
    { type: 'order.placed', orderId: '1001', lines: [line({ quantity: 4 })] },
    { type: 'order.fulfilled', orderId: '1001', lines: [line({ quantity: 1 })] },
    {
      type: 'shipment.announced',
      shipmentId: 'T-1',
      origin: NORTH,
      locationId: SOUTH,
      lines: [{ variantId: SHIRT, quantity: 2 }],
    },
  ],
);

describe.each([
  ['structuredClone', (state: StockState) => loadStock(structuredClone(saveStock(state)))],
  [
    'JSON',
    (state: StockState) => loadStock(JSON.parse(JSON.stringify(saveStock(state))) as SavedStock),
  ],
])('a state that went through %s', (_, copy) => {
  test('equals the one that it was', () => {
    expect(copy(eventful)).toEqual(eventful);
    expect(copy(emptyStock())).toEqual(emptyStock());
  });

  test('goes on as the one that it was would', () => {
    const next = event({ type: 'order.fulfilled', orderId: '1001' });

    expect(transition(copy(eventful), next)).toEqual(transition(eventful, next));
  });

  test('still knows which events it has seen', () => {
    const again = event({
      type: 'order.placed',
      id: 'h1',
      orderId: '1001',
      lines: [line({ quantity: 4 })],
    });
    const restored = copy(eventful);

    expect(transition(restored, again)).toEqual({ ok: true, state: restored, entries: [] });
  });
});

describe('a state', () => {
  test('counts its ledger entries', () => {
    expect(eventful.position).toBe(4);
    expect(emptyStock().position).toBe(0);
  });

  test('keeps levels, orders and shipments frozen in depth', () => {
    const order = eventful.orders.get('1001');
    const shipment = eventful.shipments.get('T-1');
    const kept = [
      ...eventful.levels.values(),
      ...[...eventful.levels.values()].map(({ oversell }) => oversell),
      order,
      order?.lines,
      ...(order?.lines ?? []),
      shipment,
      shipment?.lines,
      ...(shipment?.lines ?? []),
    ];

    expect(kept.map((part) => Object.isFrozen(part))).toEqual(kept.map(() => true));
  });

  test('shares nothing with the event that it came from', () => {
    const policy = { floor: -2 };
    const { state } = accept(emptyStock(), {
      type: 'variant.connected',
      ...HERE,
      oversell: policy,
    });
    policy.floor = -9;

    expect([...state.levels.values()].map(({ oversell }) => oversell)).toEqual([{ floor: -2 }]);
  });

  test('emptyStock is new each time, so that nobody can fill it for others', () => {
    expect(emptyStock()).not.toBe(emptyStock());
    expect(emptyStock().levels).not.toBe(emptyStock().levels);
  });
});

describe('who looks at a state from outside', () => {
  const other = accept(eventful, { type: 'stock.held', ...HERE, quantity: 1, reason: 'check' });

  test('sees its entries by toEqual and in JSON', () => {
    expect(other.state).not.toEqual(eventful);
    expect(JSON.stringify(eventful)).toContain('"orderId":"1001"');
    expect(JSON.parse(JSON.stringify(eventful))).toMatchObject({
      levels: [...eventful.levels],
      events: [...eventful.events],
    });
  });

  test('compares by node:assert, and clones, what saveStock makes of it', () => {
    const [one, another] = [saveStock(eventful), saveStock(other.state)];

    expect(() => assert.deepStrictEqual(another, one)).toThrow(assert.AssertionError);
    expect(() => assert.deepStrictEqual(saveStock(eventful), one)).not.toThrow();
    expect(structuredClone(saveStock(eventful))).toEqual(saveStock(eventful));
  });
});
