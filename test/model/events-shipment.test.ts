import { describe, expect, test } from 'vitest';
import type { StockLevel } from '../../src/model/index.ts';
import {
  accept,
  level,
  levelOf,
  MUG,
  NORTH,
  postings,
  SHIRT,
  shipmentTallies,
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
  /** Per line: open, received, cancelled. */
  tallies: unknown[];
}

const shirts = level({ available: 10 });
const mugs = level({ variantId: MUG, available: 4 });
const shirtsSouth = level({ locationId: SOUTH, available: 6 });
const ordered: EventFields = {
  type: 'shipment.announced',
  shipmentId: 'PO-7',
  locationId: NORTH,
  lines: [
    { variantId: SHIRT, quantity: 30 },
    { variantId: MUG, quantity: 5 },
  ],
};
const transfer: EventFields = {
  type: 'shipment.announced',
  shipmentId: 'PO-7',
  origin: NORTH,
  locationId: SOUTH,
  lines: [{ variantId: SHIRT, quantity: 8 }],
};

const rows: Row[] = [
  {
    does: 'shipment.announced makes units incoming at the destination',
    levels: [shirts, mugs],
    event: ordered,
    entries: [
      [SHIRT, NORTH, [0, 0, 0, 30, 0], [10, 0, 0, 30, 10]],
      [MUG, NORTH, [0, 0, 0, 5, 0], [4, 0, 0, 5, 4]],
    ],
    tallies: [
      [SHIRT, NORTH, [30, 0, 0]],
      [MUG, NORTH, [5, 0, 0]],
    ],
  },
  {
    does: 'shipment.announced with an origin takes the units out of available there',
    levels: [shirts, shirtsSouth],
    event: transfer,
    entries: [
      [SHIRT, SOUTH, [0, 0, 0, 8, 0], [6, 0, 0, 8, 6]],
      [SHIRT, NORTH, [-8, 0, 0, 0, -8], [2, 0, 0, 0, 2]],
    ],
    tallies: [[SHIRT, SOUTH, [8, 0, 0]]],
  },
  {
    does: 'shipment.announced adds up lines of one variant',
    levels: [shirts],
    event: {
      ...ordered,
      lines: [
        { variantId: SHIRT, quantity: 1 },
        { variantId: SHIRT, quantity: 2 },
      ],
    },
    entries: [[SHIRT, NORTH, [0, 0, 0, 3, 0], [10, 0, 0, 3, 10]]],
    tallies: [[SHIRT, NORTH, [3, 0, 0]]],
  },
  {
    does: 'shipment.received without lines accepts all that is open',
    levels: [shirts, mugs],
    history: [
      ordered,
      {
        type: 'shipment.cancelled',
        shipmentId: 'PO-7',
        lines: [{ variantId: SHIRT, quantity: 10 }],
      },
    ],
    event: { type: 'shipment.received', shipmentId: 'PO-7' },
    entries: [
      [SHIRT, NORTH, [20, 0, 0, -20, 20], [30, 0, 0, 0, 30]],
      [MUG, NORTH, [5, 0, 0, -5, 5], [9, 0, 0, 0, 9]],
    ],
    tallies: [
      [SHIRT, NORTH, [0, 20, 10]],
      [MUG, NORTH, [0, 5, 0]],
    ],
  },
  {
    does: 'shipment.received sets rejected units aside and leaves the rest incoming',
    levels: [shirts, mugs],
    history: [ordered],
    event: {
      type: 'shipment.received',
      shipmentId: 'PO-7',
      lines: [{ variantId: SHIRT, accepted: 20, rejected: 4 }],
    },
    entries: [[SHIRT, NORTH, [20, 0, 4, -24, 24], [30, 0, 4, 6, 34]]],
    tallies: [
      [SHIRT, NORTH, [6, 24, 0]],
      [MUG, NORTH, [5, 0, 0]],
    ],
  },
  {
    does: 'shipment.received may reject every unit of a line',
    levels: [shirts, mugs],
    history: [ordered],
    event: {
      type: 'shipment.received',
      shipmentId: 'PO-7',
      lines: [{ variantId: MUG, accepted: 0, rejected: 5 }],
    },
    entries: [[MUG, NORTH, [0, 0, 5, -5, 5], [4, 0, 5, 0, 9]]],
    tallies: [
      [SHIRT, NORTH, [30, 0, 0]],
      [MUG, NORTH, [0, 5, 0]],
    ],
  },
  {
    does: 'shipment.received of a transfer changes the destination alone',
    levels: [shirts, shirtsSouth],
    history: [transfer],
    event: { type: 'shipment.received', shipmentId: 'PO-7' },
    entries: [[SHIRT, SOUTH, [8, 0, 0, -8, 8], [14, 0, 0, 0, 14]]],
    tallies: [[SHIRT, SOUTH, [0, 8, 0]]],
  },
  {
    does: 'shipment.cancelled without lines takes all that is open off the way',
    levels: [shirts, mugs],
    history: [ordered],
    event: { type: 'shipment.cancelled', shipmentId: 'PO-7' },
    entries: [
      [SHIRT, NORTH, [0, 0, 0, -30, 0], [10, 0, 0, 0, 10]],
      [MUG, NORTH, [0, 0, 0, -5, 0], [4, 0, 0, 0, 4]],
    ],
    tallies: [
      [SHIRT, NORTH, [0, 0, 30]],
      [MUG, NORTH, [0, 0, 5]],
    ],
  },
  {
    does: 'shipment.cancelled of a transfer makes the units available at the origin again',
    levels: [shirts, shirtsSouth],
    history: [transfer],
    event: {
      type: 'shipment.cancelled',
      shipmentId: 'PO-7',
      lines: [{ variantId: SHIRT, quantity: 3 }],
    },
    entries: [
      [SHIRT, SOUTH, [0, 0, 0, -3, 0], [6, 0, 0, 5, 6]],
      [SHIRT, NORTH, [3, 0, 0, 0, 3], [5, 0, 0, 0, 5]],
    ],
    tallies: [[SHIRT, SOUTH, [5, 0, 3]]],
  },
];

describe('an event about a shipment', () => {
  test.each(rows)('$does', ({ levels, history, event, entries, tallies }) => {
    const result = accept(stockOf(levels, history), event);

    expect(postings(result.entries)).toEqual(entries);
    expect(shipmentTallies(result.state.shipments.get('PO-7'))).toEqual(tallies);
    for (const { variantId, locationId, after } of result.entries) {
      expect(levelOf(result.state, variantId, locationId)).toBe(after);
    }
  });

  test('names its shipment in every ledger entry', () => {
    const { entries } = accept(stockOf([shirts, shirtsSouth]), transfer);

    expect(entries.map(({ shipmentId }) => shipmentId)).toEqual(['PO-7', 'PO-7']);
  });

  test('remembers where the shipment goes, and the origin of a transfer alone', () => {
    const state = stockOf(
      [shirts, mugs, shirtsSouth],
      [ordered, { ...transfer, shipmentId: 'T-1' }],
    );

    expect(state.shipments.get('T-1')).toMatchObject({ locationId: SOUTH, origin: NORTH });
    expect(state.shipments.get('PO-7')).not.toHaveProperty('origin');
  });

  test('lets a transfer use up the safety stock of its origin', () => {
    const state = stockOf([level({ available: 8, oversell: { floor: 3 } }), shirtsSouth]);

    expect(levelOf(accept(state, transfer).state)?.available).toBe(0);
  });
});
