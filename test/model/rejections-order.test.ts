import { expect, test } from 'vitest';
import { transition } from '../../src/model/index.ts';
import type { Rejection, StockLevel } from '../../src/model/index.ts';
import { event, HERE, level, line, SOUTH, stockOf } from './fixtures.ts';
import type { EventFields } from './fixtures.ts';

interface Row {
  does: string;
  levels?: StockLevel[];
  history?: EventFields[];
  event: EventFields;
  rejection: Rejection;
}

const orderId = '1001';
const placed: EventFields = { type: 'order.placed', orderId, lines: [line({ quantity: 5 })] };
const shipped: EventFields = { type: 'order.fulfilled', orderId };
const exceedsOrder = { reason: 'exceeds-order', orderId, ...HERE, line: 0 } as const;

const rows: Row[] = [
  {
    does: 'an order of more than is available is refused, with what the lines before it left',
    event: { ...placed, lines: [line({ quantity: 7 }), line({ quantity: 4 })] },
    rejection: {
      reason: 'insufficient-stock',
      ...HERE,
      line: 1,
      requested: 4,
      available: 3,
      floor: 0,
    },
  },
  {
    does: 'an order into safety stock is refused',
    levels: [level({ available: 7, oversell: { floor: 3 } })],
    event: placed,
    rejection: {
      reason: 'insufficient-stock',
      ...HERE,
      line: 0,
      requested: 5,
      available: 7,
      floor: 3,
    },
  },
  {
    does: 'a pre-order of more than is incoming is refused',
    levels: [level({ available: 0, incoming: 4, oversell: 'preorder' })],
    event: placed,
    rejection: {
      reason: 'insufficient-stock',
      ...HERE,
      line: 0,
      requested: 5,
      available: 0,
      floor: -4,
    },
  },
  {
    does: 'an order beyond the backorder limit is refused',
    levels: [level({ available: 2, oversell: { floor: -2 } })],
    event: placed,
    rejection: {
      reason: 'insufficient-stock',
      ...HERE,
      line: 0,
      requested: 5,
      available: 2,
      floor: -2,
    },
  },
  {
    does: 'shipping oversold units that are not there is refused',
    levels: [level({ available: 3, oversell: 'continue' })],
    history: [placed],
    event: { type: 'order.fulfilled', orderId, lines: [line({ quantity: 4 })] },
    rejection: {
      reason: 'insufficient-on-hand',
      ...HERE,
      line: 0,
      requested: 4,
      shippable: 3,
      available: -2,
      committed: 5,
    },
  },
  {
    does: 'shipping all of an oversold order is refused without naming a line',
    levels: [level({ unavailable: 9, oversell: 'continue' })],
    history: [placed],
    event: shipped,
    rejection: {
      reason: 'insufficient-on-hand',
      ...HERE,
      requested: 5,
      shippable: 0,
      available: -5,
      committed: 5,
    },
  },
  {
    does: 'an order id that is taken is refused',
    history: [placed],
    event: { ...placed, id: 'e2' },
    rejection: { reason: 'order-exists', orderId },
  },
  {
    does: 'an order id stays taken after its order was cancelled',
    history: [placed, { type: 'order.cancelled', orderId }],
    event: { ...placed, id: 'e2' },
    rejection: { reason: 'order-exists', orderId },
  },
  ...(['order.cancelled', 'order.fulfilled'] as const).flatMap((type): Row[] => [
    {
      does: `${type} of an unknown order is refused`,
      event: { type, orderId },
      rejection: { reason: 'order-not-found', orderId },
    },
    {
      does: `${type} of more than is open is refused`,
      history: [placed],
      event: { type, orderId, lines: [line({ quantity: 6 })] },
      rejection: { ...exceedsOrder, actual: 5, requested: 6 },
    },
    {
      does: `${type} counts the lines of one event together`,
      history: [placed],
      event: { type, orderId, lines: [line({ quantity: 3 }), line({ quantity: 3 })] },
      rejection: { ...exceedsOrder, line: 1, actual: 2, requested: 3 },
    },
    {
      does: `${type} of a variant that was not ordered there is refused`,
      levels: [level({ available: 10 }), level({ available: 10, locationId: SOUTH })],
      history: [placed],
      event: { type, orderId, lines: [line({ locationId: SOUTH })] },
      rejection: { ...exceedsOrder, locationId: SOUTH, actual: 0, requested: 1 },
    },
    {
      does: `${type} of all that is open is refused where nothing is`,
      history: [placed, shipped],
      event: { type, orderId },
      rejection: { reason: 'exceeds-order', orderId, actual: 0, requested: 0 },
    },
  ]),
  {
    does: 'fulfillment.cancelled of an unknown order is refused',
    event: { type: 'fulfillment.cancelled', orderId, lines: [line({})] },
    rejection: { reason: 'order-not-found', orderId },
  },
  {
    does: 'fulfillment.cancelled of more than was fulfilled is refused',
    history: [placed, { type: 'order.fulfilled', orderId, lines: [line({ quantity: 2 })] }],
    event: { type: 'fulfillment.cancelled', orderId, lines: [line({ quantity: 3 })] },
    rejection: { ...exceedsOrder, actual: 2, requested: 3 },
  },
  {
    does: 'fulfillment.cancelled of units that came back is refused',
    history: [
      placed,
      shipped,
      { type: 'return.received', orderId, lines: [line({ quantity: 4 })] },
    ],
    event: { type: 'fulfillment.cancelled', orderId, lines: [line({ quantity: 2 })] },
    rejection: { ...exceedsOrder, actual: 1, requested: 2 },
  },
  {
    does: 'return.received for an unknown order is refused',
    event: { type: 'return.received', orderId, lines: [line({})] },
    rejection: { reason: 'order-not-found', orderId },
  },
  {
    does: 'return.received of more than the order shipped is refused',
    history: [placed, { type: 'order.fulfilled', orderId, lines: [line({ quantity: 2 })] }],
    event: { type: 'return.received', orderId, lines: [line({ quantity: 3 })] },
    rejection: { ...exceedsOrder, actual: 2, requested: 3 },
  },
  {
    does: 'return.restocked of more than is set aside is refused',
    levels: [level({ unavailable: 2 })],
    event: { type: 'return.restocked', lines: [line({ quantity: 3 })] },
    rejection: {
      reason: 'negative-quantity',
      ...HERE,
      line: 0,
      name: 'unavailable',
      actual: 2,
      requested: -1,
      floor: 0,
    },
  },
];

const tenShirts = [level({ available: 10 })];

test.each(rows)('$does', ({ levels = tenShirts, history, event: fields, rejection }) => {
  const state = stockOf(levels, history);

  expect(transition(state, event(fields))).toEqual({ ok: false, state, rejection });
});
