import { expect, test } from 'vitest';
import { transition } from '../../src/model/index.ts';
import type { QuantityName, Rejection, StockEvent, StockLevel } from '../../src/model/index.ts';
import { event, HERE, level, line, stockOf } from './fixtures.ts';
import type { EventFields } from './fixtures.ts';

interface Row {
  does: string;
  levels?: StockLevel[];
  history?: EventFields[];
  event: EventFields;
  rejection: Rejection;
}

function negative(name: QuantityName, actual: number, requested: number, floor = 0): Rejection {
  return { reason: 'negative-quantity', ...HERE, name, actual, requested, floor };
}

/** What a JavaScript caller might write, and the types forbid. */
const withCommitted = { committed: 3 } as object;

const rows: Row[] = [
  {
    does: 'stock.set of committed is refused',
    event: { type: 'stock.set', ...HERE, quantities: withCommitted },
    rejection: { reason: 'committed-read-only', ...HERE },
  },
  {
    does: 'stock.adjusted of committed beside another name is refused',
    event: { type: 'stock.adjusted', ...HERE, deltas: { available: 1, ...withCommitted } },
    rejection: { reason: 'committed-read-only', ...HERE },
  },
  {
    does: 'opening quantities that name committed are refused',
    levels: [],
    event: { type: 'variant.connected', ...HERE, quantities: withCommitted },
    rejection: { reason: 'committed-read-only', ...HERE },
  },
  {
    does: 'a second connect is refused',
    event: { type: 'variant.connected', ...HERE },
    rejection: { reason: 'already-connected', ...HERE },
  },
  {
    does: 'a disconnect with available units is refused',
    levels: [level({ available: 4, unavailable: 1, incoming: 2 })],
    event: { type: 'variant.disconnected', ...HERE },
    rejection: { reason: 'stock-at-location', ...HERE, available: 4, unavailable: 1 },
  },
  {
    does: 'a disconnect with unavailable units is refused',
    levels: [level({ unavailable: 1 })],
    event: { type: 'variant.disconnected', ...HERE },
    rejection: { reason: 'stock-at-location', ...HERE, available: 0, unavailable: 1 },
  },
  {
    does: 'a disconnect with committed units is refused',
    levels: [level({ committed: 1 })],
    event: { type: 'variant.disconnected', ...HERE },
    rejection: { reason: 'committed-at-location', ...HERE, committed: 1 },
  },
  {
    does: 'a disconnect with incoming units is refused',
    levels: [level({ incoming: 1 })],
    event: { type: 'variant.disconnected', ...HERE },
    rejection: { reason: 'incoming-at-location', ...HERE, incoming: 1 },
  },
  {
    does: 'a count below 0 is refused',
    levels: [level({ available: 3 })],
    event: { type: 'stock.set', ...HERE, quantities: { available: -1 } },
    rejection: negative('available', 3, -1),
  },
  {
    does: 'a count below 0 is refused under safety stock too, with 0 as its bound',
    levels: [level({ available: 3, oversell: { floor: 2 } })],
    event: { type: 'stock.adjusted', ...HERE, deltas: { available: -4 } },
    rejection: negative('available', 3, -1),
  },
  {
    does: 'a count below the backorder limit is refused',
    levels: [level({ available: 0, unavailable: 9, oversell: { floor: -4 } })],
    event: { type: 'stock.adjusted', ...HERE, deltas: { available: -5 } },
    rejection: negative('available', 0, -5, -4),
  },
  {
    does: 'a count of on-hand that would take available below 0 is refused',
    levels: [level({ available: 3, committed: 5 })],
    event: { type: 'stock.set', ...HERE, quantities: { onHand: 4 } },
    rejection: negative('available', 3, -1),
  },
  {
    does: 'on-hand below 0 is refused even where available may fall without end',
    levels: [level({ available: 3, unavailable: 1, oversell: 'continue' })],
    event: { type: 'stock.adjusted', ...HERE, deltas: { available: -5 } },
    rejection: negative('onHand', 4, -1),
  },
  {
    does: 'opening quantities below 0 are refused',
    levels: [],
    event: { type: 'variant.connected', ...HERE, quantities: { incoming: -1 } },
    rejection: negative('incoming', 0, -1),
  },
  {
    does: 'holding more than is available is refused',
    levels: [level({ available: 3 })],
    event: { type: 'stock.held', ...HERE, quantity: 5, reason: 'draft order' },
    rejection: negative('available', 3, -2),
  },
  ...(['stock.released', 'stock.written-off'] as const).map((type): Row => ({
    does: `${type} of more than is set aside is refused`,
    levels: [level({ available: 3, unavailable: 2 })],
    event: { type, ...HERE, quantity: 3 },
    rejection: negative('unavailable', 2, -1),
  })),
  {
    does: 'on-hand that contradicts the other quantities is refused',
    levels: [level({ available: 3, committed: 5, unavailable: 2 })],
    event: { type: 'stock.set', ...HERE, quantities: { available: 4, onHand: 10 } },
    rejection: { reason: 'conflicting-quantities', ...HERE, expected: 10, actual: 11 },
  },
  {
    does: 'an on-hand delta that contradicts the other deltas is refused',
    levels: [level({ available: 3 })],
    event: {
      type: 'stock.adjusted',
      ...HERE,
      deltas: { available: 1, unavailable: 1, onHand: 1 },
    },
    rejection: { reason: 'conflicting-quantities', ...HERE, expected: 1, actual: 2 },
  },
  {
    does: 'opening quantities that contradict each other are refused',
    levels: [],
    event: { type: 'variant.connected', ...HERE, quantities: { available: 1, onHand: 2 } },
    rejection: { reason: 'conflicting-quantities', ...HERE, expected: 2, actual: 1 },
  },
  {
    does: 'stock.set is refused where the level is not what the caller believed',
    levels: [level({ available: 3 })],
    event: {
      type: 'stock.set',
      ...HERE,
      quantities: { onHand: 40 },
      expected: { available: 3, onHand: 42 },
    },
    rejection: { reason: 'stale', ...HERE, name: 'onHand', expected: 42, actual: 3 },
  },
  {
    does: 'stock.adjusted is refused where committed is not what the caller believed',
    levels: [level({ committed: 1 })],
    event: {
      type: 'stock.adjusted',
      ...HERE,
      deltas: { available: 1 },
      expected: { committed: 0 },
    },
    rejection: { reason: 'stale', ...HERE, name: 'committed', expected: 0, actual: 1 },
  },
  {
    does: 'a change that would be too large to count is refused',
    levels: [level({ available: Number.MAX_SAFE_INTEGER })],
    event: { type: 'stock.adjusted', ...HERE, deltas: { available: 1 } },
    rejection: {
      reason: 'invalid-quantity',
      path: '',
      expected: 'small enough to be counted exactly',
      actual: '9007199254740992',
    },
  },
  {
    does: 'a change that is too large to count is refused, though its ends are not',
    levels: [level({ available: -2, unavailable: 2 })],
    event: {
      type: 'stock.set',
      ...HERE,
      quantities: { available: Number.MAX_SAFE_INTEGER, unavailable: 0 },
    },
    rejection: {
      reason: 'invalid-quantity',
      path: '',
      expected: 'small enough to be counted exactly',
      actual: '9007199254740990',
    },
  },
  {
    does: 'an id that was used before by another event is refused',
    levels: [level({ available: 9 })],
    history: [{ type: 'stock.held', id: 'e1', ...HERE, quantity: 1, reason: 'draft order' }],
    event: { type: 'stock.held', id: 'e1', ...HERE, quantity: 2, reason: 'draft order' },
    rejection: { reason: 'event-id-reused', eventId: 'e1' },
  },
];

