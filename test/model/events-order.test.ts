import { describe, expect, test } from 'vitest';
import type { StockLevel } from '../../src/model/index.ts';
import {
  accept,
  level,
  levelOf,
  line,
  MUG,
  NORTH,
  orderTallies,
  postings,
  SHIRT,
  SOUTH,
  stockOf,
} from './fixtures.ts';
import type { EventFields, Posting } from './fixtures.ts';

interface Row {
  does: string;
  levels: StockLevel[];
  history?: EventFields[];
  event: EventFields;
  entries: Posting[];
  /** Per line: open, fulfilled, cancelled, returned. */
  tallies: unknown[];
}

const shirts = level({ available: 10 });
const mugs = level({ variantId: MUG, available: 4 });
const shirtsSouth = level({ locationId: SOUTH, available: 6 });
const placed: EventFields = {
  type: 'order.placed',
  orderId: '1001',
  lines: [line({ quantity: 5 }), line({ variantId: MUG, quantity: 2 })],
};
const fulfilled: EventFields = { type: 'order.fulfilled', orderId: '1001' };

const rows: Row[] = [
  {
    does: 'order.placed moves available to committed, line by line',
    levels: [shirts, mugs],
    event: placed,
    entries: [
      [SHIRT, NORTH, [-5, 5, 0, 0, 0], [5, 5, 0, 0, 10]],
      [MUG, NORTH, [-2, 2, 0, 0, 0], [2, 2, 0, 0, 4]],
    ],
    tallies: [
      [SHIRT, NORTH, [5, 0, 0, 0]],
      [MUG, NORTH, [2, 0, 0, 0]],
    ],
  },
  {
    does: 'order.placed adds up lines of one variant and location in one entry',
    levels: [shirts],
    event: {
      type: 'order.placed',
      orderId: '1001',
      lines: [line({ quantity: 3 }), line({ quantity: 4 })],
    },
    entries: [[SHIRT, NORTH, [-7, 7, 0, 0, 0], [3, 7, 0, 0, 10]]],
    tallies: [[SHIRT, NORTH, [7, 0, 0, 0]]],
  },
  {
    does: 'order.cancelled without lines gives back all that is open',
    levels: [shirts, mugs],
    history: [placed, { type: 'order.fulfilled', orderId: '1001', lines: [line({ quantity: 3 })] }],
    event: { type: 'order.cancelled', orderId: '1001' },
    entries: [
      [SHIRT, NORTH, [2, -2, 0, 0, 0], [7, 0, 0, 0, 7]],
      [MUG, NORTH, [2, -2, 0, 0, 0], [4, 0, 0, 0, 4]],
    ],
    tallies: [
      [SHIRT, NORTH, [0, 3, 2, 0]],
      [MUG, NORTH, [0, 0, 2, 0]],
    ],
  },
  {
    does: 'order.cancelled with lines gives back those units',
    levels: [shirts, mugs],
    history: [placed],
    event: { type: 'order.cancelled', orderId: '1001', lines: [line({ quantity: 4 })] },
    entries: [[SHIRT, NORTH, [4, -4, 0, 0, 0], [9, 1, 0, 0, 10]]],
    tallies: [
      [SHIRT, NORTH, [1, 0, 4, 0]],
      [MUG, NORTH, [2, 0, 0, 0]],
    ],
  },
  {
    does: 'order.fulfilled without lines ships all that is open',
    levels: [shirts, mugs],
    history: [
      placed,
      { type: 'order.cancelled', orderId: '1001', lines: [line({ variantId: MUG, quantity: 2 })] },
    ],
    event: fulfilled,
    entries: [[SHIRT, NORTH, [0, -5, 0, 0, -5], [5, 0, 0, 0, 5]]],
    tallies: [
      [SHIRT, NORTH, [0, 5, 0, 0]],
      [MUG, NORTH, [0, 0, 2, 0]],
    ],
  },
  {
    does: 'order.fulfilled with lines ships those units',
    levels: [shirts, mugs],
    history: [placed],
    event: { type: 'order.fulfilled', orderId: '1001', lines: [line({ quantity: 2 })] },
    entries: [[SHIRT, NORTH, [0, -2, 0, 0, -2], [5, 3, 0, 0, 8]]],
    tallies: [
      [SHIRT, NORTH, [3, 2, 0, 0]],
      [MUG, NORTH, [2, 0, 0, 0]],
    ],
  },
  {
    does: 'fulfillment.cancelled commits the units again',
    levels: [shirts, mugs],
    history: [placed, fulfilled],
    event: { type: 'fulfillment.cancelled', orderId: '1001', lines: [line({ quantity: 4 })] },
    entries: [[SHIRT, NORTH, [0, 4, 0, 0, 4], [5, 4, 0, 0, 9]]],
    tallies: [
      [SHIRT, NORTH, [4, 1, 0, 0]],
      [MUG, NORTH, [0, 2, 0, 0]],
    ],
  },
  {
    does: 'return.received for an order sets the units aside and remembers them',
    levels: [shirts, mugs],
    history: [placed, fulfilled],
    event: { type: 'return.received', orderId: '1001', lines: [line({ quantity: 3 })] },
    entries: [[SHIRT, NORTH, [0, 0, 3, 0, 3], [5, 0, 3, 0, 8]]],
    tallies: [
      [SHIRT, NORTH, [0, 2, 0, 3]],
      [MUG, NORTH, [0, 2, 0, 0]],
    ],
  },
  {
    does: 'return.received for an order may arrive at another location',
    levels: [shirts, mugs, shirtsSouth],
    history: [placed, fulfilled],
    event: {
      type: 'return.received',
      orderId: '1001',
      lines: [line({ locationId: SOUTH, quantity: 3 })],
    },
    entries: [[SHIRT, SOUTH, [0, 0, 3, 0, 3], [6, 0, 3, 0, 9]]],
    tallies: [
      [SHIRT, NORTH, [0, 2, 0, 3]],
      [MUG, NORTH, [0, 2, 0, 0]],
    ],
  },
  {
    does: 'return.received counts first against the line of its own location',
    levels: [shirts, shirtsSouth],
    history: [
      {
        type: 'order.placed',
        orderId: '1001',
        lines: [line({ quantity: 2 }), line({ locationId: SOUTH, quantity: 2 })],
      },
      fulfilled,
    ],
    event: {
      type: 'return.received',
      orderId: '1001',
      lines: [line({ locationId: SOUTH, quantity: 3 })],
    },
    entries: [[SHIRT, SOUTH, [0, 0, 3, 0, 3], [4, 0, 3, 0, 7]]],
    tallies: [
      [SHIRT, NORTH, [0, 1, 0, 1]],
      [SHIRT, SOUTH, [0, 0, 0, 2]],
    ],
  },
  {
    does: 'return.received without an order sets the units aside',
    levels: [shirts],
    event: { type: 'return.received', lines: [line({ quantity: 2 })] },
    entries: [[SHIRT, NORTH, [0, 0, 2, 0, 2], [10, 0, 2, 0, 12]]],
    tallies: [],
  },
  {
    does: 'return.restocked makes units that were set aside available',
    levels: [level({ available: 10, unavailable: 2 })],
    event: { type: 'return.restocked', lines: [line({}), line({})] },
    entries: [[SHIRT, NORTH, [2, 0, -2, 0, 0], [12, 0, 0, 0, 12]]],
    tallies: [],
  },
];

