import { describe, expect, test } from 'vitest';
import { canTransition, transition, transitionAll } from '../../src/model/index.ts';
import type { StockEvent } from '../../src/model/index.ts';
import {
  accept,
  AT,
  copyOf,
  event,
  HERE,
  level,
  levelOf,
  line,
  MUG,
  SOUTH,
  stockOf,
} from './fixtures.ts';

const ordered = event({
  type: 'order.placed',
  orderId: '1001',
  lines: [line({ quantity: 3 }), line({ variantId: MUG })],
});
const shirts = level({ available: 5 });
const mugs = level({ variantId: MUG, available: 5 });

describe('transition', () => {
  test('leaves the state that it was given as it was', () => {
    const state = stockOf([shirts, mugs]);
    const copy = copyOf(state);
    transition(state, ordered);

    expect(state).toEqual(copy);
  });

  test('shares the levels that the event does not name, by reference', () => {
    const south = level({ locationId: SOUTH });
    const { state } = accept(stockOf([shirts, mugs, south]), ordered);

    expect(levelOf(state, HERE.variantId, SOUTH)).toBe(south);
  });

  test('applies an event with several lines as a whole or not at all', () => {
    const state = stockOf([shirts, level({ variantId: MUG })]);
    const result = transition(state, ordered);

    expect(result.ok).toBe(false);
    expect(result.state).toBe(state);
  });

  test('changes and records nothing when an event is repeated', () => {
    const { state } = accept(stockOf([shirts, mugs]), ordered);
    const again = transition(state, structuredClone(ordered));

    expect(again).toEqual({ ok: true, state, entries: [] });
    expect(again.state).toBe(state);
  });

  test('knows a repeated event by what it says, not by the order of its fields', () => {
    const { state } = accept(stockOf([shirts, mugs]), ordered);
    const shuffled = {
      lines: [
        { quantity: 3, locationId: HERE.locationId, variantId: HERE.variantId },
        { locationId: HERE.locationId, quantity: 1, variantId: MUG },
      ],
      orderId: '1001',
      at: AT,
      id: 'e1',
      type: 'order.placed',
    } as const;

    expect(transition(state, shuffled).state).toBe(state);
  });

  test('repeats nothing after the level has gone, either', () => {
    const connected = event({ type: 'variant.connected', ...HERE });
    const state = stockOf([], [connected, { type: 'variant.disconnected', ...HERE, id: 'e2' }]);

    expect(transition(state, connected)).toEqual({ ok: true, state, entries: [] });
  });

  test.each<[what: string, other: StockEvent]>([
    ['another time', { ...ordered, at: '2026-03-01T09:30:01Z' }],
    ['another reason', { ...ordered, reason: 'phone' }],
    ['another type', event({ type: 'order.cancelled', orderId: '1001' })],
    ['fewer lines', event({ type: 'order.placed', orderId: '1001', lines: [line({})] })],
    [
      'another quantity',
      event({
        type: 'order.placed',
        orderId: '1001',
        lines: [line({ quantity: 4 }), line({ variantId: MUG })],
      }),
    ],
  ])('refuses an id that comes back with %s', (_, other) => {
    const { state } = accept(stockOf([shirts, mugs]), ordered);

    expect(transition(state, other)).toEqual({
      ok: false,
      state,
      rejection: { reason: 'event-id-reused', eventId: 'e1' },
    });
  });

  test('refuses an id that comes back with another type and all else the same', () => {
    const state = stockOf([level({ unavailable: 5 })]);
    const released = event({ type: 'stock.released', ...HERE, quantity: 1 });
    const after = transition(state, released).state;

    expect(
      transition(after, { ...released, type: 'stock.written-off' } as StockEvent),
    ).toMatchObject({ ok: false, rejection: { reason: 'event-id-reused' } });
  });

  test('lets the id of a refused event be used again', () => {
    const state = stockOf([shirts, mugs]);
    const refused = transition(state, event({ type: 'order.cancelled', orderId: '1001' }));

    expect(refused.ok).toBe(false);
    expect(transition(refused.state, ordered).ok).toBe(true);
  });

  test('ignores fields that the event does not have', () => {
    const held = event({ type: 'stock.held', ...HERE, quantity: 2, reason: 'draft order' });
    const stray = { orderId: '1001', shipmentId: 'T-1', lines: [], deltas: { available: 9 } };
    const state = stockOf([shirts]);
    const result = transition(state, { ...held, ...stray });

    expect(levelOf(result.state)).toEqual(level({ available: 3, unavailable: 2 }));
    expect(result.state.orders.size + result.state.shipments.size).toBe(0);
  });

  test('counts what a received line accepts and rejects, whatever else it says', () => {
    const state = stockOf(
      [shirts],
      [
        {
          type: 'shipment.announced',
          shipmentId: 'PO-7',
          locationId: HERE.locationId,
          lines: [{ variantId: HERE.variantId, quantity: 5 }],
        },
      ],
    );
    const lines = [{ variantId: HERE.variantId, quantity: 5, accepted: 2 }];
    const { state: after } = accept(state, {
      type: 'shipment.received',
      shipmentId: 'PO-7',
      lines,
    });

    expect(after.shipments.get('PO-7')?.lines).toMatchObject([{ open: 3, received: 2 }]);
  });
});

describe('transitionAll', () => {
  const first = event({
    type: 'stock.held',
    id: 'e0',
    ...HERE,
    quantity: 1,
    reason: 'draft order',
  });

  test('applies each event to what the one before it left', () => {
    const result = transitionAll(stockOf([shirts, mugs]), [first, ordered]);

    expect(result.ok && result.entries.map(({ eventId }) => eventId)).toEqual(['e0', 'e1', 'e1']);
    expect(levelOf(result.state)).toEqual(level({ available: 1, committed: 3, unavailable: 1 }));
  });

  test('says which event was refused, and applies none', () => {
    const state = stockOf([shirts]);

    expect(transitionAll(state, [first, first, ordered])).toEqual({
      ok: false,
      state,
      failedIndex: 2,
      rejection: { reason: 'not-connected', ...HERE, variantId: MUG, line: 1 },
    });
  });

  test('returns the state that it was given where nothing changes', () => {
    const { state } = accept(stockOf([shirts, mugs]), ordered);

    expect(transitionAll(state, [ordered, ordered]).state).toBe(state);
    expect(transitionAll(state, []).state).toBe(state);
  });
});

test('canTransition says what transition would do', () => {
  const state = stockOf([shirts, mugs]);

  expect(canTransition(state, ordered)).toBe(true);
  expect(canTransition(state, { ...ordered, lines: [line({ quantity: 6 })] } as StockEvent)).toBe(
    false,
  );
});