test.each(rows)('$does', ({ levels = [level()], history, event: fields, rejection }) => {
  const state = stockOf(levels, history);

  expect(transition(state, event(fields))).toEqual({ ok: false, state, rejection });
});

const unconnected: { [Type in StockEvent['type']]?: EventFields } = {
  'variant.disconnected': { type: 'variant.disconnected', ...HERE },
  'oversell.changed': { type: 'oversell.changed', ...HERE, oversell: 'deny' },
  'stock.set': { type: 'stock.set', ...HERE, quantities: { available: 1 } },
  'stock.adjusted': { type: 'stock.adjusted', ...HERE, deltas: { available: 1 } },
  'stock.held': { type: 'stock.held', ...HERE, quantity: 1, reason: 'draft order' },
  'stock.released': { type: 'stock.released', ...HERE, quantity: 1 },
  'stock.written-off': { type: 'stock.written-off', ...HERE, quantity: 1 },
};

test.each(Object.values(unconnected))(
  '$type at a place that is not connected is refused',
  (fields) => {
    const state = stockOf([]);
    const rejection = { reason: 'not-connected', ...HERE };

    expect(transition(state, event(fields))).toEqual({ ok: false, state, rejection });
  },
);

test.each(['order.placed', 'return.received', 'return.restocked'] as const)(
  '%s names the line that is not connected',
  (type) => {
    const state = stockOf([level({ available: 5, unavailable: 5 })]);
    const lines = [line({}), line({ locationId: 'nowhere' })];
    const fields: EventFields =
      type === 'order.placed' ? { type, orderId: '1001', lines } : { type, lines };
    const place = { variantId: HERE.variantId, locationId: 'nowhere' };

    expect(transition(state, event(fields))).toEqual({
      ok: false,
      state,
      rejection: { reason: 'not-connected', ...place, line: 1 },
    });
  },
);