describe('an event about an order', () => {
  test.each(rows)('$does', ({ levels, history, event, entries, tallies }) => {
    const result = accept(stockOf(levels, history), event);

    expect(postings(result.entries)).toEqual(entries);
    expect(orderTallies(result.state.orders.get('1001'))).toEqual(tallies);
    for (const [variantId, locationId] of entries) {
      const after = result.entries.find(
        (entry) => entry.variantId === variantId && entry.locationId === locationId,
      )?.after;
      expect(levelOf(result.state, variantId, locationId)).toBe(after);
    }
  });

  test('names its order in every ledger entry', () => {
    const { entries } = accept(stockOf([shirts, mugs]), placed);

    expect(entries.map(({ orderId }) => orderId)).toEqual(['1001', '1001']);
  });

  test('leaves other orders as they are, by reference', () => {
    const state = stockOf([shirts, mugs], [placed, { ...placed, orderId: '1002' }]);
    const after = accept(state, { type: 'order.cancelled', orderId: '1001' }).state;

    expect(after.orders.get('1002')).toBe(state.orders.get('1002'));
  });

  test('keeps what was ordered, whatever becomes of it', () => {
    const state = stockOf([shirts, mugs], [placed, fulfilled]);

    expect(state.orders.get('1001')?.lines.map(({ ordered }) => ordered)).toEqual([5, 2]);
  });
});
