import { describe, expect, test } from 'vitest';
import { levelKey } from '../../src/model/index.ts';
import type { StockLevel } from '../../src/model/index.ts';
import { accept, HERE, level, levelOf, postings, stockOf } from './fixtures.ts';
import type { EventFields, Units } from './fixtures.ts';

interface Row {
  does: string;
  before?: StockLevel;
  event: EventFields;
  deltas: Units;
  after: Units;
}

const stocked = level({ available: 85, committed: 5, unavailable: 10, incoming: 30 });

const rows: Row[] = [
  {
    does: 'variant.connected opens a level of zeros',
    event: { type: 'variant.connected', ...HERE },
    deltas: [0, 0, 0, 0, 0],
    after: [0, 0, 0, 0, 0],
  },
  {
    does: 'variant.connected opens a level with its quantities',
    event: {
      type: 'variant.connected',
      ...HERE,
      quantities: { available: 7, unavailable: 2, incoming: 4 },
    },
    deltas: [7, 0, 2, 4, 9],
    after: [7, 0, 2, 4, 9],
  },
  {
    does: 'variant.connected makes available what on-hand leaves over',
    event: { type: 'variant.connected', ...HERE, quantities: { onHand: 10, unavailable: 3 } },
    deltas: [7, 0, 3, 0, 10],
    after: [7, 0, 3, 0, 10],
  },
  {
    does: 'variant.connected takes quantities that agree with each other',
    event: {
      type: 'variant.connected',
      ...HERE,
      quantities: { onHand: 10, available: 7, unavailable: 3 },
    },
    deltas: [7, 0, 3, 0, 10],
    after: [7, 0, 3, 0, 10],
  },
  {
    does: 'stock.set replaces available, and on-hand follows',
    before: stocked,
    event: { type: 'stock.set', ...HERE, quantities: { available: 12 } },
    deltas: [-73, 0, 0, 0, -73],
    after: [12, 5, 10, 30, 27],
  },
  {
    does: 'stock.set replaces unavailable, and on-hand follows',
    before: stocked,
    event: { type: 'stock.set', ...HERE, quantities: { unavailable: 0 } },
    deltas: [0, 0, -10, 0, -10],
    after: [85, 5, 0, 30, 90],
  },
  {
    does: 'stock.set replaces incoming, which is no part of on-hand',
    before: stocked,
    event: { type: 'stock.set', ...HERE, quantities: { incoming: 31 } },
    deltas: [0, 0, 0, 1, 0],
    after: [85, 5, 10, 31, 100],
  },
  {
    does: 'stock.set of on-hand moves available by the difference',
    before: stocked,
    event: { type: 'stock.set', ...HERE, quantities: { onHand: 98 } },
    deltas: [-2, 0, 0, 0, -2],
    after: [83, 5, 10, 30, 98],
  },
  {
    does: 'stock.set of on-hand and unavailable leaves the rest to available',
    before: stocked,
    event: { type: 'stock.set', ...HERE, quantities: { onHand: 98, unavailable: 13 } },
    deltas: [-5, 0, 3, 0, -2],
    after: [80, 5, 13, 30, 98],
  },
  {
    does: 'stock.set takes all names at once when they agree',
    before: stocked,
    event: {
      type: 'stock.set',
      ...HERE,
      quantities: { available: 1, unavailable: 2, incoming: 3, onHand: 8 },
      expected: { available: 85, committed: 5, unavailable: 10, incoming: 30, onHand: 100 },
    },
    deltas: [-84, 0, -8, -27, -92],
    after: [1, 5, 2, 3, 8],
  },
  {
    does: 'stock.set to what is there already is accepted and changes no number',
    before: stocked,
    event: { type: 'stock.set', ...HERE, quantities: { available: 85 } },
    deltas: [0, 0, 0, 0, 0],
    after: [85, 5, 10, 30, 100],
  },
  {
    does: 'stock.adjusted moves each writable name by its delta',
    before: stocked,
    event: {
      type: 'stock.adjusted',
      ...HERE,
      deltas: { available: -5, unavailable: 2, incoming: -30 },
      expected: { committed: 5 },
    },
    deltas: [-5, 0, 2, -30, -3],
    after: [80, 5, 12, 0, 97],
  },
  {
    does: 'stock.adjusted by on-hand moves available',
    before: stocked,
    event: { type: 'stock.adjusted', ...HERE, deltas: { onHand: 15 } },
    deltas: [15, 0, 0, 0, 15],
    after: [100, 5, 10, 30, 115],
  },
  {
    does: 'stock.adjusted by on-hand and unavailable leaves the rest to available',
    before: stocked,
    event: { type: 'stock.adjusted', ...HERE, deltas: { onHand: 0, unavailable: 4 } },
    deltas: [-4, 0, 4, 0, 0],
    after: [81, 5, 14, 30, 100],
  },
  {
    does: 'stock.held moves available to unavailable',
    before: stocked,
    event: { type: 'stock.held', ...HERE, quantity: 85, reason: 'quality check' },
    deltas: [-85, 0, 85, 0, 0],
    after: [0, 5, 95, 30, 100],
  },
  {
    does: 'stock.released moves unavailable to available',
    before: stocked,
    event: { type: 'stock.released', ...HERE, quantity: 10 },
    deltas: [10, 0, -10, 0, 0],
    after: [95, 5, 0, 30, 100],
  },
  {
    does: 'stock.written-off takes unavailable units off the books',
    before: stocked,
    event: { type: 'stock.written-off', ...HERE, quantity: 4 },
    deltas: [0, 0, -4, 0, -4],
    after: [85, 5, 6, 30, 96],
  },
  {
    does: 'oversell.changed moves no units',
    before: stocked,
    event: { type: 'oversell.changed', ...HERE, oversell: 'preorder' },
    deltas: [0, 0, 0, 0, 0],
    after: [85, 5, 10, 30, 100],
  },
];

describe('an event about one level', () => {
  test.each(rows)('$does', ({ before, event: fields, deltas, after }) => {
    const { state, entries } = accept(stockOf(before === undefined ? [] : [before]), fields);

    expect(postings(entries)).toEqual([[HERE.variantId, HERE.locationId, deltas, after]]);
    expect(levelOf(state)).toBe(entries[0]?.after);
    expect(state.position).toBe(1);
  });

  test('writes a ledger entry with its id, its time and its reason', () => {
    const { entries } = accept(stockOf([stocked]), {
      type: 'stock.held',
      id: 'hold-9',
      at: '2026-03-02T18:00:00+01:00',
      ...HERE,
      quantity: 3,
      reason: 'draft order',
    });

    expect(entries).toEqual([
      {
        eventId: 'hold-9',
        at: '2026-03-02T18:00:00+01:00',
        type: 'stock.held',
        ...HERE,
        deltas: { available: -3, committed: 0, unavailable: 3, incoming: 0, onHand: 0 },
        after: level({ available: 82, committed: 5, unavailable: 13, incoming: 30 }),
        reason: 'draft order',
      },
    ]);
  });

  test('variant.disconnected removes an empty level and notes it', () => {
    const { state, entries } = accept(stockOf([level()]), {
      type: 'variant.disconnected',
      ...HERE,
    });

    expect(state.levels.has(levelKey(HERE.variantId, HERE.locationId))).toBe(false);
    expect(postings(entries)).toEqual([
      [HERE.variantId, HERE.locationId, [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
    ]);
  });

  test('variant.connected may follow a disconnect, and begins anew', () => {
    const gone = accept(stockOf([level({ oversell: 'continue' })]), {
      type: 'variant.disconnected',
      ...HERE,
    }).state;
    const { state } = accept(gone, { type: 'variant.connected', id: 'e2', ...HERE });

    expect(levelOf(state)).toEqual(level());
  });

  test.each(['deny', 'preorder', 'continue', { floor: -3 }, { floor: 3 }] as const)(
    'oversell.changed and variant.connected give the level the policy %j',
    (oversell) => {
      const changed = accept(stockOf([stocked]), { type: 'oversell.changed', ...HERE, oversell });
      const opened = accept(stockOf([]), { type: 'variant.connected', ...HERE, oversell });

      expect(levelOf(changed.state)?.oversell).toEqual(oversell);
      expect(levelOf(opened.state)?.oversell).toEqual(oversell);
    },
  );
});
